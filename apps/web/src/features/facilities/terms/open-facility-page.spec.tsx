import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { permissionsOf } from '@yinqi/contracts/access';
import type { Session } from '@yinqi/contracts/identity';
import { appMessages } from '../../../app/messages.js';
import { newRouter } from '../../../app/router.js';
import { sessionQuery } from '../../../app/session.js';
import { LanguageProvider } from '../../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../../lib/query.js';
import { errorMessages } from '../../../ui/error-messages.js';
import { uiMessages } from '../../../ui/messages.js';
import { facilityMessages } from '../messages.js';
import { termsMessages } from './messages.js';

const HOLDER: Session = {
  account: { id: '3f2504e0-4f89-41d3-9a0c-0305e82c3391', displayName: '郑岩', locale: 'zh' },
  side: 'facility_administrator',
  roles: ['facility_officer'],
  permissions: [...permissionsOf(['facility_officer'])],
  organisation: {
    id: '3f2504e0-4f89-41d3-9a0c-0305e82c3390',
    name: '示例中央银行江苏省分行',
    nameEn: null,
    regionCode: '320000',
    unitLevel: null,
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
};
const TAKEN = {
  type: 'about:blank',
  title: 'invalid',
  status: 422,
  code: 'request.invalid',
  correlationId: 'c-1',
  faults: [{ pointer: '/body/code', code: 'taken' }],
};

/** An API that knows the code already. */
function serve(): unknown[] {
  const sent: unknown[] = [];
  const answer = (body: unknown, status = 200): Promise<Response> =>
    Promise.resolve(
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': status === 200 ? 'application/json' : 'application/problem+json' },
      }),
    );
  globalThis.fetch = (url, init = {}) => {
    const { pathname } = new URL(typeof url === 'string' ? url : '', 'http://localhost');
    if (pathname === '/api/v1/session') return answer(HOLDER);
    if (init.method === 'POST') {
      sent.push(typeof init.body === 'string' ? JSON.parse(init.body) : undefined);
      return answer(TAKEN, 422);
    }
    return answer({ items: [], nextCursor: null, total: 0 });
  };
  return sent;
}

class SilentSource extends EventTarget {
  onopen = null;
  onerror = null;
  readonly close = (): undefined => undefined;
}

async function open(path: string): Promise<void> {
  localStorage.setItem('language', 'zh');
  Object.assign(globalThis, { EventSource: SilentSource });
  const catalogues = [appMessages, uiMessages, errorMessages, facilityMessages, termsMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const router = newRouter(client);
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [path] }) });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
}

describe('the page on which a tool is opened', () => {
  const original = globalThis.fetch;
  beforeAll(() => import('./open-facility-page.js'));
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('names every fault above the form and at its field, shows all before sending, and the code that is taken', async () => {
    const sent = serve();
    const user = userEvent.setup();
    await open('/facilities/new');
    await user.click(await screen.findByRole('button', { name: '下一步：核对' }));
    for (const fault of ['请填写中文名称', '请填写英文名称', '请填写总额', '请写明理由']) {
      expect(screen.getAllByText(fault)).toHaveLength(2);
    }
    await user.type(screen.getByLabelText('工具代码', { exact: false }), 'pboc-trade');
    await user.type(screen.getByLabelText('中文名称', { exact: false }), '外贸小微再贷款');
    await user.type(screen.getByLabelText('英文名称', { exact: false }), 'Relending for exporters');
    await user.type(screen.getByLabelText('总额', { exact: true }), '30亿');
    await user.type(screen.getByLabelText('单户上限', { exact: false }), '31亿');
    await user.type(screen.getByLabelText('理由', { exact: false }), '按文件开设');
    expect(screen.getAllByText('单户上限超过总额')).toHaveLength(2);
    await user.clear(screen.getByLabelText('单户上限', { exact: false }));
    await user.type(screen.getByLabelText('单户上限', { exact: false }), '5000');
    await user.click(screen.getByLabelText('外贸企业'));
    await user.click(screen.getByRole('button', { name: '下一步：核对' }));
    expect(screen.getByText('PBOC-TRADE')).toBeInTheDocument();
    expect(screen.getByText('5,000 万元')).toBeInTheDocument();
    expect(screen.getByText(/提交后由本单位另一人复核/)).toBeInTheDocument();
    expect(sent).toEqual([]);
    await user.click(screen.getByRole('button', { name: '提交复核' }));
    expect(await screen.findAllByText('这个工具代码已被使用')).toHaveLength(2);
    expect(sent).toMatchObject([
      {
        code: 'PBOC-TRADE',
        totalFen: '300000000000',
        singleCustomerLimitFen: '5000000000',
        borrower: { foreignTrade: true, sizeClasses: [] },
      },
    ]);
  });
});
