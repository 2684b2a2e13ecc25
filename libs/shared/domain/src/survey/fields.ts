import type { SizeClass } from '../codes/index.js';
import type { Currency, Fen, Money } from '../money/index.js';
import type { CustomsGrade, HoldingType, TaxGrade } from './words.js';

/** One need as the survey sheet (融资需求摸底表) states it; null is what the sheet leaves open. */
export interface SurveyNeed {
  readonly serial: string | null;
  readonly name: string | null;
  readonly uscc: string | null;
  readonly regionCode: string | null;
  readonly keyEnterprise: boolean | null;
  readonly enterpriseType: string | null;
  readonly holdingType: HoldingType | null;
  readonly establishedOn: string | null;
  readonly capitalOrigin: string | null;
  readonly foreignShareBp: number | null;
  readonly totalInvestment: Money | null;
  readonly registeredCapital: Money | null;
  readonly registeredCapitalCurrency: Currency | null;
  readonly paidInCapital: Money | null;
  readonly industry: string | null;
  readonly sizeClass: SizeClass | null;
  readonly employees: number | null;
  readonly dataYear: number | null;
  readonly revenueFen: Fen | null;
  readonly netProfitFen: Fen | null;
  readonly totalAssetsFen: Fen | null;
  readonly totalLiabilitiesFen: Fen | null;
  readonly netAssetsFen: Fen | null;
  readonly taxPaidFen: Fen | null;
  readonly taxGrade: TaxGrade | null;
  readonly customsGrade: CustomsGrade | null;
  readonly tradeVolume: Money | null;
  readonly exports: Money | null;
  readonly ordersOnHandFen: Fen | null;
  readonly capacityUseBp: number | null;
  readonly loanBalanceFen: Fen | null;
  readonly earliestMaturityOn: string | null;
  readonly mainLender: string | null;
  readonly longestOverdueDays: number | null;
  readonly foreignDebtUsed: Money | null;
  readonly firstLoan: boolean | null;
  readonly amountFen: Fen | null;
  readonly currency: Currency;
  readonly financingForm: string | null;
  readonly purpose: string | null;
  readonly termMonths: number | null;
  readonly rateBp: number | null;
  readonly neededBy: string | null;
  readonly collateral: readonly string[] | null;
  readonly exportCreditInsured: boolean | null;
  readonly policyNumber: string | null;
  readonly parentGuarantee: boolean | null;
  readonly intendedBank: string | null;
  readonly difficulties: string | null;
  readonly discredited: boolean | null;
  readonly contactName: string | null;
  readonly phone: string | null;
  readonly filledOn: string | null;
  readonly willingToShare: boolean | null;
  /** Row of the first upload, written into the workbook of faulty rows. */
  readonly originalRow: number | null;
}

export type SurveyField = keyof SurveyNeed;

