import type { AdmissionRule, Atom, Collateral, Purpose } from '@yinqi/domain/matching';

const FEN_PER_WAN = 1_000_000n;
export const fenOfWan = (wan: number): bigint => BigInt(wan) * FEN_PER_WAN;

/** The list this year's key enterprises stand on. */
export const KEY_LIST = '2026年江苏省重点外资企业';

/** What differs from bank to bank within one kind of product; amounts in 万元, terms in months. */
export type Limits = {
  readonly amount: readonly [least: number, most: number];
  readonly term: readonly [least: number, most: number];
  /** Where it is offered; empty means the whole province. */
  readonly regions?: readonly string[];
  readonly years?: number;
  readonly debtRatioBp?: number;
  readonly exportShareBp?: number;
  readonly collateral?: readonly Collateral[];
};

const JIANGSU = ['320000'];

const subsetOf = (purposes: readonly Purpose[]): Atom => ({
  attribute: 'purposes',
  op: 'subsetOf',
  operand: purposes,
});
const secured = (...kinds: readonly Collateral[]): Atom => ({
  attribute: 'collateral',
  op: 'intersects',
  operand: kinds,
});
const CNY: Atom = { attribute: 'currency', op: 'is', operand: 'CNY' };
const CLEAN: Atom = { attribute: 'adverseRecord', op: 'is', operand: false };
const PUNCTUAL: Atom = { attribute: 'longestOverdueDays', op: 'lte', operand: 30 };
const FOREIGN_INVESTED: Atom = { attribute: 'investmentKind', op: 'in', operand: ['foreign', 'hmt'] };
const FOREIGN_TRADE: Atom = { attribute: 'foreignTrade', op: 'is', operand: true };

const bounds = ({ amount, term, regions, years, debtRatioBp }: Limits): readonly AdmissionRule[] => [
  {
    attribute: 'amount',
    op: 'between',
    operand: { min: fenOfWan(amount[0]), max: fenOfWan(amount[1]) },
  },
  { attribute: 'termMonths', op: 'between', operand: { min: term[0], max: term[1] } },
  { attribute: 'region', op: 'within', operand: regions ?? JIANGSU },
  ...(years === undefined
    ? []
    : [{ attribute: 'yearsInBusiness', op: 'gte', operand: years } satisfies AdmissionRule]),
  ...(debtRatioBp === undefined
    ? []
    : [{ attribute: 'debtRatioBp', op: 'lte', operand: debtRatioBp } satisfies AdmissionRule]),
];

type RuleOf = (limits: Limits) => AdmissionRule;

const exportShare = ({ exportShareBp }: Limits): readonly AdmissionRule[] =>
  exportShareBp === undefined ? [] : [{ attribute: 'exportShareBp', op: 'gte', operand: exportShareBp }];

