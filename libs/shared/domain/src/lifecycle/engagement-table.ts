import { ENTERPRISE } from './actors.js';
import type { EngagementState } from './engagement-states.js';
import { ENGAGEMENT_REVIEW_STATES, RESUMABLE_STATES, UNSENT_STATES } from './engagement-states.js';
import type { Transition } from './transition-table.js';
import { STAGE_BEFORE } from './transition-table.js';

/** Conditions a move may need; each is a fact the caller establishes, and a fact not stated does not hold. */
export const ENGAGEMENT_GUARDS = [
  'request_open',
  'request_ended',
  'request_verified',
  'consent_given',
  'below_fan_out_cap',
  'answer_overdue',
  'supplement_overdue',
  'reasons_given',
  'offer_chosen',
  'nothing_left',
  'approval_expired',
  'conditions_unmet',
  'reasons_repairable',
  'repair_done',
  'within_appeal_window',
  'appeal_window_passed',
  'another_person',
  'recommendation_written',
  'need_changed',
] as const;
export type EngagementGuard = (typeof ENGAGEMENT_GUARDS)[number];

const BEFORE_APPROVAL = [...UNSENT_STATES, ...RESUMABLE_STATES, 'incomplete'] as const;
const SENDING = ['request_open', 'request_verified', 'consent_given', 'below_fan_out_cap'] as const;

