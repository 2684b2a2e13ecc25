import type { Money } from '../money/index.js';
import type { Fact, IsoDate, RequestFacts } from './facts.js';
import type { Collateral } from './vocabulary.js';

/** What an enterprise might ask for instead; what is left out stays as it is. Guarantees stand among the collateral. */
export interface Wish {
  readonly amount?: Money;
  readonly termMonths?: number;
  readonly collateral?: readonly Collateral[];
}

/** The facts if the request asked for that; a value nobody has given yet counts as declared on the day. */
export function applyWish(facts: RequestFacts, wish: Wish, asOf: IsoDate): RequestFacts {
  const { amount, termMonths, collateral } = wish;
  const said = <T>(value: T, before: Fact<T> | undefined): Fact<T> =>
    before === undefined
      ? { value, source: 'what-if', date: asOf, provenance: 'declared' }
      : { ...before, value };
  const complete = facts.collateral?.value.complete ?? true;
  return {
    ...facts,
    ...(amount === undefined ? {} : { amount: said(amount, facts.amount) }),
    ...(termMonths === undefined ? {} : { termMonths: said(termMonths, facts.termMonths) }),
    ...(collateral === undefined
      ? {}
      : { collateral: said({ members: collateral, complete }, facts.collateral) }),
  };
}
