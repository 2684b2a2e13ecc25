import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { permissionsOf, type Role, type Side } from '@yinqi/contracts/access';
import type { Session } from '@yinqi/contracts/identity';
import type { Statement, StatementItem } from '@yinqi/contracts/statements';
import { appMessages } from '../../../app/messages.js';
import { newRouter } from '../../../app/router.js';
import { sessionQuery } from '../../../app/session.js';
import { LanguageProvider } from '../../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../../lib/query.js';
import { errorMessages } from '../../../ui/error-messages.js';
import { uiMessages } from '../../../ui/messages.js';
import { statementMessages } from './messages.js';

const idOf = (n: number): string => `3f2504e0-4f89-41d3-9a0c-0305e82c33${String(n).padStart(2, '0')}`;
const AT = '2026-11-20T02:05:00.000Z';
const yuan = (amount: number): string => String(BigInt(amount) * 100n);

const sessionOf = (side: Side, role: Role): Session => ({
  account: { id: idOf(91), displayName: '郑岩', locale: 'zh' },
  side,
  roles: [role],
  permissions: [...permissionsOf([role])],
  organisation: {
    id: idOf(90),
    name: '示例',
    nameEn: null,
    regionCode: '320000',
    unitLevel: null,
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
});
const HOLDER = sessionOf('facility_administrator', 'facility_officer');

const pile = (count: number, statement: number, ledger: number, open = count) => ({
  count,
  open,
  statementFen: yuan(statement),
  ledgerFen: yuan(ledger),
});
const STATEMENT: Statement = {
  id: idOf(1),
  fileName: '对账单.csv',
  pool: { id: idOf(2), name: '江苏省', nameEn: null },
  facility: { id: idOf(3), name: '再贴现', nameEn: 'Rediscount' },
  fromOn: '2026-11-01',
  toOn: '2026-11-10',
  status: 'read',
  refusal: null,
  rowsRead: 3,
  // 500 + 300 + 210 + 40 = 1,050 by the statement; 500 + 300 + 200 + 70 = 1,070 by the ledger.
  piles: {
    matched: pile(1, 300, 300, 0),
    differing: pile(1, 210, 200),
    only_statement: pile(1, 40, 0),
    only_ledger: pile(1, 0, 70),
    faulty: pile(0, 0, 0),
  },
  stated: { openingFen: yuan(500), closingFen: yuan(1_060) },
  ledger: { openingFen: yuan(500), closingFen: yuan(1_070), asOf: AT },
  follows: null,
  followedBy: null,
  createdBy: '郑岩',
  createdAt: AT,
};
const SIDE = { on: '2026-11-07', number: 'PJ-2', contractNumber: null, bank: null };
const ITEM: StatementItem = {
  item: 2,
  outcome: 'differing',
  row: 3,
  line: { ...SIDE, amountFen: yuan(210), uscc: null, borrower: null },
  entry: { ...SIDE, amountFen: yuan(200), poolId: idOf(2), version: 7 },
  differences: ['amount'],
  faults: [],
  settled: null,
  repair: null,
  maySettle: true,
  mayRepair: true,
};

type Sent = { readonly path: string; readonly body: unknown };

/** An API with this statement and its one item; what is sent is answered by the item. */
function serve(session: Session, item: StatementItem): Sent[] {
  const sent: Sent[] = [];
  const answer = (body: unknown): Promise<Response> =>
    Promise.resolve(new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } }));
  globalThis.fetch = (url, init = {}) => {
    const { pathname } = new URL(typeof url === 'string' ? url : '', 'http://localhost');
    const path = pathname.slice('/api/v1'.length);
    if (path === '/session') return answer(session);
    if (init.method !== undefined && init.method !== 'GET') {
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      sent.push({ path, body });
      return answer(item);
    }
    if (path === `/statements/${STATEMENT.id}`) return answer(STATEMENT);
    if (path === `/statements/${STATEMENT.id}/items`) {
      return answer({ items: [item], nextCursor: null, total: 1 });
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

async function open(): Promise<void> {
  localStorage.setItem('language', 'zh');
  Object.assign(globalThis, { EventSource: SilentSource });
  const catalogues = [appMessages, uiMessages, errorMessages, statementMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const router = newRouter(client);
  const history = createMemoryHistory({ initialEntries: [`/statements/${STATEMENT.id}`] });
  router.update({ ...router.options, history });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
}

describe('the page of a statement', () => {
  const original = globalThis.fetch;
  // Fetched lazily in the browser; compiling it here takes longer than a test waits.
  beforeAll(() => import('./statement-page.js'));
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('adds both sides up, and says where the statement contradicts itself', async () => {
    serve(HOLDER, ITEM);
    await open();
    const closing = (await screen.findByRole('rowheader', { name: '期末已用' })).closest('tr');
    expect([...(closing?.cells ?? [])].map(({ textContent }) => textContent)).toEqual([
      '期末已用',
      '',
      '1,050',
      '1,070',
      '20',
    ]);
    // Stated 1,060 − computed 1,050 = 10.
    expect(screen.getByText(/1,060 元.*1,050 元相差 10 元/)).toBeTruthy();
  });

  it('sends a correction only with its reason', async () => {
    const sent = serve(HOLDER, ITEM);
    const user = userEvent.setup();
    await open();
    await user.click(await screen.findByRole('button', { name: '提出冲正' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: '提交复核' }));
    expect(dialog.getByText('请写明理由')).toBeTruthy();
    expect(sent).toEqual([]);
    await user.type(dialog.getByLabelText('理由'), '多报 10 元');
    await user.click(dialog.getByRole('button', { name: '提交复核' }));
    expect(sent).toEqual([
      { path: `/statements/${STATEMENT.id}/items/2/repair`, body: { reason: '多报 10 元' } },
    ]);
  });

  it('offers a bank to explain, and no correction', async () => {
    serve(sessionOf('bank', 'officer'), { ...ITEM, mayRepair: false });
    await open();
    expect(await screen.findByRole('button', { name: '写明情况' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: '提出冲正' })).toBeNull();
    expect(screen.getByText(/请额度管理机构冲正/)).toBeTruthy();
  });

  it('shows what became of an item instead of acts', async () => {
    const repair = { allotmentId: idOf(30), state: 'posted' } as const;
    serve(HOLDER, { ...ITEM, repair, maySettle: false, mayRepair: false });
    await open();
    const link = await screen.findByRole('link', { name: '已冲正' });
    expect(link.getAttribute('href')).toBe(`/allotments/${idOf(30)}`);
    expect(screen.queryByRole('button', { name: '写明情况' })).toBeNull();
  });
});
