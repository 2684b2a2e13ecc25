/**
 * A request as a kernel reads it; the layout of the words of a plan. The six tables are byte offsets in the order of
 * a slot's marks, region and industry byte offsets of their codes, bitmaps word offsets.
 */
export const PLAN = {
  /** How many bitmaps of slots that are not false, and how many tell from them what holds. */
  rows: 0,
  openRows: 1,
  tables: 2,
  region: 8,
  industry: 9,
  bitmaps: 10,
} as const;

/** Unused ones repeat the gates, so that kernels unroll. */
export const UNROLLED_ROWS = 10;
export const MAX_ROWS = 40;
export const PLAN_WORDS = PLAN.bitmaps + 2 * MAX_ROWS;

/** No longer than it has to be: catalogues are matched against by the hundred thousand. */
export type Plan = readonly number[];

/** What one run of a kernel leaves, until its next: exact counts, and the best in descending order. */
export interface Selection {
  eligibleCount: number;
  needsInformationCount: number;
  /** How many of the lists below are filled. */
  size: number;
  scores: Int32Array;
  /** Numbers of the products, and which of their clauses ranked. */
  products: Int32Array;
  clauses: Int32Array;
}

export const emptySelection = (size: number): Selection => ({
  eligibleCount: 0,
  needsInformationCount: 0,
  size: 0,
  scores: new Int32Array(size),
  products: new Int32Array(size),
  clauses: new Int32Array(size),
});
