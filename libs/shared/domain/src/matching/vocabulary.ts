import type { InvestmentKind, SizeClass } from '../codes/index.js';
import type { Currency } from '../money/index.js';

/** Words in both languages of the platform. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}
export type Locale = 'zh' | 'en';

const text = (zh: string, en: string): Text => ({ zh, en });

export const COLLATERAL_WORDS = {
  unsecured: text('信用', 'unsecured'),
  real_estate: text('房产抵押', 'real estate'),
  land: text('土地使用权抵押', 'land-use right'),
  equipment: text('设备抵押', 'equipment'),
  inventory: text('存货质押', 'inventory'),
  receivables: text('应收账款质押', 'receivables'),
  deposit: text('保证金或存单质押', 'deposit'),
  equity: text('股权质押', 'equity'),
  intellectual_property: text('知识产权质押', 'intellectual property'),
  order: text('订单质押', 'orders'),
  export_credit_insurance: text('出口信用保险', 'export credit insurance'),
  third_party_guarantee: text('第三方保证', 'third-party guarantee'),
  government_guarantee: text('政府性融资担保', 'government guarantee'),
  parent_guarantee: text('境外母公司担保', 'parent guarantee'),
  standby_lc: text('备用信用证', 'standby L/C'),
  export_rebate_account: text('出口退税账户质押', 'export-rebate account'),
};

export const PURPOSE_WORDS = {
  working_capital: text('流动资金', 'working capital'),
  fixed_assets: text('固定资产投资', 'fixed assets'),
  project: text('项目建设', 'project'),
  research_development: text('研发', 'R&D'),
  export_order: text('出口订单', 'export order'),
  import_payment: text('进口付汇', 'import payment'),
  bill_discount: text('票据贴现', 'bill discount'),
  guarantee_lc: text('保函或信用证', 'guarantee or L/C'),
  overseas_warehouse: text('海外仓', 'overseas warehouse'),
  expansion: text('增资扩产', 'expansion'),
  acquisition: text('并购', 'acquisition'),
  refinance: text('借新还旧', 'refinance'),
  shareholder_loan_replacement: text('置换股东借款', 'shareholder-loan replacement'),
  fx_margin: text('外汇保证金', 'FX margin'),
};

export const SIZE_CLASS_WORDS: Readonly<Record<SizeClass, Text>> = {
  micro: text('微型', 'micro'),
  small: text('小型', 'small'),
  medium: text('中型', 'medium'),
  large: text('大型', 'large'),
};

export const HOLDING_TYPE_WORDS = {
  state: text('国有控股', 'state-controlled'),
  collective: text('集体控股', 'collectively controlled'),
  private: text('民营', 'private'),
  hmt: text('港澳台商控股', 'Hong Kong, Macao or Taiwan controlled'),
  foreign: text('外商控股', 'foreign-controlled'),
  other: text('其他', 'other'),
};

export const INVESTMENT_KIND_WORDS: Readonly<Record<InvestmentKind, Text>> = {
  foreign: text('外商投资', 'foreign-invested'),
  hmt: text('港澳台投资', 'Hong Kong, Macao or Taiwan invested'),
  domestic: text('内资', 'domestic'),
};

export const CURRENCY_WORDS: Readonly<Record<Currency, Text>> = {
  CNY: text('人民币', 'CNY'),
  USD: text('美元', 'USD'),
  EUR: text('欧元', 'EUR'),
  JPY: text('日元', 'JPY'),
  HKD: text('港元', 'HKD'),
  GBP: text('英镑', 'GBP'),
  KRW: text('韩元', 'KRW'),
  SGD: text('新加坡元', 'SGD'),
};

// M is the grade of firms too young to be graded A to D; it ranks between B and C only by convention.
export const TAX_GRADE_WORDS = {
  A: text('A级', 'A'),
  B: text('B级', 'B'),
  M: text('M级', 'M'),
  C: text('C级', 'C'),
  D: text('D级', 'D'),
};

export const CUSTOMS_GRADE_WORDS = {
  aeo_advanced: text('高级认证（AEO）', 'AEO advanced certified'),
  registered: text('注册登记和备案企业', 'registered'),
  discredited: text('失信企业', 'discredited'),
};

export const STAGE_WORDS = {
  preparing: text('前期', 'preparing'),
  under_construction: text('在建', 'under construction'),
  producing: text('投产', 'in production'),
  relocating: text('搬迁或转型', 'relocating or restructuring'),
};

export const BANK_TYPES = [
  'DEVELOPMENT',
  'POLICY',
  'STATE_LARGE',
  'JOINT_STOCK',
  'CITY_COMMERCIAL',
  'PRIVATE',
  'RURAL_COMMERCIAL',
  'RURAL_COOPERATIVE',
  'RURAL_CREDIT',
  'VILLAGE',
  'FOREIGN_LEGAL',
  'FOREIGN_BRANCH',
  'OTHER',
] as const;
export type BankType = (typeof BANK_TYPES)[number];

// Object.keys is typed string[]; these tables are literals of this module, so their keys are the union.
const codesOf = <Words extends Readonly<Record<string, Text>>>(words: Words) =>
  Object.keys(words) as readonly (keyof Words & string)[];

export const COLLATERALS = codesOf(COLLATERAL_WORDS);
export type Collateral = (typeof COLLATERALS)[number];
export const PURPOSES = codesOf(PURPOSE_WORDS);
export type Purpose = (typeof PURPOSES)[number];
export const HOLDING_TYPES = codesOf(HOLDING_TYPE_WORDS);
export type HoldingType = (typeof HOLDING_TYPES)[number];
export const TAX_GRADES = codesOf(TAX_GRADE_WORDS);
export type TaxGrade = (typeof TAX_GRADES)[number];
export const CUSTOMS_GRADES = codesOf(CUSTOMS_GRADE_WORDS);
export type CustomsGrade = (typeof CUSTOMS_GRADES)[number];
export const STAGES = codesOf(STAGE_WORDS);
export type Stage = (typeof STAGES)[number];

/** Undertakings of someone else: what a counterfactual calls a guarantee rather than collateral. */
export const GUARANTEES: readonly Collateral[] = [
  'third_party_guarantee',
  'government_guarantee',
  'parent_guarantee',
  'standby_lc',
  'export_credit_insurance',
];
