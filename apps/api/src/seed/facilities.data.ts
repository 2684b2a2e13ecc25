import type { RateCap } from '@yinqi/contracts/facilities';
import type { BankType, Mechanism } from '@yinqi/domain/matching';

export type FacilitySeed = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly mechanism: Mechanism;
  /** 亿元. */
  readonly totalYi?: number;
  readonly opensOn?: string;
  readonly closesOn?: string;
  readonly closed?: true;
  readonly bankTypes: readonly BankType[];
  readonly localLegalPersonOnly: boolean;
  readonly borrower: unknown;
  readonly rateCap?: RateCap;
  readonly documentNumber?: string;
  readonly note: string;
  readonly noteEn: string;
  readonly verified: boolean;
};

// Each condition in the words of the documents, which name the enterprises a tool is for.
const AGRICULTURE = {
  attribute: 'agriculture',
  op: 'is',
  operand: true,
  text: { zh: '涉农企业', en: 'agriculture-related firms' },
};
const FOREIGN_TRADE = {
  attribute: 'foreignTrade',
  op: 'is',
  operand: true,
  text: { zh: '外贸企业', en: 'foreign-trade firms' },
};
const SMALL = {
  attribute: 'sizeClass',
  op: 'in',
  operand: ['micro', 'small'],
  text: { zh: '小微企业', en: 'small and micro firms' },
};
const MEDIUM = {
  attribute: 'sizeClass',
  op: 'is',
  operand: 'medium',
  text: { zh: '中型企业', en: 'medium firms' },
};
const PRIVATE = {
  attribute: 'holdingType',
  op: 'is',
  operand: 'private',
  text: { zh: '民营企业', en: 'private firms' },
};
const FOREIGN_INVESTED = {
  attribute: 'investmentKind',
  op: 'in',
  operand: ['foreign', 'hmt'],
  text: {
    zh: '外商和港澳台投资企业',
    en: 'firms with investment from abroad, Hong Kong, Macao or Taiwan',
  },
};
const ANYBODY = { all: [] };

const LOCAL_BANKS: readonly BankType[] = [
  'CITY_COMMERCIAL',
  'PRIVATE',
  'RURAL_COMMERCIAL',
  'RURAL_COOPERATIVE',
  'RURAL_CREDIT',
  'VILLAGE',
];

/**
 * The tools behind 国办发〔2020〕28号 and those standing today. A tool is verified when all that is entered for it
 * was found in a public source; what was not stands in its note.
 */
