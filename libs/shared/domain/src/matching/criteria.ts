import { FLAG_WORDS, type FlagWords } from './flag-words.js';
import type { Kind } from './operators.js';
import type { Text } from './vocabulary.js';
import {
  COLLATERAL_WORDS,
  CURRENCY_WORDS,
  CUSTOMS_GRADE_WORDS,
  HOLDING_TYPE_WORDS,
  INVESTMENT_KIND_WORDS,
  PURPOSE_WORDS,
  SIZE_CLASS_WORDS,
  STAGE_WORDS,
  TAX_GRADE_WORDS,
} from './vocabulary.js';

export const UNITS = ['none', 'fen', 'month', 'year', 'basis-point', 'person', 'day'] as const;
export type Unit = (typeof UNITS)[number];

/** One attribute a rule may speak of. */
export interface Criterion {
  readonly kind: Kind;
  readonly label: Text;
  readonly unit: Unit;
  /** Said when only this criterion stands in the way; `{required}` is replaced by the rule's own value. */
  readonly nearMiss: Text;
  /** True only for what an enterprise may really change for this request. */
  readonly changeable: boolean;
  /** The closed vocabulary of a one-of or set; absent where codes are open (lists) or hierarchical. */
  readonly words?: Readonly<Record<string, Text>>;
  /** set-all only: `accepted` = what is asked must be accepted; `held` = what is required must be held. */
  readonly subset?: 'accepted' | 'held';
  /** flag only: what a rule asks for and what is known, in words that need no yes or no. */
  readonly flag?: FlagWords;
  /** Facts from which the value follows when it is not given. */
  readonly derivedFrom?: readonly string[];
}

const text = (zh: string, en: string): Text => ({ zh, en });
const fixed = { changeable: false, unit: 'none' } as const;
const flag = {
  ...fixed,
  kind: 'flag',
  nearMiss: text('{required}方可办理', '{required} to qualify'),
} as const;