const ROWS = [
  // The bank is reached, which only a signature allows: by a push it was named for, or by an open listing that hides who asks.
  {
    action: 'push',
    from: ['proposed'],
    to: 'pushed',
    by: ['signatory', 'bureau', 'system'],
    guards: SENDING,
  },
  {
    action: 'express_interest',
    from: ['listed'],
    to: 'interest_expressed',
    by: ['officer'],
    guards: ['request_open'],
    undoable: true,
  },
  { action: 'reveal', from: ['interest_expressed'], to: 'revealed', by: ['signatory'], guards: SENDING },

  // The bank works.
  {
    action: 'accept',
    from: ['pushed', 'revealed'],
    to: 'accepted',
    by: ['officer'],
    guards: ['request_open', 'consent_given'],
    undoable: true,
  },
  {
    // Silence may have followed a second push, whose look is still another person's.
    action: 'accept',
    from: ['re_pushed', 'no_response'],
    to: 'accepted',
    by: ['officer'],
    guards: ['request_open', 'consent_given', 'another_person'],
    undoable: true,
  },
  { action: 'record_contact', from: ['accepted'], to: 'contacted', by: ['officer'], undoable: true },
  {
    action: 'start_due_diligence',
    from: ['contacted'],
    to: 'due_diligence',
    by: ['officer'],
    undoable: true,
  },
  {
    action: 'submit_to_review',
    from: ['due_diligence'],
    to: 'credit_review',
    by: ['officer'],
    undoable: true,
  },
  { action: 'approve', from: ['credit_review'], to: 'approved', by: ['approver'], guards: ['offer_chosen'] },
  { action: 'sign_contract', from: ['approved'], to: 'contracted', by: ['officer', 'reviewer'] },
  // A real disbursement is never refused for quota: only the state decides here.
  {
    action: 'disburse_part',
    from: ['contracted', 'partially_disbursed'],
    to: 'partially_disbursed',
    by: ['officer', 'reviewer'],
  },
  {
    action: 'disburse_in_full',
    from: ['contracted', 'partially_disbursed'],
    to: 'disbursed',
    by: ['officer', 'reviewer'],
  },
  { action: 'close', from: ['disbursed'], to: 'closed', by: ['officer', 'system'] },
  {
    action: 'cancel_rest',
    from: ['partially_disbursed'],
    to: 'closed',
    by: ['officer', 'signatory', 'system'],
  },

  // Papers are missing.
  {
    action: 'mark_incomplete',
    from: RESUMABLE_STATES,
    to: 'incomplete',
    by: ['system'],
    guards: ['supplement_overdue'],
  },
  { action: 'resume', from: ['incomplete'], to: STAGE_BEFORE, by: [...ENTERPRISE, 'officer'] },

  // The bank says no, or nothing.
  {
    action: 'decline',
    from: ['pushed', 'revealed', 'accepted', 'contacted', 'due_diligence'],
    to: 'declined',
    by: ['officer', 'reviewer'],
    guards: ['reasons_given'],
    undoable: true,
  },
  {
    action: 'decline',
    from: ['re_pushed'],
    to: 'declined',
    by: ['officer', 'reviewer'],
    guards: ['reasons_given', 'another_person'],
    undoable: true,
  },
  {
    action: 'decline',
    from: ['credit_review'],
    to: 'declined',
    by: ['reviewer', 'approver'],
    guards: ['reasons_given'],
    undoable: true,
  },
  {
    action: 'record_silence',
    from: ['pushed', 're_pushed'],
    to: 'no_response',
    by: ['system'],
    guards: ['answer_overdue'],
  },
  // The case goes on as another one at the new branch, made in the same transaction: no undo, but a way back.
  {
    action: 'transfer',
    from: [...RESUMABLE_STATES, 'incomplete'],
    to: 'transferred',
    by: ['officer', 'reviewer', 'system'],
  },
  // The enterprise asked for something else meanwhile: the bank confirms that, or need not go on.
  {
    action: 'step_back',
    from: [...ENGAGEMENT_REVIEW_STATES, 'incomplete'],
    to: 'withdrawn',
    by: ['officer', 'reviewer', 'approver'],
    guards: ['need_changed'],
    undoable: true,
  },

  // A refusal is answered.
  {
    action: 'begin_repair',
    from: ['declined'],
    to: 'repairing',
    by: [...ENTERPRISE, 'bureau'],
    guards: ['reasons_repairable', 'within_appeal_window', 'request_open'],
    undoable: true,
  },
  {
    action: 're_push',
    from: ['repairing'],
    to: 're_pushed',
    by: [...ENTERPRISE, 'system'],
    guards: [...SENDING, 'repair_done'],
  },
  {
    action: 're_push',
    from: ['mediation'],
    to: 're_pushed',
    by: ['mediator'],
    guards: [...SENDING, 'recommendation_written'],
  },
  { action: 'abandon_repair', from: ['repairing'], to: 'closed', by: [...ENTERPRISE, 'system'] },
  {
    action: 'appeal',
    from: ['declined'],
    to: 'appealed',
    by: ENTERPRISE,
    guards: ['within_appeal_window'],
  },
  // The bank itself decides an appeal: banks decide on market principles, a mediator only recommends.
  {
    action: 'uphold',
    from: ['appealed'],
    to: 'upheld',
    by: ['reviewer', 'approver'],
    guards: ['another_person'],
  },
  {
    action: 'overturn',
    from: ['appealed'],
    to: 'overturned',
    by: ['reviewer', 'approver'],
    guards: ['another_person'],
  },
  {
    action: 'return_to_review',
    from: ['overturned'],
    to: 'credit_review',
    by: ['officer', 'reviewer', 'system'],
    guards: ['request_open', 'consent_given'],
  },
  { action: 'close_appeal', from: ['upheld'], to: 'closed', by: ['system'] },
  {
    action: 'mediate',
    from: ['declined'],
    to: 'mediation',
    by: [...ENTERPRISE, 'bureau'],
    guards: ['within_appeal_window', 'request_open'],
  },
  { action: 'end_mediation', from: ['mediation'], to: 'closed', by: ['mediator', ...ENTERPRISE] },
  {
    action: 'close_declined',
    from: ['declined'],
    to: 'closed',
    by: ['system'],
    guards: ['appeal_window_passed'],
  },

  // It ends for another reason.
  {
    action: 'withdraw',
    from: UNSENT_STATES,
    to: 'withdrawn',
    by: [...ENTERPRISE, 'bureau', 'system'],
    undoable: true,
  },
  {
    action: 'withdraw',
    from: [...RESUMABLE_STATES, 'incomplete'],
    to: 'withdrawn',
    by: [...ENTERPRISE, 'system'],
    undoable: true,
  },
  {
    action: 'set_aside',
    from: BEFORE_APPROVAL,
    to: 'not_selected',
    by: ['system'],
    guards: ['nothing_left'],
  },
  {
    action: 'not_take',
    from: ['approved', 'contracted'],
    to: 'not_taken',
    by: ['signatory', 'officer', 'system'],
  },
  {
    action: 'lapse',
    from: ['approved', 'contracted'],
    to: 'lapsed',
    by: ['system'],
    guards: ['approval_expired'],
  },
  // What was paid out stays a loan: only the rest of the credit is over.
  {
    action: 'lapse_rest',
    from: ['partially_disbursed'],
    to: 'closed',
    by: ['system'],
    guards: ['approval_expired'],
  },
  {
    action: 'rescind',
    from: ['approved', 'contracted'],
    to: 'rescinded',
    by: ['approver'],
    guards: ['conditions_unmet'],
  },
  {
    action: 'end_with_request',
    from: ['declined', 'repairing', 'appealed', 'upheld', 'overturned', 'mediation', 'no_response'],
    to: 'closed',
    by: ['system'],
    guards: ['request_ended'],
  },
] as const satisfies readonly Transition<EngagementState, string, EngagementGuard>[];

export type EngagementAction = (typeof ROWS)[number]['action'];
export type EngagementTransition = Transition<EngagementState, EngagementAction, EngagementGuard>;
export const ENGAGEMENT_TRANSITIONS: readonly EngagementTransition[] = ROWS;
export const ENGAGEMENT_ACTIONS: readonly EngagementAction[] = [...new Set(ROWS.map((row) => row.action))];
