import type { EngagementState } from './engagement-states.js';
import { ENGAGEMENT_STATES } from './engagement-states.js';

/** The piles of a bank's work, by what is to be done next; whatever lies in none of them has ended for it. */
const AT_WORK = {
  answer: ['pushed', 're_pushed', 'revealed', 'no_response'],
  judge: ['accepted', 'contacted', 'due_diligence', 'incomplete'],
  // An appeal is decided where credit is.
  credit: ['credit_review', 'approved', 'appealed', 'overturned'],
  disburse: ['contracted', 'partially_disbursed', 'disbursed'],
} as const satisfies Record<string, readonly EngagementState[]>;

export type WorkPile = keyof typeof AT_WORK | 'ended';
const isAtWork = (state: EngagementState): boolean =>
  Object.values(AT_WORK).some((states: readonly EngagementState[]) => states.includes(state));

export const WORK_PILES: Readonly<Record<WorkPile, readonly EngagementState[]>> = {
  ...AT_WORK,
  ended: ENGAGEMENT_STATES.filter((state) => !isAtWork(state)),
};

/** The pile a case lies in; one of whose repair the bank owes a part is to be answered like a push. */
export function pileOfState(state: EngagementState, owesRepair = false): WorkPile {
  if (owesRepair && state === 'repairing') return 'answer';
  const piles: readonly WorkPile[] = ['answer', 'judge', 'credit', 'disburse'];
  return piles.find((pile) => WORK_PILES[pile].includes(state)) ?? 'ended';
}
