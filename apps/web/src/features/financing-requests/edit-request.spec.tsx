import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import type { Session } from '@yinqi/contracts/identity';
import { appMessages } from '../../app/messages.js';
import { newRouter } from '../../app/router.js';
import { sessionQuery } from '../../app/session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { financingRequestMessages } from './messages.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const OWN = '3f2504e0-4f89-41d3-9a0c-0305e82c3302';

const SESSION: Session = {
  account: { id: ID, displayName: '沈予安', locale: 'zh' },
  side: 'enterprise',
  roles: ['finance'],
  permissions: ['session.use', 'requests.read', 'requests.edit'],
  organisation: {
    id: OWN,
    name: '示例精密部件（苏州）有限公司',
    nameEn: null,
    regionCode: null,
    unitLevel: null,
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
};

const DRAFT: RequestDetail = {
  id: ID,
  number: 'XQ-2036-1122-0001',
  enterprise: {
    id: OWN,
    name: '示例精密部件（苏州）有限公司',
    uscc: '91320500MA1NRTK47U',
    regionCode: '320500',
  },
  status: 'draft',
  purpose: null,
  amountFen: null,
  currency: 'CNY',
  termMonths: null,
  neededBy: null,
  rateCeilingBp: null,
  collateral: [],
  firstLoan: null,
  exportCreditInsured: null,
  parentGuarantee: null,
  remarks: null,
  contactName: '沈予安',
  contactPhone: '13800000001',
  willingToShare: false,
  purposeText: null,
  collateralText: null,
  financingMode: null,
  intendedBanks: [],
  source: { kind: 'form', batchId: null, sheet: null, row: null },
  returnItems: [],
  missing: [],
  contentVersion: 1,
  version: 1,
  progress: { fittingProducts: null, liveEngagements: 0, proposals: 0, openOffers: 0, papersAsked: 0 },
  nextStep: {
    who: 'enterprise',
    yours: true,
    what: 'finish_draft',
    count: null,
    by: null,
    provisional: false,
    otherwise: null,
  },
  allowedActions: ['submit', 'withdraw'],
  editable: true,
  timeline: [],
  submittedAt: null,
  verifiedAt: null,
  createdAt: '2036-11-22T01:00:00.000Z',
  updatedAt: '2036-11-22T01:00:00.000Z',
};

/** jsdom has no EventSource: a line on which nothing is heard. */
class SilentLine extends EventTarget {
  readonly close = (): undefined => undefined;
}
Object.assign(globalThis, { EventSource: SilentLine });

type Sent = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly version: string;
};

/** An API that keeps one draft; `outage` answers nothing, `conflict` says somebody was first. */
class DraftServer {
  detail = DRAFT;
  readonly sent: Sent[] = [];
  trouble: 'outage' | 'conflict' | 'refusal' | undefined;

  readonly fetch: typeof globalThis.fetch = (url, init = {}) => {
    const path = typeof url === 'string' ? url : '';
    const method = init.method ?? 'GET';
    if (method === 'GET') return Promise.resolve(this.read(path));
    // How many products would fit is another capability's question: it stays unanswered here.
    if (path.endsWith('/matching/preview')) return new Promise(() => undefined);
    const headers = new Headers(init.headers);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    this.sent.push({ method, path, body, version: headers.get('if-match') ?? '' });
    if (this.trouble === 'outage') return Promise.reject(new TypeError('network'));
    if (this.trouble === 'conflict') return Promise.resolve(this.conflict());
    if (this.trouble === 'refusal') return Promise.resolve(this.refusal());
    const isSubmit = path.endsWith('/submit');
    this.detail = {
      ...this.detail,
      ...(body as Partial<RequestDetail>), // what the form sent, as the real API merges it
      version: this.detail.version + 1,
      status: isSubmit ? 'submitted' : this.detail.status,
    };
    return Promise.resolve(new Response(JSON.stringify(this.detail)));
  };

  private read(path: string): Response {
    if (path.endsWith('/session')) return new Response(JSON.stringify(SESSION));
    if (path.includes(`/financing-requests/${ID}`)) return new Response(JSON.stringify(this.detail));
    const empty = {
      items: [],
      nextCursor: null,
      total: 0,
      totalFen: '0',
      otherCurrencyCount: 0,
      asOf: '2026-11-20T01:12:00.000Z',
    };
    return new Response(JSON.stringify(empty));
  }

  private refusal(): Response {
    const problem = {
      type: 'urn:yinqi:problem:request.invalid',
      title: 'request.invalid',
      status: 422,
      code: 'request.invalid',
      correlationId: 'c-2',
      // 2,000 万元 are chosen already.
      faults: [{ pointer: '/content/amountFen', code: 'below_chosen', params: { minFen: '2000000000' } }],
    };
    return new Response(JSON.stringify(problem), { status: 422 });
  }

