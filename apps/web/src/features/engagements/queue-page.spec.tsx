import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { createEvent, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { permissionsOf } from '@yinqi/contracts/access';
import type { EngagementDetail, EngagementItem } from '@yinqi/contracts/engagements';
import type { Session } from '@yinqi/contracts/identity';
import { appMessages } from '../../app/messages.js';
import { newRouter } from '../../app/router.js';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { decisionMessages } from './messages.js';
import { ENGAGEMENT } from './testing/engagement-detail.js';

const idOf = (n: number): string => `3f2504e0-4f89-41d3-9a0c-0305e82c33${String(n).padStart(2, '0')}`;
const AT = '2026-11-20T01:12:00.000Z';
const BANK = { id: idOf(90), name: '示例银行', nameEn: null };

const SESSION: Session = {
  account: { id: idOf(91), displayName: '李敏', locale: 'zh' },
  side: 'bank',
  roles: ['officer'],
  permissions: [...permissionsOf(['officer'])],
  organisation: { ...BANK, regionCode: '320000', unitLevel: null, demo: true },
  expiresAt: '2036-11-22T10:00:00.000Z',
};

const itemOf = (n: number, name: string): EngagementItem => ({
  id: idOf(n),
  requestId: idOf(n + 20),
  requestNumber: `XQ-2026-1120-00${n}`,
  enterpriseId: idOf(n + 40),
  enterpriseName: name,
  bank: BANK,
  branch: BANK,
  product: { id: idOf(92), name: '示例流贷', nameEn: null },
  origin: 'enterprise',
  status: 'pushed',
  version: 2,
  officerName: null,
  requestedFen: '3200000000',
  currency: 'CNY',
  termMonths: 12,
  purpose: 'working_capital',
  criteriaMet: 9,
  criteriaTotal: 10,
  approvedFen: null,
  disbursedFen: '0',
  pushedAt: AT,
  dueAt: '2026-11-23T01:12:00.000Z',
  dueProvisional: false,
  minutesLeft: 200 + n,
  papersAsked: 0,
  secondLook: null,
  needChanged: false,
  mine: false,
  updatedAt: AT,
});

const detailOf = (item: EngagementItem): EngagementDetail => ({
  ...ENGAGEMENT,
  ...item,
  nextStep: {
    who: 'bank',
    yours: true,
    what: 'make_contact',
    count: null,
    by: null,
    provisional: false,
    otherwise: null,
  },
  undo: { action: 'accept', until: new Date(Date.now() + 10_000).toISOString() },
});

/** Liabilities of 84 over assets of 100 are 84 %. */
const FACTS: Pick<EngagementDetail, 'dossier'> = {
  dossier: {
    fieldGroups: ['identity', 'request', 'financing'],
    validUntil: '2027-05-01',
    facts: { totalAssetsFen: '10000', totalLiabilitiesFen: '8400' },
    words: {},
  },
};

type Sent = { readonly path: string; readonly body: unknown; readonly version: string | null };

/** A bank with three cases waiting; it answers decisions and remembers what it was sent. */
function bankServer(): { readonly sent: Sent[]; conflictOn?: string } {
  const server: { sent: Sent[]; conflictOn?: string } = { sent: [] };
  let waiting = ['示例甲公司', '示例乙公司', '示例丙公司'].map((name, n) => itemOf(n + 1, name));
  const all = [...waiting];
  const answer = (body: unknown, status = 200) =>
    Promise.resolve(new Response(JSON.stringify(body), { status }));
  globalThis.fetch = (url, init = {}) => {
    const path = (typeof url === 'string' ? url : '').replace('/api/v1', '');
    if (path.startsWith('/session')) return answer(SESSION);
    if (path.startsWith('/engagement-counts')) {
      return answer({ stages: { answer: waiting.length, judge: 0, credit: 0, disburse: 0, ended: 0 } });
    }
    if (path.startsWith('/engagements?')) {
      const tabs = { mine: 0, due_today: 0, overdue: 0, unclaimed: waiting.length, all: waiting.length };
      return answer({
        items: waiting,
        nextCursor: null,
        total: waiting.length,
        tabs,
        totalFen: '0',
        otherCurrencyCount: 0,
        asOf: AT,
      });
    }
    const [, id, command] = /^\/engagements\/([^/]+)\/(\w+)$/.exec(path) ?? [];
    const item = all.find((one) => one.id === id);
    const read = all.find((one) => path === `/engagements/${one.id}`);
    if (read !== undefined) return answer({ ...detailOf(read), undo: null, ...FACTS });
    if (item === undefined || init.method !== 'POST') return answer({}, 404);
    const version = new Headers(init.headers).get('if-match');
    server.sent.push({
      path,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      version,
    });
    if (server.conflictOn === command) {
      return answer(
        {
          type: 'urn:yinqi:problem:resource.version_conflict',
          title: 'conflict',
          status: 409,
          code: 'resource.version_conflict',
          correlationId: 'c-1',
          params: { who: '陆航', what: 'accept', when: AT },
        },
        409,
      );
    }
    waiting = command === 'undo' ? [item, ...waiting] : waiting.filter((one) => one.id !== id);
    const decided: EngagementDetail = { ...detailOf(item), version: item.version + 1 };
    return answer(command === 'undo' ? { ...decided, undo: null } : { ...decided, status: 'accepted' });
  };
  return server;
}

class SilentSource extends EventTarget {
  onopen = null;
  onerror = null;
  readonly close = (): undefined => undefined;
}

async function openQueue() {
  localStorage.setItem('language', 'zh');
  Object.assign(globalThis, { EventSource: SilentSource });
  const server = bankServer();
  await Promise.all([appMessages, uiMessages, errorMessages].map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const router = newRouter(client);
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: ['/queue'] }) });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  await screen.findByRole('rowheader', { name: '示例甲公司' });
  await waitFor(() => expect(row('示例甲公司')).toHaveFocus());
  return { server, user: userEvent.setup() };
}

