import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { financingRequestMessages } from './messages.js';
import { RegisterFilters } from './register-filters.js';
import type { RegisterSearch } from './register-search.js';

const BANK = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const KUNSHAN = {
  code: '320583',
  name: '昆山市',
  level: 'county',
  parent: '320500',
  pathName: '江苏省 苏州市 昆山市',
};
const bankNamed = (name: string, id: string, parentId: string | null) => ({
  id,
  kind: 'bank',
  name,
  nameEn: null,
  regionCode: null,
  unitLevel: null,
  bankType: null,
  parentId,
});
const BANKS = [
  bankNamed('示例江海银行', BANK, null),
  bankNamed('示例江海银行苏州分行', '3f2504e0-4f89-41d3-9a0c-0305e82c3302', BANK),
];

async function show(search: RegisterSearch) {
  const asked: string[] = [];
  const found: RegisterSearch[] = [];
  globalThis.fetch = (url) => {
    const path = decodeURIComponent(typeof url === 'string' ? url : '').replace('/api/v1', '');
    asked.push(path);
    const answer = path.startsWith('/organisations')
      ? { items: BANKS, nextCursor: null, total: BANKS.length }
      : { items: [KUNSHAN] };
    return Promise.resolve(new Response(JSON.stringify(answer)));
  };
  const catalogues = [financingRequestMessages, uiMessages, errorMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  render(
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      <LanguageProvider initial="zh">
        <RegisterFilters search={search} onSearch={(next) => found.push(next)} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return { asked, found, user: userEvent.setup() };
}

describe('the register by region and bank', () => {
  const original = globalThis.fetch;
  // Fetched lazily in the browser; compiling them here takes longer than a test waits.
  beforeAll(async () => {
    await import('./register-places.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('finds a region by part of its name', async () => {
    const { asked, found, user } = await show({});
    expect(asked).toEqual([]);
    await user.click(screen.getByRole('button', { name: '地区、银行…' }));
    await user.type(await screen.findByRole('combobox', { name: '地区' }), '昆山');
    await waitFor(() => expect(asked).toContain('/reference/regions?search=昆山'));
    await user.click(await screen.findByRole('option', { name: /昆山市/ }));
    expect(found).toEqual([{ region: '320583' }]);
  });

  it('offers banks, not their branches', async () => {
    const { found, user } = await show({ region: '320583' });
    await user.click(screen.getByRole('button', { name: '地区、银行…' }));
    await user.type(await screen.findByRole('combobox', { name: '对接银行' }), '江海');
    const options = await screen.findAllByRole('option');
    expect(options.map((option) => option.textContent)).toEqual(['示例江海银行']);
    await user.click(screen.getByRole('option'));
    expect(found).toEqual([{ region: '320583', bank: BANK }]);
  });

  it('names what is filtered by instead of its code', async () => {
    await show({ region: '320583', bank: BANK });
    expect(await screen.findByText('昆山市')).toBeInTheDocument();
    expect(await screen.findByText('示例江海银行')).toBeInTheDocument();
  });
});
