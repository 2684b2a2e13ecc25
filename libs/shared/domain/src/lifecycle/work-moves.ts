import { milestoneStates } from './engagement-lifecycle.js';
import type { EngagementState } from './engagement-states.js';
import type { EngagementAction } from './engagement-table.js';
import { ENGAGEMENT_TRANSITIONS } from './engagement-table.js';
import { rowFor } from './transition-table.js';

/** Moves that go ahead and need no form; a state has at most one of them in the table. */
export const FORWARD_ACTIONS = [
  'accept',
  'record_contact',
  'start_due_diligence',
  'submit_to_review',
  'resume',
  'return_to_review',
  'close',
] as const satisfies readonly EngagementAction[];
export type ForwardAction = (typeof FORWARD_ACTIONS)[number];

const hasRow = (state: EngagementState, action: EngagementAction): boolean =>
  rowFor(ENGAGEMENT_TRANSITIONS, state, action) !== undefined;

/** What "go ahead" means in a state; undefined where the next move asks for something first. */
export const forwardActionOf = (state: EngagementState): ForwardAction | undefined =>
  FORWARD_ACTIONS.find((action) => hasRow(state, action));

/** Whether the bank can say no in this state. */
export const isDeclinable = (state: EngagementState): boolean => hasRow(state, 'decline');

/** Whether the bank can hand a case of this state to another of its offices. */
export const isTransferable = (state: EngagementState): boolean => hasRow(state, 'transfer');

/** Whether the bank can ask for papers in this state. */
export const mayAskForPapers = (state: EngagementState): boolean =>
  milestoneStates('ask_supplement').includes(state);
