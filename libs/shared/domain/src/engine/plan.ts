/**
 * A request as a kernel reads it: word offsets of its bitmaps, byte offsets of its grade tables, and the
 * numbers a score needs. This is the layout of the words of `Plan.words`.
 */
export const PLAN = {
  groups: 0,
  /** 1 when some bitmap tells *not false* from *true*. */
  open: 1,
  region: 2,
  industry: 3,
  collateral: 4,
  /** A word offset, unlike the three before. */
  lists: 5,
  /** One share per mechanism for the firm's size. */
  programme: 6,
  holds: 16,
} as const;

/** The gates are the first of the bitmaps; unused ones repeat them, so that kernels unroll. */
export const UNROLLED_ROWS = 8;
export const MAX_ROWS = 40;
export const PLAN_WORDS = PLAN.holds + 2 * MAX_ROWS;

export interface Plan {
  readonly words: Int32Array;
  readonly amountFen: number | undefined;
  readonly termMonths: number | undefined;
  readonly rateCeiling: number | undefined;
}

/** What one run of a kernel leaves: exact counts, and the best in descending order. */
export interface Selection {
  eligibleCount: number;
  needsInformationCount: number;
  /** How many of the lists below are filled. */
  size: number;
  readonly scores: Int32Array;
  readonly slots: Int32Array;
}

export const emptySelection = (size: number): Selection => ({
  eligibleCount: 0,
  needsInformationCount: 0,
  size: 0,
  scores: new Int32Array(size),
  slots: new Int32Array(size),
});
