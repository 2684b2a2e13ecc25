import { ENTERPRISE } from './actors.js';
import { ENGAGEMENT_REVIEW_STATES, RESUMABLE_STATES } from './engagement-states.js';

const MILESTONE_ROWS = [
  { milestone: 'send_offer', during: ENGAGEMENT_REVIEW_STATES, by: ['officer', 'reviewer'] },
  { milestone: 'withdraw_offer', during: ENGAGEMENT_REVIEW_STATES, by: ['officer', 'reviewer'] },
  { milestone: 'choose_offer', during: ENGAGEMENT_REVIEW_STATES, by: ['signatory'] },
  { milestone: 'lapse_offer', during: [...RESUMABLE_STATES, 'incomplete'], by: ['system'] },
  { milestone: 'revive_offer', during: [...RESUMABLE_STATES, 'incomplete'], by: ['system'] },
  { milestone: 'ask_supplement', during: RESUMABLE_STATES, by: ['officer', 'reviewer'] },
  { milestone: 'answer_supplement', during: [...RESUMABLE_STATES, 'incomplete'], by: ENTERPRISE },
  // The enterprise's own stage: its head office abroad decides on the loan, and the bank waits.
  { milestone: 'await_hq_approval', during: ENGAGEMENT_REVIEW_STATES, by: ENTERPRISE },
  { milestone: 'record_hq_approval', during: [...ENGAGEMENT_REVIEW_STATES, 'incomplete'], by: ENTERPRISE },
  { milestone: 'record_hq_refusal', during: [...ENGAGEMENT_REVIEW_STATES, 'incomplete'], by: ENTERPRISE },
  // Without a consent in force the bank may not go on, and waits.
  { milestone: 'end_consent', during: [...RESUMABLE_STATES, 'incomplete'], by: ['system'] },
  { milestone: 'renew_consent', during: [...RESUMABLE_STATES, 'incomplete'], by: ['system'] },
  { milestone: 'record_completeness', during: ENGAGEMENT_REVIEW_STATES, by: ['officer', 'reviewer'] },
  {
    milestone: 'confirm_need',
    during: [...ENGAGEMENT_REVIEW_STATES, 'incomplete'],
    by: ['officer', 'reviewer', 'approver'],
  },
  {
    milestone: 'finish_repair_task',
    during: ['repairing'],
    by: [...ENTERPRISE, 'bureau', 'officer', 'reviewer', 'approver'],
  },
  // Money really paid is recorded also when the case was thought to be over: it changes what is known, not the state.
  {
    milestone: 'report_disbursement',
    during: ['disbursed', 'closed', 'not_taken', 'lapsed', 'rescinded'],
    by: ['officer', 'reviewer'],
  },
  {
    milestone: 'report_balance',
    during: ['partially_disbursed', 'disbursed', 'closed', 'not_taken', 'lapsed', 'rescinded'],
    by: ['officer', 'reviewer'],
  },
] as const;

export type EngagementMilestone = (typeof MILESTONE_ROWS)[number]['milestone'];
/** Acts that stand on the timeline and change no state, with when and by whom they may be done. */
export const ENGAGEMENT_MILESTONES = MILESTONE_ROWS;
