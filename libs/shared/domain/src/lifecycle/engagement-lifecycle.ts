import type { Actor } from './actors.js';
import type { EngagementState } from './engagement-states.js';
import { isEngagementTerminal, isResumable } from './engagement-states.js';
import { ENGAGEMENT_MILESTONES, type EngagementMilestone } from './engagement-milestones.js';
import type { EngagementAction, EngagementGuard, EngagementTransition } from './engagement-table.js';
import { ENGAGEMENT_TRANSITIONS } from './engagement-table.js';
import type { Decision, LastMove, TransitionRefusal, UndoRefusal } from './transition-table.js';
import { decideUndo, permittedRow, STAGE_BEFORE } from './transition-table.js';

export type EngagementFacts = { readonly [G in EngagementGuard]?: boolean };
export type EngagementRefusal = TransitionRefusal | `guard.${EngagementGuard}`;

export interface EngagementSituation {
  readonly state: EngagementState;
  /** The stage an `incomplete` engagement was interrupted in. */
  readonly stageBefore?: EngagementState;
  readonly facts: EngagementFacts;
}

export interface EngagementOption {
  readonly action: EngagementAction;
  /** The first condition that is missing; null when the move can be made now. */
  readonly blockedBy: EngagementGuard | null;
}

const missingGuard = (row: EngagementTransition, facts: EngagementFacts): EngagementGuard | null =>
  row.guards?.find((guard) => facts[guard] !== true) ?? null;

/** Decides one move of an engagement: the state, then the actor, then the conditions in the table's order. */
export function decideEngagement(
  situation: EngagementSituation,
  action: EngagementAction,
  actor: Actor,
): Decision<EngagementState, EngagementRefusal> {
  const permitted = permittedRow(ENGAGEMENT_TRANSITIONS, situation.state, action, actor);
  if (!permitted.ok) return permitted;
  const missing = missingGuard(permitted.row, situation.facts);
  if (missing !== null) return { ok: false, code: `guard.${missing}` };
  const { to } = permitted.row;
  if (to !== STAGE_BEFORE) return { ok: true, to };
  const { stageBefore } = situation;
  return stageBefore !== undefined && isResumable(stageBefore)
    ? { ok: true, to: stageBefore }
    : { ok: false, code: 'transition.stage_before_unknown' };
}

/** What an actor could do here, each with the condition that still stands in the way. */
export function engagementOptions(situation: EngagementSituation, actor: Actor): EngagementOption[] {
  return ENGAGEMENT_TRANSITIONS.filter(
    (row) => row.from.includes(situation.state) && row.by.includes(actor),
  ).map((row) => ({ action: row.action, blockedBy: missingGuard(row, situation.facts) }));
}

/** What an actor may do right now. */
export function allowedEngagementActions(situation: EngagementSituation, actor: Actor): EngagementAction[] {
  return engagementOptions(situation, actor)
    .filter((option) => option.blockedBy === null)
    .map((option) => option.action);
}

/** The states in which an act that changes none may be done. */
export const milestoneStates = (milestone: EngagementMilestone): readonly EngagementState[] =>
  ENGAGEMENT_MILESTONES.find((candidate) => candidate.milestone === milestone)?.during ?? [];

/** Decides an act that leaves the state as it is, such as sending an offer or asking for a paper. */
export function decideMilestone(
  state: EngagementState,
  milestone: EngagementMilestone,
  actor: Actor,
): Decision<EngagementState, TransitionRefusal> {
  const row = ENGAGEMENT_MILESTONES.find((candidate) => candidate.milestone === milestone);
  if (!milestoneStates(milestone).includes(state))
    return { ok: false, code: 'transition.not_from_this_state' };
  const by: readonly Actor[] = row?.by ?? [];
  return by.includes(actor) ? { ok: true, to: state } : { ok: false, code: 'transition.not_by_this_actor' };
}

/** Decides whether the last move of an engagement may be taken back. */
export function decideEngagementUndo(
  state: EngagementState,
  last: LastMove<EngagementState, EngagementAction>,
  userId: string,
  asOfMs: number,
): Decision<EngagementState, UndoRefusal> {
  return decideUndo(ENGAGEMENT_TRANSITIONS, state, last, userId, asOfMs);
}

export const REQUEST_ENDS = ['withdrawn', 'expired', 'closed'] as const;
export type RequestEnd = (typeof REQUEST_ENDS)[number];

/** The move the system makes on an engagement when its request ends; null when nothing is left to end. */
export function actionWhenRequestEnds(state: EngagementState, end: RequestEnd): EngagementAction | null {
  // A loan that is paid out goes on living with the bank whatever becomes of the request.
  if (isEngagementTerminal(state) || state === 'disbursed') return null;
  switch (state) {
    case 'approved':
    case 'contracted':
      return 'not_take';
    case 'partially_disbursed':
      return 'cancel_rest';
    case 'declined':
    case 'repairing':
    case 'appealed':
    case 'upheld':
    case 'overturned':
    case 'mediation':
    case 'no_response':
      return 'end_with_request';
    default:
      return end === 'closed' ? 'set_aside' : 'withdraw';
  }
}

/** Which of the two disbursement moves a reported amount makes; an excess over the approval completes it. */
export function disbursementAction(
  approvedFen: bigint,
  disbursedBeforeFen: bigint,
  reportedFen: bigint,
): 'disburse_part' | 'disburse_in_full' {
  return disbursedBeforeFen + reportedFen >= approvedFen ? 'disburse_in_full' : 'disburse_part';
}
