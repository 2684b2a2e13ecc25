import type { Limits, ProductKind } from './product-rules.js';

export type ProductSeed = {
  readonly bank: string;
  readonly kind: ProductKind;
  readonly facility: string;
  readonly name: string;
  readonly nameEn: string;
  readonly limits: Limits;
  readonly rate: readonly [fromBp: number, toBp: number];
  readonly days: number;
  readonly withdrawn?: true;
};

const OWN = 'OWN-FUNDS';
const SMALL = 'PBOC-RURAL-SME';
const BILLS = 'PBOC-REDISCOUNT';
const EXIM = 'EXIM-FOREIGN-TRADE';

const SOUTH = ['320100', '320200', '320400', '320500', '321100'];
const NORTH = ['320300', '320700', '320800', '320900', '321300'];
const MIDDLE = ['320600', '321000', '321200'];

/** Invented products with rules of the shape banks really publish. */
// prettier-ignore
export const PRODUCTS: readonly ProductSeed[] = [
  // 政策性银行
  { bank: 'canglan', kind: 'inwardInvestment', facility: EXIM, name: '吸收境外投资贷款', nameEn: 'Inward-investment loan', limits: { amount: [2000, 200000], term: [12, 120], years: 1 }, rate: [310, 420], days: 20 },
  { bank: 'canglan', kind: 'exportOrder', facility: EXIM, name: '出口卖方信贷', nameEn: 'Export seller’s credit', limits: { amount: [1000, 100000], term: [3, 36], exportShareBp: 3000, years: 2 }, rate: [300, 400], days: 15 },
  { bank: 'canglan', kind: 'importPayment', facility: EXIM, name: '进口信贷', nameEn: 'Import credit', limits: { amount: [1000, 80000], term: [3, 24] }, rate: [310, 410], days: 15 },
  { bank: 'canglan', kind: 'keyList', facility: EXIM, name: '促进境内对外开放贷款（重点外资）', nameEn: 'Opening-up loan for key enterprises', limits: { amount: [3000, 300000], term: [12, 120] }, rate: [300, 390], days: 20 },
  { bank: 'canglan', kind: 'fixedAssets', facility: EXIM, name: '对外开放固定资产贷款', nameEn: 'Fixed-asset loan for open industries', limits: { amount: [3000, 200000], term: [24, 120], years: 2 }, rate: [320, 430], days: 25 },
  { bank: 'canglan', kind: 'foreignCurrency', facility: EXIM, name: '外币流动资金贷款', nameEn: 'Foreign-currency working capital', limits: { amount: [500, 60000], term: [3, 24] }, rate: [330, 480], days: 12 },
  { bank: 'canglan', kind: 'broad', facility: 'EXIM-NEW-2020', name: '抗疫稳外贸专项贷款', nameEn: 'Special foreign-trade loan of 2020', limits: { amount: [500, 50000], term: [3, 24] }, rate: [300, 400], days: 10 },
  // 国有大型银行
  { bank: 'guoheng', kind: 'working', facility: OWN, name: '外企周转贷', nameEn: 'Working capital for foreign-invested firms', limits: { amount: [300, 20000], term: [3, 36], years: 2, debtRatioBp: 7000 }, rate: [320, 430], days: 8 },
  { bank: 'guoheng', kind: 'keyList', facility: OWN, name: '重点外资直通贷', nameEn: 'Key enterprise direct loan', limits: { amount: [1000, 50000], term: [6, 60] }, rate: [300, 385], days: 7 },
  { bank: 'guoheng', kind: 'fixedAssets', facility: OWN, name: '厂房设备更新贷', nameEn: 'Plant and equipment renewal', limits: { amount: [1000, 60000], term: [24, 96], years: 3 }, rate: [340, 450], days: 18 },
  { bank: 'guoheng', kind: 'bills', facility: BILLS, name: '商票快贴', nameEn: 'Commercial bill discount', limits: { amount: [50, 20000], term: [1, 12] }, rate: [180, 320], days: 2 },
  { bank: 'guoheng', kind: 'exportOrder', facility: OWN, name: '出口订单贷', nameEn: 'Export order loan', limits: { amount: [100, 8000], term: [1, 12], exportShareBp: 2000 }, rate: [330, 440], days: 6 },
  { bank: 'guoheng', kind: 'credit', facility: OWN, name: '税易信用贷', nameEn: 'Tax-record credit loan', limits: { amount: [50, 1000], term: [3, 24], years: 2 }, rate: [345, 460], days: 3 },
  { bank: 'guoheng', kind: 'foreignCurrency', facility: OWN, name: '跨境外币贷', nameEn: 'Cross-border currency loan', limits: { amount: [500, 40000], term: [3, 36] }, rate: [350, 520], days: 10 },
  { bank: 'banghe', kind: 'working', facility: OWN, name: '流动资金循环贷', nameEn: 'Revolving working capital', limits: { amount: [200, 15000], term: [3, 36], years: 2, debtRatioBp: 7500 }, rate: [325, 440], days: 8 },
  { bank: 'banghe', kind: 'science', facility: OWN, name: '科创研发贷', nameEn: 'Research and development loan', limits: { amount: [200, 5000], term: [6, 36], years: 1 }, rate: [330, 430], days: 9 },
  { bank: 'banghe', kind: 'guaranteed', facility: OWN, name: '政银担合作贷', nameEn: 'Government-guaranteed loan', limits: { amount: [100, 3000], term: [3, 36] }, rate: [330, 420], days: 10 },
  { bank: 'banghe', kind: 'fixedAssets', facility: OWN, name: '项目建设贷款', nameEn: 'Project construction loan', limits: { amount: [2000, 80000], term: [24, 120] }, rate: [335, 440], days: 20 },
  { bank: 'banghe', kind: 'bills', facility: BILLS, name: '票据秒贴', nameEn: 'Quick bill discount', limits: { amount: [20, 10000], term: [1, 12] }, rate: [185, 330], days: 1 },
  { bank: 'banghe', kind: 'importPayment', facility: OWN, name: '进口付汇融资', nameEn: 'Import payment finance', limits: { amount: [200, 20000], term: [1, 12] }, rate: [335, 460], days: 5 },
  { bank: 'banghe', kind: 'parentBacked', facility: OWN, name: '外保内贷', nameEn: 'Loan against offshore guarantee', limits: { amount: [500, 60000], term: [6, 60] }, rate: [320, 430], days: 12 },
  // 股份制银行
  { bank: 'hanning', kind: 'broad', facility: OWN, name: '外资综合授信', nameEn: 'General credit for foreign-invested firms', limits: { amount: [100, 50000], term: [1, 60] }, rate: [350, 490], days: 7 },
  { bank: 'hanning', kind: 'exportOrder', facility: OWN, name: '信保出口贷', nameEn: 'Insured export loan', limits: { amount: [50, 10000], term: [1, 12], exportShareBp: 2000 }, rate: [340, 450], days: 5 },
  { bank: 'hanning', kind: 'science', facility: OWN, name: '专精特新信用贷', nameEn: 'Credit loan for specialised firms', limits: { amount: [100, 3000], term: [3, 36], years: 2 }, rate: [355, 470], days: 5 },
  { bank: 'hanning', kind: 'working', facility: OWN, name: '厂房抵押经营贷', nameEn: 'Working capital on property', limits: { amount: [200, 10000], term: [6, 36], collateral: ['real_estate', 'land'] }, rate: [345, 450], days: 8 },
  { bank: 'hanning', kind: 'bills', facility: BILLS, name: '供应链票据贴现', nameEn: 'Supply-chain bill discount', limits: { amount: [20, 8000], term: [1, 12] }, rate: [190, 340], days: 2 },
  { bank: 'hanning', kind: 'parentBacked', facility: OWN, name: '母公司担保贷', nameEn: 'Loan on parent guarantee', limits: { amount: [500, 40000], term: [6, 60] }, rate: [330, 450], days: 9 },
  { bank: 'hanning', kind: 'replacement', facility: OWN, name: '股东借款置换贷', nameEn: 'Shareholder-loan replacement', limits: { amount: [1000, 30000], term: [12, 60], years: 3 }, rate: [365, 480], days: 12 },
  { bank: 'hanning', kind: 'foreignCurrency', facility: OWN, name: '外币贸易融资', nameEn: 'Foreign-currency trade finance', limits: { amount: [100, 30000], term: [1, 18] }, rate: [360, 540], days: 6 },
  { bank: 'qiyue', kind: 'broad', facility: OWN, name: '外商投资企业综合贷', nameEn: 'General loan for foreign-invested firms', limits: { amount: [500, 30000], term: [3, 48], regions: [...SOUTH, ...MIDDLE], years: 2 }, rate: [350, 480], days: 8 },
  { bank: 'qiyue', kind: 'credit', facility: OWN, name: '纳税信用快贷', nameEn: 'Quick credit on tax record', limits: { amount: [30, 800], term: [3, 24], years: 2, regions: SOUTH }, rate: [370, 520], days: 2 },
  { bank: 'qiyue', kind: 'exportOrder', facility: OWN, name: '退税质押贷', nameEn: 'Loan on export rebates', limits: { amount: [50, 5000], term: [1, 12], exportShareBp: 3000 }, rate: [355, 460], days: 4 },
  { bank: 'qiyue', kind: 'inwardInvestment', facility: OWN, name: '新设外企启动贷', nameEn: 'Start-up loan for new foreign firms', limits: { amount: [500, 20000], term: [12, 60] }, rate: [360, 490], days: 12 },
  { bank: 'qiyue', kind: 'replacement', facility: OWN, name: '再融资置换贷', nameEn: 'Refinancing loan', limits: { amount: [500, 20000], term: [12, 48], years: 3 }, rate: [375, 490], days: 10 },
  // 城市商业银行
  { bank: 'runhuai', kind: 'working', facility: OWN, name: '润企流动贷', nameEn: 'Working capital loan', limits: { amount: [100, 6000], term: [3, 36], regions: [...NORTH, '320100', ...MIDDLE] }, rate: [365, 480], days: 6 },
  { bank: 'runhuai', kind: 'smallFirms', facility: SMALL, name: '支小外贸贷', nameEn: 'Small firms’ trade loan', limits: { amount: [20, 1000], term: [3, 24] }, rate: [340, 430], days: 5 },
  { bank: 'runhuai', kind: 'guaranteed', facility: OWN, name: '苏北担保贷', nameEn: 'Guaranteed loan, northern Jiangsu', limits: { amount: [100, 3000], term: [3, 36], regions: NORTH }, rate: [355, 470], days: 8 },
  { bank: 'runhuai', kind: 'fixedAssets', facility: OWN, name: '技改设备贷', nameEn: 'Technical upgrade loan', limits: { amount: [300, 10000], term: [12, 72], regions: [...NORTH, ...MIDDLE] }, rate: [370, 490], days: 12 },
  { bank: 'runhuai', kind: 'bills', facility: BILLS, name: '小额票据贴现', nameEn: 'Small bill discount', limits: { amount: [5, 2000], term: [1, 12] }, rate: [195, 350], days: 1 },
  { bank: 'wuze', kind: 'broad', facility: OWN, name: '外资制造综合贷', nameEn: 'General loan for manufacturers', limits: { amount: [200, 20000], term: [3, 60], regions: [...SOUTH, '320600'], years: 1 }, rate: [350, 470], days: 7 },
  { bank: 'wuze', kind: 'smallFirms', facility: SMALL, name: '支小惠企贷', nameEn: 'Loan for small firms', limits: { amount: [20, 1000], term: [3, 36], regions: SOUTH }, rate: [335, 430], days: 4 },
  { bank: 'wuze', kind: 'science', facility: OWN, name: '知识产权质押贷', nameEn: 'Loan on intellectual property', limits: { amount: [100, 4000], term: [6, 36], regions: SOUTH }, rate: [355, 460], days: 8 },
  { bank: 'wuze', kind: 'exportOrder', facility: OWN, name: '应收账款出口贷', nameEn: 'Export receivables loan', limits: { amount: [50, 6000], term: [1, 12], exportShareBp: 1500 }, rate: [350, 450], days: 4 },
  { bank: 'wuze', kind: 'working', facility: OWN, name: '厂房抵押快贷', nameEn: 'Quick loan on property', limits: { amount: [100, 8000], term: [3, 36], regions: SOUTH, collateral: ['real_estate', 'land', 'equipment'] }, rate: [355, 460], days: 5 },
  { bank: 'wuze', kind: 'keyList', facility: OWN, name: '白名单专项贷', nameEn: 'White-list loan', limits: { amount: [500, 20000], term: [6, 60], regions: SOUTH }, rate: [330, 420], days: 6 },
  // 农村商业银行、村镇银行
  { bank: 'hechuan', kind: 'smallFirms', facility: SMALL, name: '支农支小再贷款专项贷', nameEn: 'Relending loan for small firms', limits: { amount: [10, 1000], term: [3, 36], regions: ['320500'] }, rate: [335, 420], days: 4 },
  { bank: 'hechuan', kind: 'working', facility: OWN, name: '本地企业流动贷', nameEn: 'Working capital for local firms', limits: { amount: [50, 5000], term: [3, 36], regions: ['320583', '320585', '320582'] }, rate: [360, 480], days: 5 },
  { bank: 'hechuan', kind: 'credit', facility: OWN, name: '小微信用贷', nameEn: 'Credit loan for small firms', limits: { amount: [10, 500], term: [3, 24], regions: ['320500'] }, rate: [390, 540], days: 2 },
  { bank: 'hechuan', kind: 'bills', facility: BILLS, name: '银票直贴', nameEn: 'Bank bill discount', limits: { amount: [5, 3000], term: [1, 12], regions: ['320500'] }, rate: [195, 340], days: 1 },
  { bank: 'hechuan', kind: 'fixedAssets', facility: OWN, name: '设备更新贷', nameEn: 'Equipment loan', limits: { amount: [100, 5000], term: [12, 60], regions: ['320500'] }, rate: [370, 490], days: 10 },
  { bank: 'luwan', kind: 'smallFirms', facility: SMALL, name: '江海支小贷', nameEn: 'Small firms’ loan', limits: { amount: [10, 1000], term: [3, 36], regions: ['320600'] }, rate: [340, 430], days: 5 },
  { bank: 'luwan', kind: 'working', facility: OWN, name: '家纺外贸贷', nameEn: 'Textile trade loan', limits: { amount: [50, 3000], term: [3, 24], regions: ['320600'] }, rate: [370, 490], days: 6 },
  { bank: 'luwan', kind: 'guaranteed', facility: OWN, name: '担保增信贷', nameEn: 'Guarantee-backed loan', limits: { amount: [50, 2000], term: [3, 36], regions: ['320600'] }, rate: [360, 470], days: 7 },
  { bank: 'luwan', kind: 'bills', facility: BILLS, name: '票据贴现', nameEn: 'Bill discount', limits: { amount: [5, 2000], term: [1, 12], regions: ['320600'] }, rate: [200, 350], days: 2 },
  { bank: 'xingqiao', kind: 'smallFirms', facility: SMALL, name: '小微支持贷', nameEn: 'Small firms’ support loan', limits: { amount: [5, 500], term: [3, 24], regions: ['320400'] }, rate: [360, 450], days: 4 },
  { bank: 'xingqiao', kind: 'credit', facility: OWN, name: '村镇信用贷', nameEn: 'Village credit loan', limits: { amount: [5, 300], term: [3, 24], regions: ['320400'] }, rate: [420, 580], days: 3 },
  // 民营银行、外资银行
  { bank: 'zhiyuan', kind: 'credit', facility: OWN, name: '线上数据贷', nameEn: 'Online data loan', limits: { amount: [10, 500], term: [3, 24], years: 1 }, rate: [420, 590], days: 1 },
  { bank: 'zhiyuan', kind: 'smallFirms', facility: SMALL, name: '线上支小贷', nameEn: 'Online small firms’ loan', limits: { amount: [10, 800], term: [3, 24] }, rate: [380, 470], days: 2 },
  { bank: 'zhiyuan', kind: 'science', facility: OWN, name: '股权联动贷', nameEn: 'Equity-linked loan', limits: { amount: [100, 2000], term: [6, 36] }, rate: [400, 540], days: 6 },
  { bank: 'zhiyuan', kind: 'exportOrder', facility: OWN, name: '跨境电商订单贷', nameEn: 'Cross-border order loan', limits: { amount: [20, 2000], term: [1, 12], exportShareBp: 4000 }, rate: [390, 520], days: 2 },
  { bank: 'vestaland', kind: 'parentBacked', facility: OWN, name: '集团全球授信项下贷款', nameEn: 'Loan under the parent’s global line', limits: { amount: [1000, 100000], term: [3, 60] }, rate: [320, 440], days: 10 },
  { bank: 'vestaland', kind: 'foreignCurrency', facility: OWN, name: '跨境资金池外币贷', nameEn: 'Currency loan with cash pool', limits: { amount: [500, 80000], term: [3, 36] }, rate: [340, 500], days: 9 },
  { bank: 'vestaland', kind: 'importPayment', facility: OWN, name: '备用信用证项下融资', nameEn: 'Finance under standby L/C', limits: { amount: [300, 30000], term: [1, 12] }, rate: [330, 450], days: 6 },
  { bank: 'vestaland', kind: 'working', facility: OWN, name: '外资企业营运资金贷', nameEn: 'Working capital loan', limits: { amount: [500, 20000], term: [3, 36], collateral: ['parent_guarantee', 'standby_lc', 'real_estate', 'receivables'] }, rate: [340, 460], days: 9 },
  { bank: 'vestaland', kind: 'replacement', facility: OWN, name: '并购与再融资贷款', nameEn: 'Acquisition and refinancing loan', limits: { amount: [2000, 50000], term: [12, 84], years: 3 }, rate: [350, 470], days: 15, withdrawn: true },
];