/** Titles of each column without units, brackets and blanks; the first is the form's own. */
export const FIELD_TITLES: Readonly<Record<SurveyField, readonly string[]>> = {
  serial: ['序号', '编号', '行号'],
  name: ['企业名称', '单位名称', '公司名称', '企业全称', '企业', '名称'],
  uscc: ['统一社会信用代码', '社会信用代码', '信用代码', '税号', '纳税人识别号', '统一信用代码'],
  regionCode: ['市/县', '所属地区', '所在市县', '市县', '所在地区', '所属区县', '地区', '区县', '所在地'],
  keyEnterprise: ['是否重点外资企业', '是否重点企业', '重点外资企业', '是否重点'],
  enterpriseType: ['企业类型', '外资类型', '登记类型', '注册类型'],
  holdingType: ['控股情况', '控股类型', '控股'],
  establishedOn: ['成立日期', '成立时间', '设立日期', '注册日期'],
  capitalOrigin: ['外资来源地', '外资来源', '外资来源国', '外资来源国别', '投资来源地'],
  foreignShareBp: ['外资占比', '外资比例', '外方股比', '外资持股比例'],
  totalInvestment: ['投资总额'],
  registeredCapital: ['注册资本', '注册资金', '注册资本+币种'],
  registeredCapitalCurrency: ['注册资本币种'],
  paidInCapital: ['实收资本', '实缴资本'],
  industry: ['国民经济行业', '所属行业', '行业', '行业代码', '行业分类'],
  sizeClass: ['企业划型', '企业规模', '划型', '规模'],
  employees: ['从业人数', '职工人数', '员工人数', '从业人员', '从业人员数', '人数'],
  dataYear: ['数据年度', '年度', '数据年份'],
  revenueFen: ['营业收入', '营收', '销售收入', '主营业务收入'],
  netProfitFen: ['净利润', '利润'],
  totalAssetsFen: ['资产总额', '资产总计', '总资产'],
  totalLiabilitiesFen: ['负债总额', '负债合计', '总负债'],
  netAssetsFen: ['净资产', '所有者权益'],
  taxPaidFen: ['纳税总额', '纳税额', '缴税总额'],
  taxGrade: ['纳税信用等级', '纳税等级', '纳税信用级别'],
  customsGrade: ['海关信用等级', '海关等级', '海关信用'],
  tradeVolume: ['进出口额', '进出口总额'],
  exports: ['出口额', '出口总额'],
  ordersOnHandFen: ['在手订单', '在手订单金额'],
  capacityUseBp: ['产能利用率'],
  loanBalanceFen: ['现有银行贷款余额', '银行贷款余额', '贷款余额', '现有贷款余额'],
  earliestMaturityOn: ['最近到期日', '贷款最近到期日', '最近到期时间'],
  mainLender: ['主要贷款银行', '贷款银行'],
  longestOverdueDays: ['近24个月最长逾期', '最长逾期', '最长逾期天数', '近24个月最长逾期天数'],
  foreignDebtUsed: ['已用外债额度', '已使用外债额度'],
  firstLoan: ['是否首贷', '是否首次贷款', '首贷'],
  amountFen: [
    '融资需求金额',
    '拟融资额度',
    '贷款需求',
    '拟融资金额',
    '融资需求',
    '融资金额',
    '贷款需求金额',
    '贷款金额',
    '需求金额',
    '拟贷款金额',
  ],
  currency: ['币种', '融资币种', '贷款币种'],
  financingForm: ['融资方式', '融资品种', '融资渠道'],
  purpose: ['用途', '资金用途', '贷款用途', '融资用途'],
  termMonths: ['期限', '贷款期限', '融资期限'],
  rateBp: ['期望利率', '可接受年利率', '利率期望', '可接受利率', '期望年利率'],
  neededBy: ['期望到位时间', '用款时间', '需要时间', '期望放款时间', '资金需求时间'],
  collateral: ['担保方式', '可提供担保', '担保措施', '增信措施'],
  exportCreditInsured: ['是否投保出口信用保险', '出口信保', '出口信用保险', '是否投保出口信保'],
  policyNumber: ['保单号', '保险单号'],
  parentGuarantee: ['境外母公司担保', '境外担保', '母公司担保'],
  intendedBank: ['意向银行', '意向贷款银行'],
  difficulties: ['存在困难', '困难和诉求', '困难诉求', '存在的困难', '主要困难', '存在困难和诉求'],
  discredited: ['是否失信/经营异常', '是否失信', '是否经营异常', '失信/经营异常'],
  contactName: ['联系人', '联系人姓名', '姓名'],
  phone: ['电话', '手机', '联系电话', '联系方式', '手机号', '联系人电话', '手机号码'],
  filledOn: ['填报日期', '日期', '填表日期', '填报时间'],
  willingToShare: ['授权共享', '是否授权共享', '是否同意共享给金融机构', '是否同意共享', '是否同意授权共享'],
  originalRow: ['原行号'],
};

// The table above names every key of the need, so its keys are the fields.
export const SURVEY_FIELDS = Object.keys(FIELD_TITLES) as readonly SurveyField[];

/** Columns marked * in the form. */
export const REQUIRED_FIELDS: readonly SurveyField[] = [
  'name',
  'uscc',
  'amountFen',
  'purpose',
  'contactName',
  'phone',
  'willingToShare',
];
