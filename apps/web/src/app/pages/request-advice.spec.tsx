import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import type { Session } from '@yinqi/contracts/identity';
import type { NearMisses, TriedMatches } from '@yinqi/contracts/match-advice';
// What the router fetches as it is needed is here before the clock runs.
import { appMessages } from '../messages.js';
import './edit-request-page.js';
import './request-page.js';
import { newRouter } from '../router.js';
import { sessionQuery } from '../session.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { dealingMessages } from '../../features/engagements/messages.js';
import { financingRequestMessages } from '../../features/financing-requests/messages.js';
import '../../features/matching/match-advice.js';
import { adviceMessages, matchingMessages } from '../../features/matching/messages.js';

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const OWN = '3f2504e0-4f89-41d3-9a0c-0305e82c3302';
const PRODUCT = '3f2504e0-4f89-41d3-9a0c-0305e82c3303';
const PATIENT = { timeout: 5_000 };
const AT = '2036-11-20T01:12:00.000Z';

const SESSION: Session = {
  account: { id: ID, displayName: '沈予安', locale: 'zh' },
  side: 'enterprise',
  roles: ['finance'],
  permissions: ['session.use', 'requests.read', 'requests.edit', 'matches.read'],
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

const REQUEST: RequestDetail = {
  id: ID,
  number: 'XQ-2036-1120-0001',
  enterprise: { id: OWN, name: '示例精密部件（苏州）有限公司', uscc: '91320500MA1NRTK47U', regionCode: null },
  status: 'submitted',
  purpose: 'working_capital',
  amountFen: '6000000000',
  currency: 'CNY',
  termMonths: 12,
  neededBy: '2036-12-31',
  rateCeilingBp: null,
  collateral: ['unsecured'],
  firstLoan: null,
  exportCreditInsured: null,
  parentGuarantee: null,
  remarks: null,
  contactName: '沈予安',
  contactPhone: '13800000001',
  willingToShare: true,
  purposeText: null,
  collateralText: null,
  financingMode: null,
  intendedBanks: [],
  source: { kind: 'form', batchId: null, sheet: null, row: null },
  returnItems: [],
  missing: [],
  contentVersion: 1,
  version: 3,
  progress: { fittingProducts: 2, liveEngagements: 0, proposals: 0, openOffers: 0, papersAsked: 0 },
  nextStep: {
    who: 'bureau',
    yours: false,
    what: 'verify_request',
    count: null,
    by: null,
    provisional: false,
    otherwise: null,
  },
  allowedActions: [],
  editable: true,
  timeline: [],
  submittedAt: AT,
  verifiedAt: null,
  createdAt: AT,
  updatedAt: AT,
};

const LINE = {
  productId: PRODUCT,
  productName: '稳外资流贷',
  productNameEn: null,
  bankName: '示例银行甲',
  bankNameEn: null,
};
const TO_5000 = { kind: 'amount', fromFen: '6000000000', toFen: '5000000000', currency: 'CNY' } as const;

const NEAR: NearMisses = {
  requestId: ID,
  asOf: '2036-11-22',
  products: 3,
  blockers: [
    {
      attribute: 'purposes',
      label: { zh: '资金用途', en: 'Purpose' },
      products: 2,
      changeable: false,
      advice: [],
    },
    {
      attribute: 'amount',
      label: { zh: '融资金额', en: 'Amount' },
      products: 1,
      changeable: true,
      advice: [{ change: TO_5000, adds: 1 }],
    },
  ],
  changeable: { one: 1, two: 0 },
  items: [{ ...LINE, changes: [TO_5000] }],
};

const UNTRIED: TriedMatches = {
  requestId: ID,
  asOf: '2036-11-22',
  before: { eligible: 2, needsInformation: 0 },
  after: { eligible: 2, needsInformation: 0 },
  gained: { total: 0, items: [] },
  lost: { total: 0, items: [] },
  best: [],
};
const TRIED: TriedMatches = {
  ...UNTRIED,
  gained: { total: 1, items: [{ ...LINE, score: 7100 }] },
  lost: {
    total: 1,
    items: [
      {
        ...LINE,
        productId: OWN,
        productName: '大额贷',
        verdict: 'ineligible',
        because: { zh: '融资金额不低于6,000万元', en: 'Amount at least CNY 60 m' },
      },
    ],
  },
};

class SilentLine extends EventTarget {
  readonly close = (): undefined => undefined;
}
Object.assign(globalThis, { EventSource: SilentLine });

type Sent = { readonly method: string; readonly path: string; readonly body: unknown };

/** The API round one request; what was sent is kept. */
function serve(request: RequestDetail): Sent[] {
  const sent: Sent[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    session: SESSION,
    'near-misses': NEAR,
    engagements: { requestId: ID, otherBanks: 0, items: [] },
    offers: {
      requestId: ID,
      currency: 'CNY',
      requestedFen: '0',
      chosenFen: '0',
      restFen: '0',
      basisMonths: 12,
      offers: [],
    },
    matches: {
      requestId: ID,
      state: 'current',
      asOf: '2036-11-22',
      computedAt: AT,
      policyVersion: '2026-1',
      engineVersion: 'index-1',
      counts: { eligible: 0, needsInformation: 0, unavailable: 0, ineligible: 0 },
      items: [],
    },
    [ID]: request,
  };
  globalThis.fetch = (url, init = {}) => {
    const path = typeof url === 'string' ? url : '';
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    if (init.method !== 'GET' && init.method !== undefined) sent.push({ method: init.method, path, body });
    if (path.endsWith('/matching/preview')) return new Promise(() => undefined);
    const isTried = typeof body === 'object' && body !== null && Object.keys(body).length > 0;
    const answer = path.endsWith('/trial')
      ? isTried
        ? TRIED
        : UNTRIED
      : answers[path.split('?')[0]?.split('/').at(-1) ?? ''];
    return Promise.resolve(new Response(JSON.stringify(answer ?? null), { status: answer ? 200 : 404 }));
  };
  return sent;
}

function show(request: RequestDetail): Sent[] {
  localStorage.setItem('language', 'zh');
  const sent = serve(request);
  const client = newQueryClient(() => client.setQueryData(sessionQuery.queryKey, null));
  const router = newRouter(client);
  router.update({
    ...router.options,
    history: createMemoryHistory({ initialEntries: [`/requests/${ID}`] }),
  });
  render(
    <QueryClientProvider client={client}>
      <LanguageProvider initial="zh">
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return sent;
}

async function open(request: RequestDetail = REQUEST) {
  const sent = show(request);
  const panel = await screen.findByRole('region', { name: /假如/ }, PATIENT);
  await within(panel).findByText('还没有改动。现在符合 2 个产品。');
  return { sent, panel, user: userEvent.setup() };
}

describe('advice on a request', () => {
  const original = globalThis.fetch;
  beforeAll(async () => {
    const catalogues = [
      appMessages,
      uiMessages,
      errorMessages,
      adviceMessages,
      matchingMessages,
      financingRequestMessages,
      dealingMessages,
    ];
    await Promise.all(catalogues.map((catalogue) => catalogue.load('zh')));
  });
  afterEach(() => {
    globalThis.fetch = original;
    localStorage.clear();
  });

  it('says what one change would bring, and only counts what is not changed for a product', async () => {
    await open();
    expect(await screen.findByText('金额降至 5,000万元以内，可增 1 个产品')).toBeVisible();
    const fixed = screen.getByRole('list', { name: '不能为产品而改的条件' });
    expect(within(fixed).getByRole('listitem')).toHaveTextContent('资金用途2 个');
    expect(within(fixed).queryByRole('button')).toBeNull();
  });

  it('tries a change beside the request, which stays as it is', async () => {
    const { sent, panel, user } = await open();
    const [suggestion] = await screen.findAllByRole('button', {
      name: /^试算：金额从 6,000万元降至 5,000万元/,
    });
    if (suggestion) await user.click(suggestion);
    expect(await within(panel).findByText('符合 2 个（现在 2 个），增 1 减 1')).toBeVisible();
    expect(within(panel).getByLabelText('假如金额为')).toHaveValue('5,000');
    expect(within(panel).getByText('不再满足：融资金额不低于6,000万元')).toBeVisible();
    await user.click(within(panel).getByRole('button', { name: '恢复原样' }));
    expect(await within(panel).findByText('还没有改动。现在符合 2 个产品。')).toBeVisible();
    expect(within(panel).queryByRole('link', { name: '改成这样' })).toBeNull();
    // Nothing but trials went out.
    expect(new Set(sent.map(({ path }) => path.split('/').at(-1)))).toEqual(new Set(['trial']));
  });

  it('leads into the form with the trial filled in, to be checked before it counts', async () => {
    const { sent, panel, user } = await open();
    const term = within(panel).getByLabelText('假如期限为');
    await user.clear(term);
    await user.type(term, '24');
    await user.click(await within(panel).findByRole('link', { name: '改成这样' }));
    expect(await screen.findByText('已按试算填好：期限为 24 个月。请核对，提交后才算改动。')).toBeVisible();
    expect(screen.getByLabelText('使用期限')).toHaveValue('24');
    expect(sent.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  it('leaves no way into the form to who may only read', async () => {
    const { panel, user } = await open({ ...REQUEST, editable: false });
    await user.type(within(panel).getByLabelText('假如期限为'), '0');
    expect(await within(panel).findByText('您的账号不能修改需求，试算仅供参考。')).toBeVisible();
    expect(within(panel).queryByRole('link', { name: '改成这样' })).toBeNull();
  });

  it('says nothing once the wish is settled', async () => {
    const sent = show({ ...REQUEST, status: 'funded', editable: false });
    expect(await screen.findByRole('heading', { name: '适配产品' }, PATIENT)).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('region', { name: /假如/ })).toBeNull());
    expect(sent).toEqual([]);
  });
});
