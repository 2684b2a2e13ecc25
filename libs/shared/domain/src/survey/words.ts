import type { Collateral, Purpose } from '../matching/vocabulary.js';

export const HOLDING_TYPES = ['state', 'collective', 'private', 'hmt', 'foreign', 'other'] as const;
export type HoldingType = (typeof HOLDING_TYPES)[number];
export const TAX_GRADES = ['A', 'B', 'M', 'C', 'D'] as const;
export type TaxGrade = (typeof TAX_GRADES)[number];
export const CUSTOMS_GRADES = ['aeo_advanced', 'registered', 'discredited'] as const;
export type CustomsGrade = (typeof CUSTOMS_GRADES)[number];

type Patterns<T> = readonly (readonly [RegExp, T])[];

const firstMatch = <T>(patterns: Patterns<T>, text: string): T | undefined =>
  patterns.find(([pattern]) => pattern.test(text))?.[1];

const YES = new Set(['是', '有', '已', '同意', 'Y', 'YES', 'TRUE', '1', '√', '✓', '已投保', '可以', '可']);
const NO = new Set([
  '否',
  '无',
  '没有',
  '未',
  '不',
  '不同意',
  'N',
  'NO',
  'FALSE',
  '0',
  '×',
  'X',
  '未投保',
  '不可以',
]);

/** Yes or no as clerks write it; anything else is no answer. */
export function parseYesNo(text: string): boolean | undefined {
  const clean = text.toUpperCase();
  if (YES.has(clean)) return true;
  return NO.has(clean) ? false : undefined;
}

const HOLDING: Patterns<HoldingType> = [
  [/港|澳|台/, 'hmt'],
  [/外商|外资|外国|外方/, 'foreign'],
  [/国有|国资/, 'state'],
  [/集体/, 'collective'],
  [/民营|私人|私营|自然人/, 'private'],
  [/其他/, 'other'],
];
export const parseHoldingType = (text: string): HoldingType | undefined => firstMatch(HOLDING, text);

const CUSTOMS: Patterns<CustomsGrade> = [
  [/失信/, 'discredited'],
  [/高级认证|AEO/i, 'aeo_advanced'],
  [/备案|注册登记|一般/, 'registered'],
];
export const parseCustomsGrade = (text: string): CustomsGrade | undefined => firstMatch(CUSTOMS, text);

export function parseTaxGrade(text: string): TaxGrade | undefined {
  const letter = text.toUpperCase().replace(/级$/, '');
  return TAX_GRADES.find((grade) => grade === letter);
}

// Order matters: 置换股东借款 is no 借新还旧, 出口订单备货 no 流动资金.
const PURPOSES: Patterns<Purpose> = [
  [/股东(借款|贷款)/, 'shareholder_loan_replacement'],
  [/海外仓/, 'overseas_warehouse'],
  [/出口.*(订单|备货)|订单备货|备货/, 'export_order'],
  [/进口|付汇/, 'import_payment'],
  [/贴现|票据/, 'bill_discount'],
  [/保函|信用证|开证/, 'guarantee_lc'],
  [/外汇|锁汇|远期|保证金/, 'fx_margin'],
  [/并购|收购/, 'acquisition'],
  [/研发|研究/, 'research_development'],
  [/扩建|扩产|增资|产能/, 'expansion'],
  [/设备|技术改造|技改|固定资产|厂房/, 'fixed_assets'],
  [/项目/, 'project'],
  [/借新还旧|置换|续贷|归还|偿还/, 'refinance'],
  [/流动|周转|经营|原材料|采购/, 'working_capital'],
];

/** The purpose a survey cell means, if one of the platform's purposes is named. */
export const resolvePurpose = (text: string): Purpose | undefined => firstMatch(PURPOSES, text);

const COLLATERAL: Patterns<Collateral> = [
  [/出口退税/, 'export_rebate_account'],
  [/信用保险|信保/, 'export_credit_insurance'],
  [/备用信用证/, 'standby_lc'],
  [/母公司|集团担保/, 'parent_guarantee'],
  [/政府性|政策性担保|融资担保公司/, 'government_guarantee'],
  [/知识产权|专利|商标/, 'intellectual_property'],
  [/应收/, 'receivables'],
  [/股权/, 'equity'],
  [/存单|保证金|定期/, 'deposit'],
  [/存货|仓单/, 'inventory'],
  [/订单/, 'order'],
  [/设备|机器/, 'equipment'],
  [/土地/, 'land'],
  [/房产|房屋|厂房|不动产/, 'real_estate'],
  [/保证|担保/, 'third_party_guarantee'],
  [/信用|无抵押|无担保/, 'unsecured'],
];

/** The kind of security a word of the survey cell means. */
export const resolveCollateral = (text: string): Collateral | undefined => firstMatch(COLLATERAL, text);
