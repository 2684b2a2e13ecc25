/** What is known of a slot besides its bitmaps, in words. */
export const RECORD_WORDS = 8;
export const RECORD = {
  product: 0,
  rank: 1,
  pool: 2,
  /** Twice the clause's index; odd where the product has other clauses, which may hold as well. */
  clause: 3,
  /** A slot that all clauses of the product name, so that they are counted once. */
  home: 4,
  /** Numbers of the conditions whose grade a score may depend on. */
  region: 5,
  industry: 6,
  /** Whether all gates but the quota's are open. */
  open: 7,
} as const;

/** What scoring reads of a slot, in halves of a word: two of them, then six numbers for the tables of a plan. */
export const MARKS = 8;
export const MARK = { share: 0, flags: 1, tables: 2 } as const;

export const FLAG = {
  /** The product has other clauses. */
  several: 1,
  /** How deep place or trade are met differs between requests that fit. */
  graded: 2,
} as const;