/** The kinds of product banks offer to foreign-invested enterprises, as admission rules. */
export const RULES = {
  working: (limits) => ({
    all: [
      ...bounds(limits),
      CNY,
      subsetOf(['working_capital', 'export_order', 'import_payment', 'refinance']),
      secured(...(limits.collateral ?? ['real_estate', 'land', 'third_party_guarantee', 'receivables'])),
      CLEAN,
      PUNCTUAL,
    ],
  }),
  credit: (limits) => ({
    all: [
      ...bounds(limits),
      CNY,
      subsetOf(['working_capital', 'export_order', 'research_development']),
      secured('unsecured'),
      { attribute: 'taxGrade', op: 'in', operand: ['A', 'B'] },
      { attribute: 'sizeClass', op: 'in', operand: ['micro', 'small', 'medium'] },
      CLEAN,
      { attribute: 'longestOverdueDays', op: 'lte', operand: 10, maxAgeDays: 365 },
    ],
  }),
  exportOrder: (limits) => ({
    all: [
      ...bounds(limits),
      ...exportShare(limits),
      FOREIGN_TRADE,
      subsetOf(['export_order', 'working_capital']),
      { attribute: 'customsGrade', op: 'notIn', operand: ['discredited'] },
      {
        any: [
          secured('order', 'receivables', 'export_rebate_account'),
          { attribute: 'exportCreditInsured', op: 'is', operand: true },
        ],
      },
    ],
  }),
  fixedAssets: (limits) => ({
    all: [
      ...bounds(limits),
      CNY,
      subsetOf(['fixed_assets', 'expansion', 'project']),
      secured('land', 'real_estate', 'equipment', 'parent_guarantee'),
      { attribute: 'stage', op: 'in', operand: ['under_construction', 'producing', 'relocating'] },
      CLEAN,
    ],
  }),
  bills: (limits) => ({
    all: [...bounds(limits), CNY, subsetOf(['bill_discount']), CLEAN],
  }),
  inwardInvestment: (limits) => ({
    all: [
      ...bounds(limits),
      FOREIGN_INVESTED,
      { attribute: 'foreignShareBp', op: 'gte', operand: 2500 },
      subsetOf(['project', 'fixed_assets', 'expansion', 'research_development', 'working_capital']),
      { attribute: 'industry', op: 'within', operand: ['C', 'I', 'L', 'M', 'G'] },
      CLEAN,
    ],
  }),
  importPayment: (limits) => ({
    all: [
      ...bounds(limits),
      FOREIGN_TRADE,
      subsetOf(['import_payment', 'guarantee_lc', 'fx_margin']),
      secured('deposit', 'standby_lc', 'parent_guarantee', 'real_estate', 'third_party_guarantee'),
    ],
  }),
  science: (limits) => ({
    all: [
      ...bounds(limits),
      { attribute: 'industry', op: 'within', operand: ['C27', 'C35', 'C38', 'C39', 'C40', 'I65', 'M73'] },
      subsetOf(['research_development', 'working_capital', 'expansion', 'fixed_assets']),
      secured('intellectual_property', 'unsecured', 'equity', 'government_guarantee'),
      { attribute: 'taxGrade', op: 'notIn', operand: ['C', 'D'] },
      CLEAN,
    ],
  }),
  smallFirms: (limits) => ({
    all: [
      ...bounds(limits),
      CNY,
      { attribute: 'sizeClass', op: 'in', operand: ['micro', 'small', 'medium'] },
      subsetOf(['working_capital', 'export_order', 'import_payment', 'fixed_assets']),
      secured(
        ...(limits.collateral ?? [
          'government_guarantee',
          'third_party_guarantee',
          'real_estate',
          'equipment',
          'unsecured',
        ]),
      ),
      CLEAN,
      PUNCTUAL,
    ],
  }),
  guaranteed: (limits) => ({
    all: [
      ...bounds(limits),
      CNY,
      subsetOf(['working_capital', 'export_order', 'fixed_assets', 'expansion']),
      secured('government_guarantee', 'third_party_guarantee', 'parent_guarantee'),
      { attribute: 'netProfit', op: 'gte', operand: 0n },
      CLEAN,
    ],
  }),
  keyList: (limits) => ({
    all: [
      ...bounds(limits),
      { attribute: 'enterpriseLists', op: 'subsetOf', operand: [KEY_LIST] },
      { attribute: 'industry', op: 'notWithin', operand: ['J', 'K'] },
      CLEAN,
    ],
  }),
  // No exchange rate is published to the platform, so an amount in yuan would leave every such request open.
  foreignCurrency: ({ term }) => ({
    all: [
      { attribute: 'termMonths', op: 'between', operand: { min: term[0], max: term[1] } },
      { attribute: 'region', op: 'within', operand: JIANGSU },
      { attribute: 'currency', op: 'in', operand: ['USD', 'EUR', 'JPY', 'HKD'] },
      FOREIGN_INVESTED,
      secured('parent_guarantee', 'standby_lc', 'deposit', 'real_estate'),
    ],
  }),
  parentBacked: (limits) => ({
    all: [
      ...bounds(limits),
      FOREIGN_INVESTED,
      secured('parent_guarantee', 'standby_lc'),
      { attribute: 'foreignShareBp', op: 'gte', operand: 5000 },
    ],
  }),
  replacement: (limits) => ({
    all: [
      ...bounds(limits),
      CNY,
      subsetOf(['shareholder_loan_replacement', 'refinance', 'acquisition']),
      FOREIGN_INVESTED,
      { attribute: 'revenue', op: 'gte', operand: fenOfWan(5000), minProvenance: 'declared' },
      CLEAN,
    ],
  }),
  broad: (limits) => ({
    all: [
      ...bounds(limits),
      { attribute: 'industry', op: 'notWithin', operand: ['J', 'K', 'B'] },
      CLEAN,
      { attribute: 'longestOverdueDays', op: 'lte', operand: 60 },
    ],
  }),
} as const satisfies Record<string, RuleOf>;

export type ProductKind = keyof typeof RULES;
