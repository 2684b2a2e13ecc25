import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  explainMatch,
  getRequestMatches,
  type MatchExplanation,
  type MatchItem,
  type RequestMatches,
} from '@yinqi/contracts/matching';
import { routeUrl } from '../../lib/call.js';
import { LanguageProvider } from '../../lib/i18n/language-provider.js';
import { newQueryClient } from '../../lib/query.js';
import { errorMessages } from '../../ui/error-messages.js';
import { uiMessages } from '../../ui/messages.js';
import { FitList } from './fit-list.js';
import { matchingMessages } from './messages.js';

const REQUEST = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const PRODUCT = '3f2504e0-4f89-41d3-9a0c-0305e82c3302';
const BANK = '3f2504e0-4f89-41d3-9a0c-0305e82c3303';

const ITEM: MatchItem = {
  productId: PRODUCT,
  productVersion: 3,
  productName: '稳外资流贷',
  productNameEn: 'Working capital for foreign-invested firms',
  bank: { id: BANK, name: '示例银行甲', nameEn: 'Sample Bank A', type: 'CITY_COMMERCIAL' },
  facilityName: '银行自有资金',
  facilityNameEn: "Banks' own funds",
  rateFromBp: 305,
  rateToBp: 365,
  verdict: 'needs_information',
  met: 1,
  total: 2,
  score: null,
  contributions: null,
  missing: [
    {
      attribute: 'taxGrade',
      reason: 'absent',
      label: { zh: '纳税信用等级', en: 'Tax credit grade' },
      text: { zh: '尚未填报', en: 'not given yet' },
    },
  ],
  closedGates: [],
};

const MATCHES: RequestMatches = {
  requestId: REQUEST,
  state: 'current',
  asOf: '2026-11-22',
  computedAt: '2026-11-22T01:00:00.000Z',
  policyVersion: '2026-1',
  engineVersion: 'prepared-1',
  counts: { eligible: 0, needsInformation: 1, unavailable: 0, ineligible: 4 },
  items: [ITEM],
};

const WHY: MatchExplanation = {
  requestId: REQUEST,
  state: 'current',
  explanation: {
    productId: PRODUCT,
    productVersion: 3,
    asOf: '2026-11-22',
    verdict: 'needs_information',
    rules: 'unknown',
    gates: [{ gate: 'published', open: true, text: { zh: '产品已发布', en: 'product published' } }],
    clauses: [
      {
        index: 0,
        truth: 'unknown',
        atoms: [
          {
            attribute: 'amount',
            label: { zh: '融资金额', en: 'Amount' },
            truth: 'true',
            text: { zh: '融资金额500万元至5,000万元', en: 'Amount CNY 5 m to CNY 50 m' },
            required: { zh: '500万元至5,000万元', en: 'CNY 5 m to CNY 50 m' },
            actual: {
              text: { zh: '3,200万元', en: 'CNY 32 m' },
              source: '融资需求申报',
              date: '2026-11-20',
              provenance: 'declared',
            },
            changeable: true,
          },
          {
            attribute: 'taxGrade',
            label: { zh: '纳税信用等级', en: 'Tax credit grade' },
            truth: 'unknown',
            reason: 'absent',
            text: { zh: '纳税信用等级为A级、B级', en: 'Tax credit grade one of: A, B' },
            required: { zh: '为A级、B级', en: 'one of: A, B' },
            toSettle: { zh: '尚未填报', en: 'not given yet' },
            changeable: false,
          },
        ],
      },
    ],
    missing: ITEM.missing,
  },
  clause: 0,
  met: 1,
  total: 2,
  score: null,
  contributions: null,
  policyVersion: '2026-1',
  engineVersion: 'prepared-1',
  computedAt: '2026-11-22T01:00:00.000Z',
};

/** Stands in for the browser's: one line, whose news a test tells itself. */
class TestLine extends EventTarget {
  static last: TestLine | undefined;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    super();
    TestLine.last = this;
  }
  close(): void {
    if (TestLine.last === this) TestLine.last = undefined;
  }
  tell(id: string): void {
    this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify({ kind: 'match', id }) }));
  }
}

function serve(matches: () => RequestMatches): void {
  const answers: Readonly<Record<string, () => unknown>> = {
    [routeUrl(getRequestMatches, { params: { id: REQUEST } })]: matches,
    [routeUrl(explainMatch, { params: { id: REQUEST, productId: PRODUCT } })]: () => WHY,
  };
  globalThis.fetch = (url) => {
    const body = typeof url === 'string' ? answers[url]?.() : undefined;
    return Promise.resolve(new Response(JSON.stringify(body ?? null), { status: body ? 200 : 404 }));
  };
}

async function show(matches: () => RequestMatches = () => MATCHES) {
  localStorage.setItem('language', 'zh');
  Object.assign(globalThis, { EventSource: TestLine });
  serve(matches);
  await Promise.all([matchingMessages, uiMessages, errorMessages].map((catalogue) => catalogue.load('zh')));
  render(
    <QueryClientProvider client={newQueryClient(() => undefined)}>
      <LanguageProvider initial="zh">
        <FitList requestId={REQUEST} />
      </LanguageProvider>
    </QueryClientProvider>,
  );
}

it('opens where there is something to read and says what would settle it', async () => {
  await show();
  const tab = await screen.findByRole('tab', { name: /待补充信息/ });
  expect(tab).toHaveAttribute('aria-selected', 'true');
  expect(screen.getByText('还需：纳税信用等级（尚未填报）')).toBeVisible();
  expect(screen.getByText(/年利率 3.05%–3.65%/)).toBeVisible();
  expect(screen.getByText(/符合条件不等于授信/)).toBeVisible();
});

it('shows every condition in one press, with what is known and where that comes from', async () => {
  await show();
  await userEvent.click(await screen.findByRole('button', { name: /稳外资流贷/ }));
  const list = await screen.findByRole('list', { name: '稳外资流贷的准入条件' });
  const [amount, grade] = within(list).getAllByRole('listitem');
  expect(amount).toHaveTextContent('✓');
  expect(amount).toHaveTextContent('3,200万元');
  expect(amount).toHaveTextContent('融资需求申报 · 2026-11-20');
  expect(grade).toHaveTextContent('?');
  expect(grade).toHaveTextContent('尚未填报');
});

it('reads the result again when word of a new one comes, for its own request only', async () => {
  let reads = 0;
  await show(() => {
    reads += 1;
    return reads === 1
      ? {
          ...MATCHES,
          state: 'running',
          asOf: null,
          items: [],
          counts: { ...MATCHES.counts, needsInformation: 0 },
        }
      : MATCHES;
  });
  expect(await screen.findByText(/正在与各家银行的产品比对/)).toBeVisible();
  TestLine.last?.tell(BANK);
  expect(reads).toBe(1);
  TestLine.last?.tell(REQUEST);
  expect(await screen.findByRole('button', { name: /稳外资流贷/ })).toBeVisible();
});
