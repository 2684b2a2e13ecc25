import type { Money } from '../money/index.js';
import type { RequestFacts, SetValue } from './facts.js';
import type { Collateral, Purpose } from './vocabulary.js';
import { COLLATERALS, PURPOSES } from './vocabulary.js';

/**
 * Something an enterprise may really change about this request. Never its history, and never the purpose, save to
 * one of several it has itself declared.
 */
export type Change =
  | { readonly kind: 'amount'; readonly to: Money }
  | { readonly kind: 'term'; readonly toMonths: number }
  | { readonly kind: 'collateral' | 'guarantee'; readonly add: Collateral }
  | { readonly kind: 'purpose'; readonly to: Purpose };

// Three changes describe another request, not this one.
export const MAX_CHANGES = 2;

/** The facts as they would be after the changes, for what-if answers. */
export function applyChanges(facts: RequestFacts, changes: readonly Change[]): RequestFacts {
  return changes.reduce(applyChange, facts);
}

function applyChange(facts: RequestFacts, change: Change): RequestFacts {
  const { amount, termMonths, collateral, purposes } = facts;
  switch (change.kind) {
    case 'amount':
      return amount ? { ...facts, amount: { ...amount, value: change.to } } : facts;
    case 'term':
      return termMonths ? { ...facts, termMonths: { ...termMonths, value: change.toMonths } } : facts;
    case 'collateral':
    case 'guarantee':
      return collateral
        ? { ...facts, collateral: { ...collateral, value: withMember(collateral.value, change.add) } }
        : facts;
    case 'purpose':
      return purposes
        ? { ...facts, purposes: { ...purposes, value: { ...purposes.value, members: [change.to] } } }
        : facts;
  }
}

const withMember = ({ members, complete }: SetValue, added: string): SetValue => ({
  members: [...members, added],
  complete,
});

/**
 * How much is asked of the enterprise, compared part by part: fewest changes, then fewest new securities, fewest
 * purposes given up, the smallest move of the amount (in its own currency), of the term, registry order.
 */
export type ChangeCost = readonly [
  changes: number,
  securities: number,
  purposes: number,
  amountMove: number,
  termMove: number,
  securityOrder: number,
  purposeOrder: number,
];

/** What a set of changes asks, for ranking it among others. */
export function costOf(changes: readonly Change[], { amount, termMonths }: RequestFacts): ChangeCost {
  let [securities, purposes, amountMove, termMove, securityOrder, purposeOrder] = [0, 0, 0, 0, 0, 0];
  for (const change of changes) {
    switch (change.kind) {
      case 'amount':
        // Both lie within ±(2^53 − 1) and a wish above zero, so that their distance is exact.
        amountMove = Math.abs(Number(change.to.fen - (amount?.value.fen ?? 0n)));
        break;
      case 'term':
        termMove = Math.abs(change.toMonths - (termMonths?.value ?? 0));
        break;
      case 'purpose':
        purposes += 1;
        purposeOrder = PURPOSES.indexOf(change.to);
        break;
      default:
        securities += 1;
        securityOrder = securityOrder * COLLATERALS.length + COLLATERALS.indexOf(change.add);
    }
  }
  return [changes.length, securities, purposes, amountMove, termMove, securityOrder, purposeOrder];
}

/** Below zero when the first asks less. */
export function compareCosts(a: ChangeCost, b: ChangeCost): number {
  for (let at = 0; at < a.length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
