import type { FactValue } from '@yinqi/contracts/enterprises';
import {
  isAttribute,
  type Collateral,
  type Fact,
  type Purpose,
  type RequestFacts,
} from '@yinqi/domain/matching';
import type { Currency } from '@yinqi/domain/money';
import type { DemoEnterprise } from './enterprises.seed.js';
import { dayOf } from './office-clock.js';
import { fenOfWan } from './product-rules.js';
import type { SeededRandom } from './seeded-random.js';

/** What an enterprise asks for. */
export type Need = {
  readonly amountFen: bigint;
  readonly currency: Currency;
  readonly termMonths: number;
  readonly purpose: Purpose;
  readonly collateral: readonly Collateral[];
  readonly rateCeilingBp: number | null;
  readonly firstLoan: boolean;
  readonly exportCreditInsured: boolean;
  readonly remarks: string | null;
  readonly neededBy: string;
};

// prettier-ignore
const PURPOSE_SHARES: readonly (readonly [Purpose, number])[] = [
  ['working_capital', 42], ['export_order', 14], ['fixed_assets', 10], ['import_payment', 7], ['research_development', 7],
  ['expansion', 6], ['bill_discount', 6], ['project', 4], ['refinance', 2], ['shareholder_loan_replacement', 1],
  ['acquisition', 1],
];
const LONG: readonly Purpose[] = ['fixed_assets', 'expansion', 'project', 'acquisition'];
// prettier-ignore
const SECURITIES: readonly (readonly [readonly Collateral[], number])[] = [
  [['real_estate'], 22], [['unsecured'], 14], [['land', 'equipment'], 12], [['receivables'], 10],
  [['third_party_guarantee'], 9], [['parent_guarantee'], 9], [['order', 'receivables'], 8],
  [['government_guarantee'], 7], [['real_estate', 'parent_guarantee'], 5], [['intellectual_property', 'unsecured'], 5],
  [['standby_lc'], 3], [['export_rebate_account'], 3], [['deposit'], 2],
];
const REMARKS = [
  '新订单集中在一季度交货，备料资金紧张。',
  '主要客户账期由60天延长到90天。',
  '境外总部已批准本次融资，材料可随时提供。',
  '现有贷款两个月后到期，希望无缝衔接。',
  '原材料涨价，流动资金占用增加约两成。',
] as const;

function termOf(random: SeededRandom, purpose: Purpose): number {
  if (purpose === 'bill_discount') return random.pick([3, 6, 6, 12]);
  if (LONG.includes(purpose)) return random.pick([36, 36, 48, 60, 60, 84]);
  return random.pick([6, 12, 12, 12, 12, 24, 36]);
}

function amountWan(random: SeededRandom, of: DemoEnterprise, purpose: Purpose): number {
  const share = LONG.includes(purpose) ? 0.06 + random.next() * 0.18 : 0.03 + random.next() * 0.13;
  const wanted = Math.min(45_000, Math.max(30, of.revenueWan * share));
  const step = wanted < 500 ? 10 : wanted < 3000 ? 100 : 500;
  return Math.max(step, Math.round(wanted / step) * step);
}

/** A need of the size and shape its enterprise would have. */
export function makeNeed(random: SeededRandom, of: DemoEnterprise, nowMs: number): Need {
  const purpose = random.weighted(PURPOSE_SHARES);
  const isTrader = of.trade.exportBp[1] > 0;
  const isForeignCurrency = isTrader && random.chance(0.06);
  const currency: Currency = isForeignCurrency ? random.pick(['USD', 'USD', 'USD', 'EUR']) : 'CNY';
  const wan = amountWan(random, of, purpose);
  return {
    amountFen: isForeignCurrency ? fenOfWan(Math.max(10, Math.round(wan / 70) * 10)) : fenOfWan(wan),
    currency,
    termMonths: termOf(random, purpose),
    purpose,
    collateral: isForeignCurrency
      ? random.pick([['parent_guarantee'], ['standby_lc'], ['deposit']] as const)
      : random.weighted(SECURITIES),
    rateCeilingBp: random.chance(0.75) ? random.int(38, 58) * 10 : null,
    firstLoan: random.chance(0.12),
    exportCreditInsured: isTrader && random.chance(0.35),
    remarks: random.chance(0.35) ? random.pick(REMARKS) : null,
    neededBy: dayOf(nowMs, random.int(10, 90)),
  };
}

/** A need that no bank's published rule has room for. */
export function outlandish(random: SeededRandom, usual: Need): Need {
  return random.chance(0.5)
    ? {
        ...usual,
        currency: 'CNY',
        purpose: 'acquisition',
        amountFen: fenOfWan(6_500),
        termMonths: 180,
        collateral: ['equity'],
      }
    : {
        ...usual,
        currency: 'CNY',
        purpose: 'overseas_warehouse',
        amountFen: fenOfWan(60),
        collateral: ['inventory'],
      };
}

const decoded = (value: FactValue): unknown =>
  typeof value === 'object' && 'fen' in value ? { fen: BigInt(value.fen), currency: value.currency } : value;

/** What is known of a need and its enterprise, as matching reads it. */
export function factsOf(need: Need, of: DemoEnterprise, nowMs: number): RequestFacts {
  const facts: Record<string, Fact<unknown>> = {};
  const known = (name: string): boolean => isAttribute(name) || name === 'foundedOn';
  for (const [name, value] of Object.entries(of.figures)) {
    if (known(name)) {
      facts[name] = {
        value: decoded(value),
        source: of.surveySource.text,
        date: of.surveySource.date,
        provenance: 'declared',
      };
    }
  }
  for (const [name, fact] of Object.entries(of.profile)) {
    if (known(name)) facts[name] = { ...fact, value: decoded(fact.value) };
  }
  const said = <T>(value: T): Fact<T> => ({
    value,
    source: '融资需求申报',
    date: dayOf(nowMs),
    provenance: 'declared',
  });
  const wish: RequestFacts = {
    currency: said(need.currency),
    amount: said({ fen: need.amountFen, currency: need.currency }),
    termMonths: said(need.termMonths),
    purposes: said({ members: [need.purpose], complete: true }),
    collateral: said({ members: need.collateral, complete: true }),
    firstLoan: said(need.firstLoan),
    exportCreditInsured: said(need.exportCreditInsured),
    ...(need.rateCeilingBp === null ? {} : { rateCeilingBp: said(need.rateCeilingBp) }),
  };
  // Profile and figures are made per attribute in enterprise-facts.ts, in the form the registry names.
  return { ...(facts as RequestFacts), ...wish };
}