export const FACILITIES: readonly FacilitySeed[] = [
  {
    code: 'PBOC-SPECIAL-2020',
    name: '专项再贷款',
    nameEn: 'Special relending of 2020',
    mechanism: 'RELENDING',
    totalYi: 3000,
    opensOn: '2020-01-31',
    closed: true,
    bankTypes: ['DEVELOPMENT', 'POLICY', 'STATE_LARGE'],
    localLegalPersonOnly: false,
    borrower: {
      attribute: 'enterpriseLists',
      op: 'subsetOf',
      operand: ['epidemic-supply-2020'],
      text: { zh: '疫情防控重点保障企业', en: 'firms on the list of key suppliers in the epidemic' },
    },
    rateCap: { kind: 'lpr', tenor: '1Y', marginBp: -100 },
    note: '不属于1.5万亿元额度，2020年内已用完。发放机构为9家全国性银行和10省市的部分地方法人银行；地方法人银行名单未核实，未录入。',
    noteEn:
      'Not part of the RMB 1.5 trillion; used up within 2020. Lent by nine national banks and some local banks in ten provinces; the list of local banks is not verified and not entered.',
    verified: false,
  },
  {
    code: 'PBOC-RELENDING-2020',
    name: '再贷款再贴现专用额度',
    nameEn: 'Relending and rediscount quota of 2020',
    mechanism: 'RELENDING',
    totalYi: 5000,
    closesOn: '2020-06-30',
    bankTypes: [],
    localLegalPersonOnly: true,
    borrower: { any: [AGRICULTURE, FOREIGN_TRADE, SMALL] },
    rateCap: { kind: 'lpr', tenor: '1Y', marginBp: 50 },
    documentNumber: '国办发〔2020〕28号',
    note: '1.5万亿元额度之一。再贷款部分由地方法人银行发放，再贴现部分不限机构。住宿、餐饮等受影响行业也在支持范围，其行业口径未核实，未录入条件。',
    noteEn:
      'One of the two quotas of the RMB 1.5 trillion. Relending goes through local banks, rediscount through any bank. Services hit by the epidemic are covered too; which industries is not verified and not entered.',
    verified: true,
  },
  {
    code: 'PBOC-INCLUSIVE-2020',
    name: '普惠性再贷款再贴现额度',
    nameEn: 'Inclusive relending and rediscount quota of 2020',
    mechanism: 'RELENDING',
    totalYi: 10_000,
    opensOn: '2020-04-01',
    closesOn: '2020-12-31',
    bankTypes: LOCAL_BANKS,
    localLegalPersonOnly: true,
    borrower: { any: [AGRICULTURE, SMALL, PRIVATE] },
    rateCap: { kind: 'fixed', rateBp: 550 },
    documentNumber: '国办发〔2020〕28号',
    note: '1.5万亿元额度之二，面向中小地方银行。利率上限5.5%、起止日期均未核实；起始只知为2020年4月，截止暂按2020年底记。',
    noteEn:
      'The other quota of the RMB 1.5 trillion, for small and medium local banks. The 5.5% cap and the dates are not verified; it began in April 2020, and the end of 2020 is assumed.',
    verified: false,
  },
  {
    code: 'PBOC-RURAL-SME',
    name: '支农支小再贷款',
    nameEn: 'Relending for agriculture and small firms',
    mechanism: 'RELENDING',
    bankTypes: LOCAL_BANKS,
    localLegalPersonOnly: true,
    borrower: {
      any: [AGRICULTURE, SMALL, { all: [MEDIUM, PRIVATE] }],
    },
    note: '常设工具。2025年4月1日起合并为一个品种，与再贴现共用额度；2026年1月起含民营企业再贷款，可到中型民营企业。利率上限按批次确定，未录入。',
    noteEn:
      'Standing tool. One product since 1 April 2025, sharing its quota with rediscount; since January 2026 it carries relending for private enterprises, medium ones included. The rate cap is set per batch and not entered.',
    verified: true,
  },
  {
    code: 'PBOC-REDISCOUNT',
    name: '再贴现',
    nameEn: 'Rediscount of bills',
    mechanism: 'REDISCOUNT',
    bankTypes: [],
    localLegalPersonOnly: false,
    borrower: {
      attribute: 'purposes',
      op: 'subsetOf',
      operand: ['bill_discount'],
      text: { zh: '持票贴现的企业', en: 'firms discounting bills' },
    },
    note: '常设工具，以票据为单位，持票企业不限规模；大型外资企业多由此受益。利率随行就市。',
    noteEn:
      'Standing tool, bill by bill; the holder may be of any size, so this is how large foreign-invested firms usually benefit. Market rate.',
    verified: true,
  },
  {
    code: 'EXIM-NEW-2020',
    name: '进出口银行新增贷款规模',
    nameEn: 'New lending of the Export-Import Bank, 2020',
    mechanism: 'LENDING_SCALE',
    totalYi: 5700,
    opensOn: '2020-01-01',
    closesOn: '2020-12-31',
    bankTypes: ['POLICY'],
    localLegalPersonOnly: false,
    borrower: ANYBODY,
    documentNumber: '国办发〔2020〕28号',
    note: '可用于积极支持符合条件的重点外资企业，但不限于外资企业。5700亿元按发生额还是余额计未核实；机构暂按政策性银行类型限定。',
    noteEn:
      'May support eligible key foreign-invested enterprises, among others. Whether the RMB 570 billion is a flow or a balance is not verified; lenders are limited by the type policy bank for now.',
    verified: false,
  },
  {
    code: 'EXIM-FOREIGN-TRADE',
    name: '外贸产业链与利用外资贷款',
    nameEn: 'Foreign-trade chain and inward-investment loans',
    mechanism: 'LENDING_SCALE',
    bankTypes: ['POLICY'],
    localLegalPersonOnly: false,
    borrower: { any: [FOREIGN_TRADE, FOREIGN_INVESTED] },
    note: '常设业务：出口卖方信贷、进口信贷、吸收境外投资贷款、促进境内对外开放贷款，也可通过地方银行转贷。利率随行就市。',
    noteEn:
      'Standing business: seller credit for exports, import credit, loans for inward investment and for opening-up, also on-lent by local banks. Market rate.',
    verified: true,
  },
  {
    code: 'OWN-FUNDS',
    name: '银行自有资金',
    nameEn: "Banks' own funds",
    mechanism: 'OWN',
    bankTypes: [],
    localLegalPersonOnly: false,
    borrower: ANYBODY,
    note: '不占用政策额度，由银行自主定价。',
    noteEn: 'Uses no policy quota; priced by the bank.',
    verified: true,
  },
];
