import type { DeclineCode } from '@yinqi/domain/lifecycle';

type Reason = { readonly code: DeclineCode; readonly text: string };

/** What bank officers really write, one to three reasons each with a text of its own. */
// prettier-ignore
export const DECLINES: readonly (readonly Reason[])[] = [
  [{ code: 'COLLATERAL', text: '拟抵押厂房为租赁物业，无法办理抵押登记，可接受值不足申请额的三成。' }],
  [{ code: 'LEVERAGE', text: '资产负债率已超过本行制造业客户75%的准入上限。' }, { code: 'CASH_FLOW', text: '近两年经营净现金流为负，按申请期限测算不足以覆盖本息。' }],
  [{ code: 'AGGREGATE_EXPOSURE', text: '集团在本行授信已接近单一集团客户集中度上限。' }],
  [{ code: 'UNVERIFIABLE_INFORMATION', text: '申报收入与增值税申报数相差约四成，经两次沟通未能说明差异。' }],
  [{ code: 'TRADE_BACKGROUND_UNVERIFIED', text: '订单与报关单收货人不一致，未能提供转单协议。' }],
  [{ code: 'TERMS_NOT_AGREED', text: '企业希望全额信用方式，本行须追加母公司保函，未达成一致。' }],
  [{ code: 'FUNDED_ELSEWHERE', text: '企业已与另一家银行签约，本轮不再需要。' }],
  [{ code: 'CASH_FLOW', text: '主要客户回款周期延长到150天，短期流贷与回款不匹配。' }, { code: 'COLLATERAL', text: '应收账款债务人分散且未确权，质押率无法达到要求。' }],
  [{ code: 'TIME_IN_BUSINESS', text: '企业投产不足一年，尚无完整年度财务数据。' }],
  [{ code: 'HQ_APPROVAL_NOT_OBTAINED', text: '境外总部本季度未批准新增借款，企业建议下季度再议。' }],
];

/** For a refusal the enterprise repairs. */
export const REPAIRABLE_DECLINE: readonly Reason[] = [
  { code: 'TRADE_BACKGROUND_UNVERIFIED', text: '三张订单缺少对应的报关单和运单，请补齐后再报。' },
];
/** For a refusal the enterprise contests. */
export const CONTESTED_DECLINE: readonly Reason[] = [
  { code: 'LEVERAGE', text: '按合并口径测算资产负债率为78%，高于本行上限。' },
];

export const PAPERS: readonly (readonly string[])[] = [
  ['最近一期财务报表（加盖公章）', '前五大客户销售合同'],
  ['近三个月银行流水', '出口报关单与收汇凭证'],
  ['厂房不动产权证', '最近一次评估报告'],
  ['董事会借款决议', '境外母公司最近年度审计报告'],
  ['在手订单清单及交货计划'],
];
export const PAPERS_ANSWERS = [
  '资料已按清单上传，报表为10月末数据。',
  '合同和流水已提供，母公司审计报告为英文版，附中文摘要。',
  '产权证和评估报告已上传，原件可到厂核验。',
] as const;

export const OFFER_CONDITIONS = [
  null,
  null,
  '结算量不低于贷款余额的一倍。',
  '须追加实际控制人承诺函。',
  '首次提款前办妥抵押登记。',
  '母公司出具安慰函，利率按季度结算情况可下调10个基点。',
] as const;
export const CREDIT_CONDITIONS = [null, null, '首次提款前办妥抵押登记。', '每季度报送财务报表。'] as const;

// prettier-ignore
export const RETURN_ITEMS = [
  [{ field: 'purpose', text: '用途请写明对应的合同或采购计划，“资金周转”过于笼统。' }],
  [{ field: 'amountFen', text: '申请金额超过上年营业收入的一半，请核对单位是否为万元。' }],
  [{ field: 'contactPhone', text: '联系电话为空号，请更新。' }, { field: 'neededBy', text: '期望到位时间早于填报日。' }],
  [{ field: 'collateral', text: '勾选了“房产抵押”，但说明中写明厂房为租赁，请更正。' }],
] as const;

export const REJECT_REASONS = [
  '企业已停产清算，不属于本次摸底范围。',
  '注册地不在本省，请向所在地商务部门申报。',
] as const;
export const WITHDRAW_REASONS = [
  '订单取消，暂不需要融资。',
  '改由集团内部资金解决。',
  '已通过既有授信提款。',
] as const;
export const CONTACT_NOTES = [
  '电话联系，约定下周到厂。',
  '已与财务总监通话，核对订单与用款计划。',
  '到厂拜访，查看生产线和在手订单。',
] as const;