/** Every attribute an admission rule may speak of; the order is the order in which pages list criteria. */
export const CRITERIA = {
  amount: {
    kind: 'money',
    label: text('融资金额', 'Amount'),
    unit: 'fen',
    nearMiss: text('金额改为{required}即符合', 'fits if the amount is {required}'),
    changeable: true,
  },
  termMonths: {
    kind: 'quantity',
    label: text('期限', 'Term'),
    unit: 'month',
    nearMiss: text('期限改为{required}即符合', 'fits if the term is {required}'),
    changeable: true,
  },
  collateral: {
    kind: 'set-any',
    label: text('担保方式', 'Collateral or guarantee'),
    unit: 'none',
    nearMiss: text('能提供{required}之一即符合', 'fits with any of: {required}'),
    changeable: true,
    words: COLLATERAL_WORDS,
  },
  // Changeable would invite diversion of loan funds (挪用): a purpose is what it is.
  purposes: {
    ...fixed,
    kind: 'set-all',
    label: text('资金用途', 'Purpose'),
    nearMiss: text('产品只接受{required}', 'the product accepts only: {required}'),
    words: PURPOSE_WORDS,
    subset: 'accepted',
  },
  currency: {
    ...fixed,
    kind: 'one-of',
    label: text('币种', 'Currency'),
    nearMiss: text('币种要求{required}', 'currency must be {required}'),
    words: CURRENCY_WORDS,
  },
  rateCeilingBp: {
    kind: 'quantity',
    label: text('可接受最高年利率', 'Highest acceptable rate'),
    unit: 'basis-point',
    nearMiss: text('产品利率要求{required}', 'the product needs a rate ceiling of {required}'),
    changeable: false,
  },
  region: {
    ...fixed,
    kind: 'hierarchy',
    label: text('所在地区', 'Region'),
    nearMiss: text('所在地区要求{required}', 'region must be {required}'),
  },
  industry: {
    ...fixed,
    kind: 'hierarchy',
    label: text('国民经济行业', 'Industry'),
    nearMiss: text('行业要求{required}', 'industry must be {required}'),
  },
  sizeClass: {
    ...fixed,
    kind: 'one-of',
    label: text('企业划型', 'Enterprise size'),
    nearMiss: text('企业划型要求{required}', 'size must be {required}'),
    words: SIZE_CLASS_WORDS,
    derivedFrom: ['industry', 'staff', 'revenue', 'totalAssets'],
  },
  holdingType: {
    ...fixed,
    kind: 'one-of',
    label: text('控股情况', 'Controlling holder'),
    nearMiss: text('控股情况要求{required}', 'controlling holder must be {required}'),
    words: HOLDING_TYPE_WORDS,
  },
  investmentKind: {
    ...fixed,
    kind: 'one-of',
    label: text('投资类型', 'Investment kind'),
    nearMiss: text('投资类型要求{required}', 'investment kind must be {required}'),
    words: INVESTMENT_KIND_WORDS,
  },
  foreignShareBp: {
    kind: 'quantity',
    label: text('外资占比', 'Foreign share'),
    unit: 'basis-point',
    nearMiss: text('外资占比要求{required}', 'foreign share must be {required}'),
    changeable: false,
  },
  stage: {
    ...fixed,
    kind: 'one-of',
    label: text('项目阶段', 'Stage'),
    nearMiss: text('项目阶段要求{required}', 'stage must be {required}'),
    words: STAGE_WORDS,
  },
  taxGrade: {
    ...fixed,
    kind: 'one-of',
    label: text('纳税信用等级', 'Tax credit grade'),
    nearMiss: text('纳税信用等级要求{required}', 'tax credit grade must be {required}'),
    words: TAX_GRADE_WORDS,
  },
  customsGrade: {
    ...fixed,
    kind: 'one-of',
    label: text('海关信用等级', 'Customs credit grade'),
    nearMiss: text('海关信用等级要求{required}', 'customs credit grade must be {required}'),
    words: CUSTOMS_GRADE_WORDS,
  },
  yearsInBusiness: {
    kind: 'quantity',
    label: text('成立年限', 'Years in business'),
    unit: 'year',
    nearMiss: text('成立年限要求{required}', 'years in business must be {required}'),
    changeable: false,
    derivedFrom: ['foundedOn'],
  },
  staff: {
    kind: 'quantity',
    label: text('从业人数', 'Staff'),
    unit: 'person',
    nearMiss: text('从业人数要求{required}', 'staff must be {required}'),
    changeable: false,
  },
  revenue: {
    kind: 'money',
    label: text('上年营业收入', 'Revenue of last year'),
    unit: 'fen',
    nearMiss: text('上年营业收入要求{required}', 'revenue must be {required}'),
    changeable: false,
  },
  netProfit: {
    kind: 'money',
    label: text('上年净利润', 'Net profit of last year'),
    unit: 'fen',
    nearMiss: text('上年净利润要求{required}', 'net profit must be {required}'),
    changeable: false,
  },
  totalAssets: {
    kind: 'money',
    label: text('资产总额', 'Total assets'),
    unit: 'fen',
    nearMiss: text('资产总额要求{required}', 'total assets must be {required}'),
    changeable: false,
  },
  exportValue: {
    kind: 'money',
    label: text('上年出口额', 'Exports of last year'),
    unit: 'fen',
    nearMiss: text('上年出口额要求{required}', 'exports must be {required}'),
    changeable: false,
  },
  exportShareBp: {
    kind: 'quantity',
    label: text('出口占营业收入比重', 'Export share of revenue'),
    unit: 'basis-point',
    nearMiss: text('出口占比要求{required}', 'export share must be {required}'),
    changeable: false,
    derivedFrom: ['exportValue', 'revenue'],
  },
  debtRatioBp: {
    kind: 'quantity',
    label: text('资产负债率', 'Debt ratio'),
    unit: 'basis-point',
    nearMiss: text('资产负债率要求{required}', 'debt ratio must be {required}'),
    changeable: false,
  },
  capacityUseBp: {
    kind: 'quantity',
    label: text('产能利用率', 'Capacity use'),
    unit: 'basis-point',
    nearMiss: text('产能利用率要求{required}', 'capacity use must be {required}'),
    changeable: false,
  },
  longestOverdueDays: {
    kind: 'quantity',
    label: text('近24个月最长逾期', 'Longest overdue in 24 months'),
    unit: 'day',
    nearMiss: text('近24个月最长逾期要求{required}', 'longest overdue must be {required}'),
    changeable: false,
  },
  enterpriseLists: {
    ...fixed,
    kind: 'set-all',
    label: text('所在名单', 'Lists the enterprise is on'),
    nearMiss: text('须在名单内：{required}', 'must be on: {required}'),
    subset: 'held',
  },
  firstLoan: {
    ...flag,
    label: text('首贷户', 'First-time borrower'),
    flag: FLAG_WORDS.firstLoan,
  },
  foreignTrade: {
    ...flag,
    label: text('外贸企业', 'Foreign-trade enterprise'),
    flag: FLAG_WORDS.foreignTrade,
  },
  agriculture: {
    ...flag,
    label: text('涉农企业', 'Agriculture-related'),
    flag: FLAG_WORDS.agriculture,
  },
  exportCreditInsured: {
    ...flag,
    label: text('已投保出口信用保险', 'Export credit insured'),
    flag: FLAG_WORDS.exportCreditInsured,
  },
  adverseRecord: {
    ...flag,
    label: text('失信或经营异常', 'Discredited or abnormal operation'),
    flag: FLAG_WORDS.adverseRecord,
  },
} as const satisfies Record<string, Criterion>;

export type Attribute = keyof typeof CRITERIA;

/** All attributes in registry order. */
// Object.keys is typed string[]; CRITERIA is a frozen literal of this module, so its keys are the union.
export const ATTRIBUTES = Object.keys(CRITERIA) as readonly Attribute[];

/** The registry entry of an attribute, widened so that optional fields can be read. */
export const criterionOf = (attribute: Attribute): Criterion => CRITERIA[attribute];

/** Whether a string names an attribute of the registry. */
export const isAttribute = (name: string): name is Attribute => Object.hasOwn(CRITERIA, name);
