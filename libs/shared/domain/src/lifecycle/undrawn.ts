import type { EngagementState } from './engagement-states.js';

const DRAWABLE_STATES: readonly EngagementState[] = ['approved', 'contracted', 'partially_disbursed'];

export interface Undrawn {
  readonly fen: bigint;
  /** It can still be drawn; else the case is over and it was approved and not used (批而未用). */
  readonly isDrawable: boolean;
}

/** What of an approved credit was never paid out; null where there is none, or all of it was. */
export function undrawnOf({
  state,
  approvedFen,
  disbursedFen,
}: {
  readonly state: EngagementState;
  readonly approvedFen: bigint | null;
  readonly disbursedFen: bigint;
}): Undrawn | null {
  if (approvedFen === null || approvedFen <= disbursedFen) return null;
  return { fen: approvedFen - disbursedFen, isDrawable: DRAWABLE_STATES.includes(state) };
}
