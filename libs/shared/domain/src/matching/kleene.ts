/** Kleene's strong three-valued logic. */
export const TRUTHS = ['false', 'unknown', 'true'] as const;
export type Truth = (typeof TRUTHS)[number];

/** True if all are true, false if any is false, else unknown; the empty conjunction is true. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

/** True if any is true, false if all are false, else unknown; the empty disjunction is false. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

/** Negation; the unknown stays unknown. */
export function not(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'true' ? 'false' : 'true';
}

/** A two-valued answer as a truth. */
export const truthOf = (holds: boolean): Truth => (holds ? 'true' : 'false');