const row = (name: string): HTMLElement => {
  const found = screen.getByRole('rowheader', { name }).closest<HTMLElement>('[role=row]');
  if (found === null) throw new Error(`no row of ${name}`);
  return found;
};

describe('the bank’s queue by keys', () => {
  const original = globalThis.fetch;
  // Fetched lazily in the browser; compiling them here takes longer than a test waits.
  beforeAll(async () => {
    await import('./decline-dialog.js');
    await import('./batch-sheet.js');
    await import('../../ui/dialog-frame.js');
    await decisionMessages.load('zh');
  });
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('shows time left first and begins on the most urgent case', async () => {
    await openQueue();
    const headers = screen.getAllByRole('columnheader').map((header) => header.textContent);
    expect(headers.slice(1, 3)).toEqual(['剩余时限', '企业']);
    // 201 working minutes are 3 h 21 min.
    expect(within(row('示例甲公司')).getByText('剩 3时21分')).toBeInTheDocument();
  });

  it('names the keys of the pile with the list, for the ear as well', async () => {
    await openQueue();
    const keys = '1 受理 · 3 婉拒 · R 补充材料 · T 转办 · C 认领 · U 撤销';
    expect(screen.getByRole('grid')).toHaveAccessibleDescription(`上下移动，X 选中，Enter 打开 · ${keys}`);
  });

  it('accepts with 1 at the version that was seen and goes on to the next', async () => {
    const { server, user } = await openQueue();
    await user.keyboard('1');
    await waitFor(() => expect(screen.queryByRole('rowheader', { name: '示例甲公司' })).toBeNull());
    expect(server.sent).toEqual([
      { path: `/engagements/${idOf(1)}/accept`, body: undefined, version: '"2"' },
    ]);
    await waitFor(() => expect(row('示例乙公司')).toHaveFocus());
    expect(screen.getByText('已受理 示例甲公司')).toBeInTheDocument();
  });

  it('moves with J and K, and takes the last decision back with U', async () => {
    const { server, user } = await openQueue();
    await user.keyboard('jjk1');
    await waitFor(() => expect(server.sent.at(-1)?.path).toBe(`/engagements/${idOf(2)}/accept`));
    await screen.findByText('已受理 示例乙公司');
    await user.keyboard('u');
    await waitFor(() => expect(server.sent.at(-1)?.path).toBe(`/engagements/${idOf(2)}/undo`));
    expect(await screen.findByText('已撤销，办件回到原来的状态')).toBeInTheDocument();
    expect(server.sent.at(-1)?.version).toBe('"3"');
  });

  it('does nothing by single keys in the search field or while pinyin is composed', async () => {
    const { server, user } = await openQueue();
    await user.type(screen.getByRole('searchbox'), '13r');
    expect(server.sent).toEqual([]);
    row('示例甲公司').focus();
    const composing = createEvent.keyDown(row('示例甲公司'), { key: '1', keyCode: 229 });
    fireEvent(row('示例甲公司'), composing);
    expect(server.sent).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says who was faster', async () => {
    const { server, user } = await openQueue();
    server.conflictOn = 'accept';
    await user.keyboard('1');
    expect(await screen.findByText(/陆航 已先办理：受理（2026-11-20 09:12）/)).toBeInTheDocument();
  });

  it('declines with 3, a digit, a text and Enter', async () => {
    const { server, user } = await openQueue();
    await user.keyboard('3');
    await screen.findByRole('dialog', { name: '婉拒 示例甲公司' });
    await waitFor(() => expect(screen.getByRole('button', { name: /负债水平偏高/ })).toHaveFocus());
    await user.keyboard('1');
    const text = await screen.findByLabelText('负债水平偏高：具体情况');
    await waitFor(() => expect(text).toHaveFocus());
    expect(text).toHaveValue('企业资产负债率 84%，高于本行对「示例流贷」的要求。');
    // Too short a text is said beside its field.
    await user.clear(text);
    await user.keyboard('偏高{Enter}');
    expect(text).toHaveAccessibleDescription(/请写明具体情况，至少 4 个字/);
    expect(server.sent).toEqual([]);
    // Once something is written, digits are text.
    await user.keyboard(' 84% 连续两年{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.sent).toEqual([
      {
        path: `/engagements/${idOf(1)}/decline`,
        body: { reasons: [{ code: 'LEVERAGE', text: '偏高 84% 连续两年' }] },
        version: '"2"',
      },
    ]);
  });

  it('chooses a second reason by digit as long as nothing has been written', async () => {
    const { server, user } = await openQueue();
    await user.keyboard('3');
    await screen.findByRole('dialog', { name: '婉拒 示例甲公司' });
    await waitFor(() => expect(screen.getByRole('button', { name: /负债水平偏高/ })).toHaveFocus());
    await user.keyboard('1');
    await waitFor(() => expect(screen.getByLabelText('负债水平偏高：具体情况')).toHaveFocus());
    await user.keyboard('8');
    await waitFor(() => expect(screen.getByLabelText('本行相关额度已用完：具体情况')).toHaveFocus());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.sent.map(({ body }) => body)).toEqual([
      {
        reasons: [
          { code: 'LEVERAGE', text: '企业资产负债率 84%，高于本行对「示例流贷」的要求。' },
          { code: 'BANK_QUOTA_EXHAUSTED', text: '「示例流贷」本期额度已经用完。' },
        ],
      },
    ]);
  });

  it('takes four reasons at most and sends none without', async () => {
    const { server, user } = await openQueue();
    await user.keyboard('3');
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: '确认婉拒' }));
    expect(within(dialog).getByRole('alert')).toHaveTextContent('请至少选择一项原因');
    for (const name of [/负债水平偏高/, /经营现金流/, /抵质押物不足/, /企业信用记录/, /授信总额/]) {
      await user.click(within(dialog).getByRole('button', { name }));
    }
    expect(within(dialog).getByRole('alert')).toHaveTextContent('最多选择 4 项主要原因');
    expect(within(dialog).getAllByRole('button', { pressed: true })).toHaveLength(4);
    expect(server.sent).toEqual([]);
  });

  it('shows in the panel the case the focus is on, and strikes none that is not shown', async () => {
    const { server, user } = await openQueue();
    await user.keyboard('{Enter}');
    await screen.findByRole('heading', { name: '示例甲公司' });
    // The panel still shows the first case when 1 is struck on the second.
    await user.keyboard('j1');
    expect(server.sent).toEqual([]);
    await screen.findByRole('heading', { name: '示例乙公司' });
    await user.keyboard('1');
    await waitFor(() =>
      expect(server.sent.map(({ path }) => path)).toEqual([`/engagements/${idOf(2)}/accept`]),
    );
    await screen.findByRole('heading', { name: '示例丙公司' });
    await waitFor(() => expect(row('示例丙公司')).toHaveFocus());
  });

  it('brings the case back into the panel when its decision is undone, and ends the offer to undo', async () => {
    const { server, user } = await openQueue();
    await user.keyboard('1');
    const told = await screen.findAllByText('已受理 示例甲公司');
    await user.keyboard('u');
    await waitFor(() =>
      expect(server.sent.map(({ path }) => path)).toContain(`/engagements/${idOf(1)}/undo`),
    );
    expect(told.at(-1)).not.toBeInTheDocument();
    await screen.findByRole('heading', { name: '示例甲公司' });
    await waitFor(() => expect(row('示例甲公司')).toHaveFocus());
  });

  it('lights one pile of the menu only', async () => {
    await openQueue();
    const menu = screen.getByRole('navigation', { name: '主导航' });
    const lit = within(menu)
      .getAllByRole('link')
      .filter((link) => link.hasAttribute('aria-current'));
    expect(lit.map((link) => link.textContent)).toEqual(['待受理3']);
  });

  it('asks before ticked cases are taken up, tells each result, and takes all of them back', async () => {
    const { server, user } = await openQueue();
    await user.keyboard('xjx1');
    const sheet = await screen.findByRole('dialog', { name: '受理所选 2 笔' });
    expect(server.sent).toEqual([]);
    // Two requests of 3,200 万元 each.
    expect(within(sheet).getByText('将办理 2 笔，合计 6,400 万元')).toBeInTheDocument();
    await user.click(within(sheet).getByRole('button', { name: '确认受理 2 笔' }));
    await screen.findByText('已受理 2 笔');
    expect(server.sent.map(({ path }) => path)).toEqual([
      `/engagements/${idOf(1)}/accept`,
      `/engagements/${idOf(2)}/accept`,
    ]);
    await waitFor(() => expect(row('示例丙公司')).toHaveFocus());
    await user.keyboard('u');
    await screen.findByText('已撤销 2 笔，办件回到原来的状态');
    expect(server.sent.slice(2).map(({ path }) => path)).toEqual([
      `/engagements/${idOf(1)}/undo`,
      `/engagements/${idOf(2)}/undo`,
    ]);
  });

  it('says of each ticked case why it was not done', async () => {
    const { server, user } = await openQueue();
    server.conflictOn = 'accept';
    await user.keyboard('xjx1');
    await user.click(await screen.findByRole('button', { name: '确认受理 2 笔' }));
    const results = await screen.findByRole('dialog', { name: '办理结果' });
    expect(within(results).getByText('0 笔已办，2 笔没有办成，仍在清单里。')).toBeInTheDocument();
    expect(within(results).getAllByText(/没有办成：陆航 已先办理：受理/)).toHaveLength(2);
  });

  it('declines the ticked cases with one set of reasons', async () => {
    const { server, user } = await openQueue();
    await user.keyboard('xjx3');
    await screen.findByRole('dialog', { name: '婉拒 2 笔' });
    await waitFor(() => expect(screen.getByRole('button', { name: /负债水平偏高/ })).toHaveFocus());
    await user.keyboard('7');
    const text = await screen.findByLabelText(/具体情况/);
    await waitFor(() => expect(text).toHaveFocus());
    await user.keyboard('本年不再新增该行业贷款{Enter}');
    await screen.findByText('已婉拒 2 笔');
    expect(server.sent.map(({ path }) => path)).toEqual([
      `/engagements/${idOf(1)}/decline`,
      `/engagements/${idOf(2)}/decline`,
    ]);
  });
});
