import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { permissionsOf, type Role, type Side } from '@yinqi/contracts/access';
import type { AllotmentView } from '@yinqi/contracts/allotments';
import type { Session } from '@yinqi/contracts/identity';
import type { PoolView } from '@yinqi/contracts/quota-view';
import { appMessages } from '../../app/messages.js';
import { newRouter } from '../../app/router.js';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { allotmentMessages } from './allotment-messages.js';
import { quotaMessages } from './quota-messages.js';

const idOf = (n: number): string => `3f2504e0-4f89-41d3-9a0c-0305e82c33${String(n).padStart(2, '0')}`;
const AS_OF = '2026-11-20T02:05:00.000Z';
/** 万元 to fen. */
const wan = (amount: number): string => String(BigInt(amount) * 1_000_000n);

const sessionOf = (side: Side, role: Role): Session => ({
  account: { id: idOf(91), displayName: '郑岩', locale: 'zh' },
  side,
  roles: [role],
  permissions: [...permissionsOf([role])],
  organisation: {
    id: idOf(90),
    name: '示例中央银行江苏省分行',
    nameEn: null,
    regionCode: '320000',
    unitLevel: null,
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
});

const poolOf = (n: number, name: string, more: Partial<PoolView> = {}): PoolView => ({
  id: idOf(n),
  parentId: null,
  facility: { id: idOf(80), name: '再贴现', nameEn: 'Rediscount', mechanism: 'REDISCOUNT' },
  level: 'nation',
  owner: { id: idOf(n + 40), name, nameEn: null },
  authority: 'OFFICIAL',
  basis: 'FLOW',
  state: 'open',
  aboveState: 'open',
  own: {
    limitFen: wan(100_000),
    allottedFen: wan(30_000),
    reservedFen: '0',
    committedFen: '0',
    usedFen: '0',
    excessFen: '0',
  },
  whole: { usedFen: wan(12_000), inProcessFen: wan(3_000) },
  leftFen: wan(70_000),
  secondPersonFromFen: wan(10_000),
  singleCustomerLimitFen: null,
  runOut: null,
  openExceptions: 0,
  isHolder: true,
  version: 3,
  ...more,
});

const BANK = poolOf(2, '示例银行', {
  parentId: idOf(1),
  level: 'bank',
  authority: 'ALLOTTED_BY_HOLDER',
  leftFen: wan(15_000),
});
const POOLS = [poolOf(1, '全国'), BANK];

const PROPOSAL: AllotmentView = {
  id: idOf(30),
  kind: 'allot',
  state: 'proposed',
  facility: { id: idOf(80), name: '再贴现', nameEn: 'Rediscount' },
  pool: { id: idOf(1), name: '全国', nameEn: null },
  other: { id: idOf(2), name: '示例银行', nameEn: null },
  amountFen: wan(15_000),
  limitFen: null,
  conditions: null,
  reason: '追加额度',
  documentNumber: null,
  effectiveOn: '2026-11-20',
  needsSecond: true,
  proposedBy: '陆铭',
  proposedAt: AS_OF,
  decidedBy: null,
  decidedAt: null,
  note: null,
  mayDecide: true,
  mayWithdraw: false,
  version: 1,
};

type Sent = { readonly path: string; readonly body: unknown };
type Server = { readonly session: Session; readonly pools?: readonly PoolView[]; readonly refusal?: object };

/** An API with these pools and one proposal; a command is answered by the proposal, or by the refusal. */
function serve({ session, pools = POOLS, refusal }: Server): Sent[] {
  const sent: Sent[] = [];
  const answer = (body: unknown, status = 200): Promise<Response> =>
    Promise.resolve(
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': status === 200 ? 'application/json' : 'application/problem+json' },
      }),
    );
  globalThis.fetch = (url, init = {}) => {
    const path = new URL(typeof url === 'string' ? url : '', 'http://localhost').pathname.slice(
      '/api/v1'.length,
    );
    if (path === '/session') return answer(session);
    if (init.method !== undefined && init.method !== 'GET') {
      const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
      sent.push({ path, body });
      return refusal === undefined ? answer(PROPOSAL) : answer(refusal, 409);
    }
    if (path === '/quota-pools') return answer({ items: pools, asOf: AS_OF });
    if (path === `/allotments/${PROPOSAL.id}`) return answer(PROPOSAL);
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
  const catalogues = [appMessages, uiMessages, errorMessages, quotaMessages, allotmentMessages];
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

const HOLDER = sessionOf('facility_administrator', 'facility_officer');
const rowOf = async (name: string): Promise<HTMLElement> => {
  const header = await screen.findByRole('rowheader', { name });
  const row = header.closest('tr');
  if (row === null) throw new Error(`${name} stands in no row`);
  return row;
};

describe('the pages of quota', () => {
  const original = globalThis.fetch;
  // Fetched lazily in the browser; compiling them here takes longer than a test waits.
  beforeAll(async () => {
    await import('./quota-page.js');
    await import('./movement-page.js');
    await import('./allotment-page.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('open the entries behind each figure', async () => {
    serve({ session: HOLDER });
    await open('/quota');
    const used = within(await rowOf('示例银行')).getByRole('link', { name: '12,000' });
    expect(used.getAttribute('href')).toBe(`/quota/${idOf(2)}?figure=used&below=true`);
    expect(await screen.findByRole('link', { name: '登记总额度' })).toBeInTheDocument();
  });

  it('never say of a tally of our own what is left', async () => {
    const tally = poolOf(3, '示例银行', {
      level: 'bank',
      authority: 'SHADOW',
      leftFen: null,
      isHolder: false,
    });
    serve({ session: sessionOf('bank', 'officer'), pools: [tally] });
    await open('/quota');
    const row = await rowOf('示例银行');
    expect(row).toHaveTextContent('本平台已报告使用 1.2 亿元');
    // Bar, limit, allotted, in process, used, left, when it runs out.
    const [, limit, , , used, left, runOut] = within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect({ limit, used, left, runOut }).toEqual({ limit: '—', used: '12,000', left: '—', runOut: '—' });
    expect(row).not.toHaveTextContent('70,000');
    expect(screen.queryByRole('link', { name: '登记总额度' })).toBeNull();
  });

  it('say of an empty book what comes first', async () => {
    serve({ session: HOLDER, pools: [] });
    await open('/quota');
    expect(
      await screen.findByText('登记一项工具的总额度之后，就可以向各省和各银行分配。'),
    ).toBeInTheDocument();
  });

  it('check a movement with its effect on both sides before it is sent', async () => {
    const sent = serve({ session: HOLDER });
    const user = userEvent.setup();
    await open(`/quota/${idOf(1)}/act`);
    await user.click(await screen.findByRole('button', { name: '下一步：核对' }));
    // Nothing is sent while answers are missing, and each is named above the form and at its field.
    expect(screen.getAllByText('请填写金额')).toHaveLength(2);
    expect(screen.getAllByText('请选择对方')).toHaveLength(2);
    await user.selectOptions(screen.getByLabelText('分给'), '示例银行');
    await user.type(screen.getByLabelText('金额', { exact: false }), '80000');
    await user.type(screen.getByLabelText('理由', { exact: false }), '追加额度');
    expect(screen.getAllByText('超过这里剩余的额度')).toHaveLength(2);
    await user.clear(screen.getByLabelText('金额', { exact: false }));
    await user.type(screen.getByLabelText('金额', { exact: false }), '15000');
    await user.click(screen.getByRole('button', { name: '下一步：核对' }));
    // 70,000 − 15,000 left above, 15,000 + 15,000 below.
    expect(await rowOf('全国')).toHaveTextContent('55,000');
    expect(await rowOf('示例银行')).toHaveTextContent('30,000');
    expect(screen.getByText(/达到复核金额 1 亿元/)).toBeInTheDocument();
    expect(sent).toEqual([]);
    await user.click(screen.getByRole('button', { name: '提交复核' }));
    expect(await screen.findByRole('heading', { name: '额度分配：分给下级' })).toBeInTheDocument();
    expect(sent).toMatchObject([
      {
        path: '/allotments',
        body: {
          kind: 'allot',
          poolId: idOf(1),
          to: { kind: 'pool', poolId: idOf(2) },
          amountFen: wan(15_000),
          reason: '追加额度',
        },
      },
    ]);
  });

  it('tell the second reviewer who was first', async () => {
    serve({
      session: HOLDER,
      refusal: {
        type: 'about:blank',
        title: 'conflict',
        status: 409,
        code: 'resource.version_conflict',
        correlationId: 'c-1',
        params: { who: '何静', when: AS_OF },
      },
    });
    const user = userEvent.setup();
    await open(`/allotments/${PROPOSAL.id}`);
    await user.click(await screen.findByRole('button', { name: '同意入账' }));
    expect(await screen.findByText(/何静/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '查看最新内容' })).toBeInTheDocument();
  });
});