  private conflict(): Response {
    const problem = {
      type: 'urn:yinqi:problem',
      title: 'conflict',
      status: 409,
      code: 'resource.version_conflict',
      correlationId: 'c-1',
      params: { who: '顾明', when: '2036-11-22T01:30:00.000Z' },
    };
    return new Response(JSON.stringify(problem), { status: 409 });
  }
}

async function open(server: DraftServer, step = 'need') {
  localStorage.setItem('language', 'zh');
  globalThis.fetch = server.fetch;
  const catalogues = [appMessages, uiMessages, errorMessages, financingRequestMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const router = newRouter(client);
  const history = createMemoryHistory({ initialEntries: [`/requests/${ID}/edit?step=${step}`] });
  router.update({ ...router.options, history });
  const view = render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  await screen.findByText(/第 \d 步，共 4 步/);
  return { router, view, user: userEvent.setup() };
}

describe('filing a request', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('keeps what is typed and says so, each save under the version before it', async () => {
    const server = new DraftServer();
    const { user } = await open(server);
    await user.type(screen.getByLabelText('需要多少资金'), '3200万');
    expect(screen.getByText('即 3,200万元')).toBeInTheDocument();
    await waitFor(() => expect(screen.getByText(/草稿已保存/)).toBeInTheDocument(), { timeout: 3_000 });
    await user.selectOptions(screen.getByLabelText('资金用途'), '出口订单');
    await waitFor(() => expect(server.sent).toHaveLength(2), { timeout: 3_000 });
    expect(server.sent.map(({ body, version }) => [body, version])).toEqual([
      [{ amountFen: '3200000000' }, '"1"'],
      [{ purpose: 'export_order' }, '"2"'],
    ]);
  });

  it('takes the currency an amount names', async () => {
    const server = new DraftServer();
    const { user } = await open(server);
    await user.type(screen.getByLabelText('需要多少资金'), '500万美元');
    expect(screen.getByLabelText('币种')).toHaveValue('USD');
  });

  it('stops at a page with open questions, in the same words above and at the field', async () => {
    const server = new DraftServer();
    const { user } = await open(server);
    await user.click(screen.getByRole('button', { name: '下一步' }));
    const summary = screen.getByRole('alert');
    expect(summary).toHaveFocus();
    expect(within(summary).getByText('还有 4 处需要修改')).toBeInTheDocument();
    expect(screen.getAllByText('请填写金额')).toHaveLength(2);
    await user.click(within(summary).getByText('请填写到位时间'));
    expect(screen.getByLabelText('最晚何时到位')).toHaveFocus();
    expect(screen.getByLabelText('最晚何时到位')).toHaveAccessibleDescription(/请填写到位时间/);
  });

  it('falls silent while the date is being mended, so that the next press counts', async () => {
    const server = new DraftServer();
    server.detail = { ...DRAFT, purpose: 'working_capital', amountFen: '3200000000', termMonths: 12 };
    const { user } = await open(server);
    const date = screen.getByLabelText('最晚何时到位');
    await user.type(date, '下周一');
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(screen.getByRole('alert')).toHaveTextContent('还有 1 处需要修改');
    await user.clear(date);
    await user.type(date, '20361231');
    // Before the field is left: nothing moves between pressing and releasing the button.
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(date).toHaveFocus();
    expect(date).toHaveValue('20361231');
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(await screen.findByText(/第 2 步/)).toBeInTheDocument();
    await waitFor(() => expect(server.detail.neededBy).toBe('2036-12-31'), { timeout: 3_000 });
  });

  it('asks what security implies, and shows on the check page what was taken over', async () => {
    const server = new DraftServer();
    server.detail = { ...DRAFT, exportCreditInsured: true };
    const { user, router } = await open(server, 'terms');
    const answers = (label: RegExp) => within(screen.getByRole('group', { name: label }));
    expect(answers(/出口信用保险/).getByLabelText('是')).toBeChecked();
    expect(answers(/母公司/).getByLabelText('说不准')).toBeChecked();
    await user.click(answers(/出口信用保险/).getByLabelText('否'));
    await user.click(screen.getByLabelText('境外母公司担保'));
    expect(answers(/母公司/).getByLabelText('是')).toBeChecked();
    await waitFor(
      () => expect(server.detail).toMatchObject({ exportCreditInsured: false, parentGuarantee: true }),
      {
        timeout: 3_000,
      },
    );
    await act(() =>
      router.navigate({
        to: '/requests/$requestId/edit',
        params: { requestId: ID },
        search: { step: 'check' },
      }),
    );
    const row = async (label: string) =>
      (await screen.findByRole('button', { name: `修改${label}` })).closest('div');
    expect(await row('出口信用保险')).toHaveTextContent('出口信用保险否修改');
    expect(await row('境外母公司担保')).toHaveTextContent('境外母公司担保是修改');
  });

  it('goes through three pages to the check page, back to one answer, and submits', async () => {
    const server = new DraftServer();
    const { user, router } = await open(server);
    await user.selectOptions(screen.getByLabelText('资金用途'), '流动资金');
    await user.type(screen.getByLabelText('需要多少资金'), '0.32亿');
    await user.type(screen.getByLabelText('使用期限'), '12');
    await user.type(screen.getByLabelText('最晚何时到位'), '2036/12/31');
    await user.click(screen.getByRole('button', { name: '下一步' }));
    await user.click(await screen.findByLabelText('房产抵押'));
    await user.click(screen.getByRole('button', { name: '下一步' }));
    await user.click(await screen.findByRole('button', { name: '核对内容' }));
    expect(await screen.findByText('3,200 万元')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '修改期限' }));
    expect(await screen.findByLabelText('使用期限')).toHaveFocus();
    await act(() =>
      router.navigate({
        to: '/requests/$requestId/edit',
        params: { requestId: ID },
        search: { step: 'check' },
      }),
    );
    await user.click(await screen.findByRole('button', { name: '提交需求' }));
    expect(await screen.findByText('需求已提交')).toBeInTheDocument();
    expect(server.detail).toMatchObject({
      status: 'submitted',
      amountFen: '3200000000',
      termMonths: 12,
      neededBy: '2036-12-31',
      collateral: ['real_estate'],
    });
    expect(server.sent.at(-1)).toMatchObject({ version: `"${server.detail.version - 1}"` });
  });

  it('says that nothing was saved while no answer comes, and who was first in a conflict', async () => {
    const server = new DraftServer();
    server.trouble = 'outage';
    const { user } = await open(server, 'contact');
    await user.type(screen.getByLabelText('联系人'), '之');
    expect(
      await screen.findByText(/没有保存成功，正在重试/, undefined, { timeout: 3_000 }),
    ).toBeInTheDocument();
    server.trouble = 'conflict';
    await user.type(screen.getByLabelText('联系人'), '一');
    expect(
      await screen.findByText(/顾明 在 2036-11-22 09:30 改过/, undefined, { timeout: 3_000 }),
    ).toBeInTheDocument();
    server.trouble = undefined;
    server.detail = { ...DRAFT, contactName: '顾明', version: 7 };
    await user.click(screen.getByRole('button', { name: '载入最新内容' }));
    await waitFor(() => expect(screen.getByLabelText('联系人')).toHaveValue('顾明'));
  });

  it('words at its field what only the API can refuse', async () => {
    const server = new DraftServer();
    server.trouble = 'refusal';
    const { user } = await open(server);
    await user.type(screen.getByLabelText('需要多少资金'), '100万');
    const summary = await screen.findByRole('alert', undefined, { timeout: 3_000 });
    const words = '金额不能低于已选定的报价 2,000 万元';
    expect(within(summary).getByRole('link', { name: words })).toBeInTheDocument();
    expect(screen.getByLabelText('需要多少资金')).toHaveAccessibleDescription(expect.stringContaining(words));
    server.trouble = undefined;
    await user.type(screen.getByLabelText('需要多少资金'), '{Backspace}0万');
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument());
  });

  it('saves what is typed when the page is left', async () => {
    const server = new DraftServer();
    const { user, view } = await open(server, 'contact');
    await user.type(screen.getByLabelText(/其他说明/), '在手订单充足');
    view.unmount();
    await waitFor(() => expect(server.sent.map(({ body }) => body)).toEqual([{ remarks: '在手订单充足' }]));
  });

  it('holds changes of a submitted request back until the last page', async () => {
    const server = new DraftServer();
    server.detail = {
      ...DRAFT,
      status: 'matched',
      purpose: 'working_capital',
      amountFen: '3200000000',
      termMonths: 12,
      neededBy: '2036-12-31',
    };
    const { user, router, view } = await open(server);
    await user.clear(screen.getByLabelText('使用期限'));
    await user.type(screen.getByLabelText('使用期限'), '18');
    expect(screen.getByText(/修改在最后一步一并保存/)).toBeInTheDocument();
    expect(server.sent).toEqual([]);
    await act(() =>
      router.navigate({
        to: '/requests/$requestId/edit',
        params: { requestId: ID },
        search: { step: 'check' },
      }),
    );
    await user.click(await screen.findByRole('button', { name: '保存修改' }));
    await waitFor(() => expect(server.sent.map(({ body }) => body)).toEqual([{ termMonths: 18 }]));
    view.unmount();
  });
});
