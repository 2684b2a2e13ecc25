import type { FrozenConditions } from '@yinqi/contracts/engagements';
import type { MatchAccount } from '../matching/matching.public.js';

/** The alternative that fits best, as it was judged when the bank was reached. */
export function frozenConditionsOf({ explanation, clause }: MatchAccount): FrozenConditions {
  const judged = explanation.clauses.find(({ index }) => index === clause);
  // The explanation is plain JSON of the very shape the contract lists; only readonly differs.
  return { asOf: explanation.asOf, atoms: structuredClone(judged?.atoms ?? []) as FrozenConditions['atoms'] };
}
