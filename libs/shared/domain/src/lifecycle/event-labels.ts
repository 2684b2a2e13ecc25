import type { EngagementMilestone } from './engagement-milestones.js';
import type { EngagementAction } from './engagement-table.js';
import { ENGAGEMENT_ACTION_LABELS, MILESTONE_LABELS } from './labels.js';
import type { RequestAction } from './request-lifecycle.js';

interface Wording {
  readonly zh: string;
  readonly en: string;
}

/** What was done to a request, as its history tells it. */
export const REQUEST_EVENT_LABELS = {
  submit: { zh: '提交需求', en: 'Submitted' },
  verify: { zh: '核验通过', en: 'Verified' },
  return: { zh: '退回补正', en: 'Returned for correction' },
  reject: { zh: '不予登记', en: 'Not registered' },
  mark_duplicate: { zh: '标为重复', en: 'Marked as duplicate' },
  undo_import: { zh: '撤销导入', en: 'Import undone' },
  match_found: { zh: '匹配到产品', en: 'Products found' },
  match_empty: { zh: '未匹配到产品', en: 'No product found' },
  engage: { zh: '开始对接', en: 'Begun with a bank' },
  resume_engagement: { zh: '恢复对接', en: 'Resumed with a bank' },
  reopen: { zh: '重新匹配', en: 'Matched again' },
  fund_part: { zh: '部分放款到账', en: 'Part of the money received' },
  fund_in_full: { zh: '资金全部到账', en: 'All of the money received' },
  close: { zh: '办结', en: 'Closed' },
  withdraw: { zh: '撤回需求', en: 'Withdrawn' },
  expire: { zh: '到期失效', en: 'Expired' },
  copy: { zh: '复制为新需求', en: 'Copied to a new request' },
} as const satisfies Readonly<Record<RequestAction, Wording>>;

type EngagementEvent = EngagementAction | EngagementMilestone;

// Chinese names an act and its record alike; English tells a record in the past.
const DONE_EN: Readonly<Record<EngagementEvent, string>> = {
  push: 'Sent to the bank',
  express_interest: 'Interest expressed',
  reveal: 'Agreed to be revealed',
  accept: 'Taken up for review',
  record_contact: 'First contact made',
  start_due_diligence: 'Due diligence begun',
  submit_to_review: 'Submitted to credit review',
  approve: 'Credit approved',
  sign_contract: 'Contract recorded',
  disburse_part: 'Part disbursement recorded',
  disburse_in_full: 'Disbursement recorded',
  close: 'Closed',
  cancel_rest: 'Rest cancelled',
  mark_incomplete: 'Set aside: documents missing',
  resume: 'Resumed',
  decline: 'Declined',
  record_silence: 'Recorded as no answer',
  transfer: 'Transferred',
  step_back: 'Stepped back after the change',
  begin_repair: 'Repair begun',
  re_push: 'Sent again',
  abandon_repair: 'Repair abandoned',
  appeal: 'Appealed',
  uphold: 'Refusal upheld',
  overturn: 'Refusal overturned',
  return_to_review: 'Returned to credit review',
  close_appeal: 'Appeal closed',
  mediate: 'Mediation asked for',
  end_mediation: 'Mediation ended',
  close_declined: 'Closed',
  withdraw: 'Withdrawn',
  set_aside: 'Set aside',
  not_take: 'Credit not taken',
  lapse: 'Approval lapsed',
  lapse_rest: 'Undrawn rest lapsed',
  rescind: 'Approval rescinded',
  end_with_request: 'Ended with the request',
  send_offer: 'Offer sent',
  withdraw_offer: 'Offer withdrawn',
  choose_offer: 'Offer chosen',
  lapse_offer: 'Offer lapsed',
  revive_offer: 'Standby offer revived',
  ask_supplement: 'Documents asked for',
  answer_supplement: 'Documents supplied',
  await_hq_approval: 'Head office asked for approval',
  record_hq_approval: 'Head office approved',
  record_hq_refusal: 'Head office did not approve',
  end_consent: 'Consent ended',
  renew_consent: 'Consent given again',
  record_completeness: 'Documents recorded as complete',
  confirm_need: 'Changed need confirmed',
  finish_repair_task: 'Repair task finished',
  report_disbursement: 'Further disbursement reported',
  report_balance: 'Balance reported',
};

const ACT_LABELS: Readonly<Record<EngagementEvent, Wording>> = {
  ...ENGAGEMENT_ACTION_LABELS,
  ...MILESTONE_LABELS,
};

/** What was done to an engagement, as its history tells it. */
export const engagementEventLabel = (event: EngagementEvent): Wording => ({
  zh: ACT_LABELS[event].zh,
  en: DONE_EN[event],
});

/** Whether the words of this table cover what a history says was done. */
export const isEngagementEvent = (action: string): action is EngagementEvent =>
  Object.hasOwn(DONE_EN, action);
