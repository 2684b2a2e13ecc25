import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Enterprise } from '@yinqi/contracts/enterprises';
import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import type { Session } from '@yinqi/contracts/identity';
import { appMessages } from '../messages.js';
import { newRouter } from '../router.js';
import { sessionQuery } from '../session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { financingRequestMessages } from '../../features/financing-requests/messages.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

const AT = '2036-11-20T01:12:00.000Z';
const ENTERPRISE: Enterprise = {
  id: ID,
  uscc: '91320500MA1NRTK47U',
  name: '示例精密部件（苏州）有限公司',
  region: null,
  industry: null,
  unit: { id: ID, name: '苏州市商务局' },
  demo: true,
  version: 1,
  facts: [],
  snapshots: [],
  createdAt: AT,
  updatedAt: AT,
};

const SESSION: Session = {
  account: { id: ID, displayName: '顾明', locale: 'zh' },
  side: 'bureau',
  roles: ['officer'],
  permissions: ['session.use', 'requests.read', 'requests.edit', 'enterprises.read'],
  organisation: {
    id: ID,
    name: '苏州市商务局',
    nameEn: null,
    regionCode: '320500',
    unitLevel: 'city',
    demo: true,
  },
  expiresAt: '2036-11-22T10:00:00.000Z',
};

/** jsdom has no EventSource: a line on which nothing is heard. */
class SilentLine extends EventTarget {
  readonly close = (): undefined => undefined;
}
Object.assign(globalThis, { EventSource: SilentLine });

const OWN_SESSION: Session = {
  ...SESSION,
  side: 'enterprise',
  roles: ['finance'],
  permissions: ['session.use', 'own_enterprise.read', 'requests.read', 'requests.edit'],
};

/** As the API begins it: who to ask for is known from the last request. */
const BEGUN: RequestDetail = {
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3309',
  number: 'XQ-2036-1122-0001',
  enterprise: { id: ID, name: ENTERPRISE.name, uscc: ENTERPRISE.uscc, regionCode: null },
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
  createdAt: AT,
  updatedAt: AT,
};

type Sent = { readonly path: string; readonly body: unknown };

/** Opens the address as somebody; commands are answered by `onCommand`, unanswered where it says nothing. */
async function open(address: string, session: Session, onCommand: (sent: Sent) => unknown = () => undefined) {
  localStorage.setItem('language', 'zh');
  const sent: Sent[] = [];
  globalThis.fetch = (url, init = {}) => {
    const path = (typeof url === 'string' ? url : '').replace('/api/v1', '');
    const isPreview = path.startsWith('/matching/');
    if (init.method !== 'GET' && !isPreview) {
      sent.push({ path, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined });
    }
    const last = sent.at(-1);
    const answer =
      init.method !== 'GET'
        ? last && !isPreview && onCommand(last)
        : path.startsWith('/session')
          ? session
          : /enterprise(s\/|$)/.test(path)
            ? ENTERPRISE
            : { items: [], nextCursor: null, total: 0, totalFen: '0', otherCurrencyCount: 0, asOf: AT };
    return answer === undefined
      ? new Promise(() => undefined)
      : Promise.resolve(new Response(JSON.stringify(answer)));
  };
  const catalogues = [appMessages, uiMessages, errorMessages, financingRequestMessages];
  await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const router = newRouter(client);
  router.update({ ...router.options, history: createMemoryHistory({ initialEntries: [address] }) });
  const view = render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return { sent, view, router, user: userEvent.setup() };
}

describe('a request that nobody has written in', () => {
  const original = globalThis.fetch;
  // Fetched lazily in the browser; compiling them here takes longer than a test waits.
  beforeAll(async () => {
    await import('./new-request-page.js');
    await import('./edit-request-page.js');
  });
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('is not begun for an enterprise by opening the address, only by a press', async () => {
    const { sent, user } = await open(`/requests/new?enterpriseId=${ID}`, SESSION);
    const begin = await screen.findByRole('button', { name: '开始填写' });
    expect(screen.getByText('示例精密部件（苏州）有限公司')).toBeInTheDocument();
    expect(sent).toEqual([]);
    await user.click(begin);
    await waitFor(() => expect(sent).toEqual([{ path: '/financing-requests', body: { enterpriseId: ID } }]));
  });

  it('leaves nothing behind when its own form is only looked at', async () => {
    const { sent, view } = await open('/requests/new', OWN_SESSION);
    expect(await screen.findByLabelText('资金用途')).toBeInTheDocument();
    expect(screen.getByText('91320500MA1NRTK47U')).toBeInTheDocument();
    view.unmount();
    expect(sent).toEqual([]);
  });

  it('is begun by the first answer, and goes on as the draft on its next page', async () => {
    let version = 1;
    const onCommand = ({ path, body }: Sent) =>
      path === '/financing-requests' ? BEGUN : Object.assign({}, BEGUN, body, { version: (version += 1) });
    const { sent, user, router } = await open('/requests/new', OWN_SESSION, onCommand);
    await user.selectOptions(await screen.findByLabelText('资金用途'), '流动资金');
    await waitFor(() => expect(sent).toHaveLength(2), { timeout: 3_000 });
    expect(sent).toEqual([
      { path: '/financing-requests', body: {} },
      { path: `/financing-requests/${BEGUN.id}/content`, body: { purpose: 'working_capital' } },
    ]);
    await user.type(screen.getByLabelText('需要多少资金'), '3200万');
    await user.type(screen.getByLabelText('使用期限'), '12');
    await user.type(screen.getByLabelText('最晚何时到位'), '2036/12/31');
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(await screen.findByLabelText('房产抵押')).toBeInTheDocument();
    expect(router.latestLocation.pathname).toBe(`/requests/${BEGUN.id}/edit`);
    // What the draft came filled in with is not taken for an answer, nor overwritten by the empty form.
    expect(sent.filter(({ path }) => path === '/financing-requests')).toHaveLength(1);
    expect(sent.every(({ body }) => !JSON.stringify(body).includes('contactName'))).toBe(true);
  });
});
