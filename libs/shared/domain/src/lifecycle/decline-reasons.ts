import type { DeclineCode, DeclineFamily } from './decline-codes.js';

interface Wording {
  readonly zh: string;
  readonly en: string;
}

export interface DeclineReason extends Wording {
  readonly family: DeclineFamily;
  /** What the enterprise can do about it; null when nothing on its side would change the answer. */
  readonly repair: Wording | null;
}

const fixed = (family: DeclineFamily, zh: string, en: string): DeclineReason => ({
  family,
  zh,
  en,
  repair: null,
});
const repairable = (
  family: DeclineFamily,
  zh: string,
  en: string,
  repairZh: string,
  repairEn: string,
): DeclineReason => ({ family, zh, en, repair: { zh: repairZh, en: repairEn } });

export const DECLINE_REASONS: Readonly<Record<DeclineCode, DeclineReason>> = {
  BUSINESS_CREDIT: repairable(
    'credit',
    '企业信用记录有不良信息',
    'Adverse entries in the company’s credit record',
    '结清或更正不良记录，上传结清证明或异议处理结果。',
    'Settle or correct the entries and upload the proof of settlement or the result of the objection.',
  ),
  OWNER_GUARANTOR_CREDIT: repairable(
    'credit',
    '实际控制人或担保人信用不符合要求',
    'Credit record of the owner or guarantor falls short',
    '更换担保人，或上传该记录的结清证明。',
    'Name another guarantor, or upload proof that the entry has been settled.',
  ),
  AGGREGATE_EXPOSURE: fixed('credit', '授信总额已达上限', 'Total exposure has reached its limit'),
  RELATED_GUARANTEE_RISK: repairable(
    'credit',
    '关联担保风险较高',
    'Related-party guarantees carry too much risk',
    '解除或压降对外担保，上传解除协议。',
    'Release or reduce guarantees given to others and upload the release agreement.',
  ),
  LITIGATION: repairable(
    'credit',
    '存在未了结诉讼或被执行事项',
    'Pending litigation or enforcement',
    '上传结案文书或和解协议。',
    'Upload the closing judgment or the settlement agreement.',
  ),
  CASH_FLOW: repairable(
    'repayment',
    '经营现金流不足以覆盖还款',
    'Operating cash flow does not cover repayment',
    '调整金额或期限，或补充在手订单、回款计划。',
    'Change the amount or term, or add orders in hand and a collection plan.',
  ),
  LEVERAGE: repairable(
    'repayment',
    '负债水平偏高',
    'Leverage is too high',
    '说明增资或还款安排，上传股东决议或还款凭证。',
    'Explain a capital increase or repayments, with the shareholders’ resolution or receipts.',
  ),
  TIME_IN_BUSINESS: fixed('repayment', '经营年限不足', 'Too short a time in business'),
  COLLATERAL: repairable(
    'security',
    '抵质押物不足或不合格',
    'Collateral is insufficient or unsuitable',
    '补充抵质押物，或改用担保、信保、母公司保函。',
    'Add collateral, or offer a guarantee, export credit insurance or a parent guarantee.',
  ),
  COLLATERAL_ENCUMBERED: repairable(
    'security',
    '抵质押物已设定他项权利',
    'Collateral is already encumbered',
    '办理解押，上传注销证明，或更换抵质押物。',
    'Have the encumbrance removed and upload the cancellation, or offer other collateral.',
  ),
  UNVERIFIABLE_INFORMATION: repairable(
    'documents',
    '资料无法核实',
    'Information could not be verified',
    '按银行列出的事项补充原件或官方查询件。',
    'Supply originals or official extracts for the points the bank has listed.',
  ),
  TRADE_BACKGROUND_UNVERIFIED: repairable(
    'documents',
    '贸易背景无法核实',
    'Trade background could not be verified',
    '补充合同、报关单、发票、运单，四项对应。',
    'Supply contract, customs declaration, invoice and waybill that correspond to one another.',
  ),
  TAX_OR_FILING_ARREARS: repairable(
    'documents',
    '欠税或未按期年报',
    'Tax arrears or overdue annual filing',
    '补缴或补报，上传完税证明或公示截图。',
    'Pay or file what is outstanding and upload the tax certificate or the published filing.',
  ),
  INDUSTRY_POLICY: fixed('policy', '不符合行业信贷政策', 'Outside the bank’s industry policy'),
  ENVIRONMENTAL: repairable(
    'policy',
    '环保要求未达标',
    'Environmental requirements not met',
    '完成整改，上传环评批复或验收意见。',
    'Complete the rectification and upload the environmental approval or acceptance.',
  ),
  PROGRAMME_CRITERIA: fixed('policy', '不符合专项工具的支持条件', 'Outside the programme’s criteria'),
  USE_OF_PROCEEDS: repairable(
    'policy',
    '贷款用途不符合规定',
    'Use of proceeds not permitted',
    '如实说明实际用途，并附合同或采购清单。',
    'State the actual use truthfully and attach the contract or purchase list.',
  ),
  FX_DEBT_HEADROOM: repairable(
    'policy',
    '外债额度不足',
    'Not enough foreign-debt headroom',
    '办理额度调整，或改用境内人民币贷款。',
    'Have the headroom adjusted, or ask for a domestic CNY loan instead.',
  ),
  OUT_OF_TERRITORY: fixed('policy', '不在本行服务区域', 'Outside the area the branch serves'),
  BANK_QUOTA_EXHAUSTED: fixed('bank_side', '本行相关额度已用完', 'The bank’s quota is used up'),
  NO_CURRENT_NEED: fixed('enterprise_side', '企业暂无融资需求', 'The enterprise has no need at present'),
  FUNDED_ELSEWHERE: fixed('enterprise_side', '企业已从他行获得融资', 'The enterprise was funded elsewhere'),
  TERMS_NOT_AGREED: fixed('enterprise_side', '双方未就条件达成一致', 'Terms were not agreed'),
  UNREACHABLE: repairable(
    'enterprise_side',
    '多次联系未能接通',
    'The enterprise could not be reached',
    '核对并更新联系人和电话。',
    'Check and update the contact person and telephone number.',
  ),
  HQ_APPROVAL_NOT_OBTAINED: repairable(
    'enterprise_side',
    '企业未取得境外总部批准',
    'Head-office approval was not obtained',
    '取得总部批准后上传批准文件。',
    'Upload the approval once the head office has given it.',
  ),
  COMPLIANCE_CONFIDENTIAL: fixed(
    'confidential',
    '未通过银行内部合规审查',
    'Did not pass the bank’s internal compliance review',
  ),
  OTHER: fixed('other', '其他原因', 'Another reason'),
};

export const DECLINE_FAMILY_LABELS = {
  credit: { zh: '信用', en: 'Credit' },
  repayment: { zh: '还款能力', en: 'Repayment' },
  security: { zh: '担保', en: 'Security' },
  documents: { zh: '资料', en: 'Documents' },
  policy: { zh: '政策', en: 'Policy' },
  bank_side: { zh: '银行方原因', en: 'Bank side' },
  enterprise_side: { zh: '企业方原因', en: 'Enterprise side' },
  confidential: { zh: '未通过银行内部合规审查', en: 'Did not pass the bank’s internal compliance review' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<DeclineFamily, Wording>;

/** Whether a plan of repair can be opened for at least one of the reasons given. */
export function hasRepairableReason(codes: readonly DeclineCode[]): boolean {
  return codes.some((code) => DECLINE_REASONS[code].repair !== null);
}
