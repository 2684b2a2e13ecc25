import type { Actor, Side } from './actors.js';
import type { EngagementState } from './engagement-states.js';
import type { EngagementMilestone } from './engagement-milestones.js';
import type { EngagementAction, EngagementGuard } from './engagement-table.js';
import type { OfferState } from './offer.js';
import type { RequestState } from './request-lifecycle.js';

interface Wording {
  readonly zh: string;
  readonly en: string;
}
type Labels<Code extends string> = Readonly<Record<Code, Wording>>;

export const REQUEST_STATE_LABELS = {
  draft: { zh: '草稿', en: 'Draft' },
  submitted: { zh: '已提交', en: 'Submitted' },
  returned: { zh: '退回补正', en: 'Returned for correction' },
  rejected: { zh: '不予登记', en: 'Not registered' },
  duplicate: { zh: '重复登记', en: 'Duplicate' },
  verified: { zh: '已核验', en: 'Verified' },
  unmatched: { zh: '暂无符合产品', en: 'No product fits yet' },
  matched: { zh: '已匹配', en: 'Matched' },
  engaged: { zh: '对接中', en: 'With banks' },
  partially_funded: { zh: '部分放款', en: 'Partly funded' },
  funded: { zh: '资金到位', en: 'Funded' },
  closed: { zh: '已办结', en: 'Closed' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  expired: { zh: '已过期', en: 'Expired' },
} as const satisfies Labels<RequestState>;

export const ENGAGEMENT_STATE_LABELS = {
  proposed: { zh: '待授权推送', en: 'Proposed, awaiting consent' },
  listed: { zh: '公开待接', en: 'Openly listed' },
  interest_expressed: { zh: '银行有意向', en: 'Bank interested' },
  revealed: { zh: '已向银行披露', en: 'Revealed to the bank' },
  pushed: { zh: '已推送', en: 'Sent to the bank' },
  re_pushed: { zh: '再次推送', en: 'Sent again' },
  accepted: { zh: '已受理', en: 'Taken up for review' },
  contacted: { zh: '已首次联系', en: 'First contact made' },
  due_diligence: { zh: '尽职调查', en: 'Due diligence' },
  credit_review: { zh: '授信审批', en: 'Credit review' },
  incomplete: { zh: '资料待补', en: 'Documents missing' },
  approved: { zh: '已授信', en: 'Credit approved' },
  contracted: { zh: '已签约', en: 'Contract signed' },
  partially_disbursed: { zh: '部分放款', en: 'Partly disbursed' },
  disbursed: { zh: '已放款', en: 'Disbursed' },
  closed: { zh: '已办结', en: 'Closed' },
  declined: { zh: '已婉拒', en: 'Declined' },
  repairing: { zh: '补强中', en: 'Being repaired' },
  appealed: { zh: '申请复议', en: 'Appealed' },
  upheld: { zh: '维持原结论', en: 'Refusal upheld' },
  overturned: { zh: '撤销原结论', en: 'Refusal overturned' },
  mediation: { zh: '协调中', en: 'In mediation' },
  no_response: { zh: '超时未答复', en: 'No answer in time' },
  not_selected: { zh: '未被选择', en: 'Not selected' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  not_taken: { zh: '批而未用', en: 'Approved, not taken' },
  lapsed: { zh: '授信已失效', en: 'Approval lapsed' },
  rescinded: { zh: '授信已撤销', en: 'Approval rescinded' },
  transferred: { zh: '已转办', en: 'Transferred' },
} as const satisfies Labels<EngagementState>;

export const OFFER_STATE_LABELS = {
  draft: { zh: '拟稿', en: 'Draft' },
  sent: { zh: '已报价', en: 'Offered' },
  chosen: { zh: '已选择', en: 'Chosen' },
  standby: { zh: '备选', en: 'Standby' },
  not_chosen: { zh: '未选择', en: 'Not chosen' },
  lapsed: { zh: '已失效', en: 'Lapsed' },
  withdrawn: { zh: '银行已撤回', en: 'Withdrawn by the bank' },
} as const satisfies Labels<OfferState>;

export const ENGAGEMENT_ACTION_LABELS = {
  push: { zh: '推送银行', en: 'Send to the bank' },
  express_interest: { zh: '表达意向', en: 'Express interest' },
  reveal: { zh: '同意披露', en: 'Agree to be revealed' },
  accept: { zh: '受理', en: 'Take up for review' },
  record_contact: { zh: '登记首次联系', en: 'Record first contact' },
  start_due_diligence: { zh: '开始尽调', en: 'Start due diligence' },
  submit_to_review: { zh: '提交审批', en: 'Submit to credit review' },
  approve: { zh: '批准授信', en: 'Approve credit' },
  sign_contract: { zh: '登记签约', en: 'Record contract' },
  disburse_part: { zh: '登记部分放款', en: 'Record part disbursement' },
  disburse_in_full: { zh: '登记放款', en: 'Record disbursement' },
  close: { zh: '办结', en: 'Close' },
  cancel_rest: { zh: '取消余额', en: 'Cancel the rest' },
  mark_incomplete: { zh: '转为资料待补', en: 'Mark documents missing' },
  resume: { zh: '继续办理', en: 'Resume' },
  decline: { zh: '婉拒', en: 'Decline' },
  record_silence: { zh: '登记超时未答复', en: 'Record no answer' },
  transfer: { zh: '转办', en: 'Transfer' },
  step_back: { zh: '因需求变更退出', en: 'Step back after the change' },
  begin_repair: { zh: '开始补强', en: 'Begin repair' },
  re_push: { zh: '再次推送', en: 'Send again' },
  abandon_repair: { zh: '放弃补强', en: 'Abandon repair' },
  appeal: { zh: '申请复议', en: 'Appeal' },
  uphold: { zh: '维持原结论', en: 'Uphold' },
  overturn: { zh: '撤销原结论', en: 'Overturn' },
  return_to_review: { zh: '重新审批', en: 'Return to credit review' },
  close_appeal: { zh: '办结复议', en: 'Close appeal' },
  mediate: { zh: '申请协调', en: 'Ask for mediation' },
  end_mediation: { zh: '结束协调', en: 'End mediation' },
  close_declined: { zh: '办结', en: 'Close' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  set_aside: { zh: '未被选择', en: 'Set aside' },
  not_take: { zh: '放弃用信', en: 'Do not take the credit' },
  lapse: { zh: '授信失效', en: 'Approval lapses' },
  lapse_rest: { zh: '授信到期，未用部分失效', en: 'The undrawn rest lapses' },
  rescind: { zh: '撤销授信', en: 'Rescind approval' },
  end_with_request: { zh: '随需求办结', en: 'End with the request' },
} as const satisfies Labels<EngagementAction>;

export const MILESTONE_LABELS = {
  send_offer: { zh: '报价', en: 'Send an offer' },
  withdraw_offer: { zh: '撤回报价', en: 'Withdraw the offer' },
  choose_offer: { zh: '选择报价', en: 'Choose the offer' },
  lapse_offer: { zh: '报价到期失效', en: 'Let the offer lapse' },
  revive_offer: { zh: '备选报价恢复', en: 'Bring the standby back' },
  ask_supplement: { zh: '要求补充材料', en: 'Ask for documents' },
  answer_supplement: { zh: '补交材料', en: 'Supply documents' },
  end_consent: { zh: '授权终止', en: 'End the consent' },
  renew_consent: { zh: '重新授权', en: 'Renew the consent' },
  await_hq_approval: { zh: '报请总部审批', en: 'Ask the head office' },
  record_hq_approval: { zh: '总部已批准', en: 'Record the head office’s approval' },
  record_hq_refusal: { zh: '总部未批准', en: 'Record the head office’s refusal' },
  record_completeness: { zh: '登记资料齐全', en: 'Record documents complete' },
  confirm_need: { zh: '确认变更后的需求', en: 'Confirm the changed need' },
  finish_repair_task: { zh: '完成补强事项', en: 'Finish a repair task' },
  report_disbursement: { zh: '补报放款', en: 'Report a further disbursement' },
  report_balance: { zh: '报告贷款余额', en: 'Report what is still owed' },
} as const satisfies Labels<EngagementMilestone>;

/** Said when a condition is missing: what stands in the way, in words for the person who tried. */
export const GUARD_LABELS = {
  request_open: { zh: '需求已结束，不能再办理', en: 'The request has ended' },
  request_ended: { zh: '需求尚未结束', en: 'The request has not ended' },
  request_verified: { zh: '需求尚未经商务部门核验', en: 'The bureau has not verified the request yet' },
  consent_given: { zh: '企业没有对该银行的有效授权', en: 'No valid consent names this bank' },
  below_fan_out_cap: { zh: '同时对接的银行已达上限', en: 'The limit of banks at one time is reached' },
  answer_overdue: { zh: '银行答复时限未到', en: 'The bank still has time to answer' },
  supplement_overdue: { zh: '补充材料时限未到', en: 'There is still time to supply documents' },
  reasons_given: { zh: '请填写 1 至 4 条婉拒原因', en: 'Give one to four reasons' },
  offer_chosen: { zh: '企业尚未选择本行报价', en: 'The enterprise has not chosen this bank’s offer' },
  nothing_left: { zh: '需求金额尚未选满', en: 'Part of the requested amount is still open' },
  approval_expired: { zh: '授信仍在有效期内', en: 'The approval is still valid' },
  conditions_unmet: { zh: '未登记未满足的授信条件', en: 'No unmet condition has been recorded' },
  reasons_repairable: { zh: '婉拒原因无法补强', en: 'None of the reasons can be repaired' },
  repair_done: { zh: '补强事项尚未全部完成', en: 'Repair tasks are still open' },
  within_appeal_window: { zh: '已超过 28 天的复议期', en: 'The 28 days for an appeal have passed' },
  appeal_window_passed: { zh: '28 天复议期未满', en: 'The 28 days for an appeal have not passed' },
  another_person: {
    zh: '须由作出婉拒以外的人员办理',
    en: 'Somebody other than who declined must decide this',
  },
  recommendation_written: { zh: '协调人尚未写明建议', en: 'The mediator has not written a recommendation' },
  need_changed: { zh: '需求没有待确认的变更', en: 'No change of the need waits to be confirmed' },
} as const satisfies Labels<EngagementGuard>;

export const ACTOR_LABELS = {
  enterprise: { zh: '企业经办人', en: 'Enterprise staff' },
  signatory: { zh: '企业授权签字人', en: 'Authorised signatory' },
  bureau: { zh: '商务部门', en: 'Commerce bureau' },
  officer: { zh: '银行经办', en: 'Bank officer' },
  reviewer: { zh: '银行复核', en: 'Bank reviewer' },
  approver: { zh: '银行签批', en: 'Bank approver' },
  mediator: { zh: '协调人', en: 'Mediator' },
  system: { zh: '平台', en: 'Platform' },
} as const satisfies Labels<Actor>;

export const SIDE_LABELS = {
  enterprise: { zh: '企业', en: 'the enterprise' },
  bank: { zh: '银行', en: 'the bank' },
  bureau: { zh: '商务部门', en: 'the commerce bureau' },
  system: { zh: '平台', en: 'the platform' },
} as const satisfies Labels<Side>;
