import type { Change } from './changes.js';
import { applyChanges, compareCosts, costOf, MAX_CHANGES } from './changes.js';
import type { MatchContext } from './context.js';
import { completeFacts } from './derive.js';
import type { EvaluatedClause } from './evaluate.js';
import { evaluate } from './evaluate.js';
import type { RequestFacts } from './facts.js';
import { byCodeUnits } from './match.js';
import { isMovable, MOVABLE, movesFor } from './moves.js';
import type { MatchProduct } from './product.js';

export interface Counterfactual {
  readonly productId: string;
  readonly changes: readonly Change[];
}

/** The smallest change (at most two) that makes a product fit; undefined if there is none or none is needed. */
export function counterfactual(
  facts: RequestFacts,
  product: MatchProduct,
  context: MatchContext,
): Counterfactual | undefined {
  const known = completeFacts(facts, context);
  const { verdict, clauses } = evaluate(known, product, context);
  if (verdict === 'eligible') return undefined;
  const candidates = clauses
    .flatMap((clause) => waysInto(clause, known, context))
    .filter((changes) => changes.length <= MAX_CHANGES)
    // Whatever was reckoned, what counts is what the definition then says.
    .filter((changes) => evaluate(applyChanges(known, changes), product, context).verdict === 'eligible')
    .map((changes) => ({ changes, cost: costOf(changes, known) }))
    .sort((a, b) => compareCosts(a.cost, b.cost));
  const [smallest] = candidates;
  return smallest && { productId: product.id, changes: smallest.changes };
}

/** The smallest change for every product that has one, the least demanding first; ties in product order. */
export function counterfactuals(
  facts: RequestFacts,
  products: readonly MatchProduct[],
  context: MatchContext,
): readonly Counterfactual[] {
  return products
    .flatMap((product) => counterfactual(facts, product, context) ?? [])
    .map((found) => ({ found, cost: costOf(found.changes, facts) }))
    .sort((a, b) => compareCosts(a.cost, b.cost) || byCodeUnits(a.found.productId, b.found.productId))
    .map(({ found }) => found);
}

/** Nothing is promised on a guess: a clause with an unknown or an unchangeable false condition offers no way. */
function waysInto(
  { atoms }: EvaluatedClause,
  facts: RequestFacts,
  context: MatchContext,
): readonly (readonly Change[])[] {
  const wrong = atoms.filter(({ truth }) => truth !== 'true');
  if (wrong.some(({ atom, truth }) => truth === 'unknown' || !isMovable(atom.attribute))) return [];
  let ways: readonly (readonly Change[])[] = [[]];
  for (const attribute of MOVABLE) {
    if (!wrong.some(({ atom }) => atom.attribute === attribute)) continue;
    const asked = atoms.map(({ atom }) => atom).filter((atom) => atom.attribute === attribute);
    const moves = movesFor(attribute, asked, facts, context);
    ways = ways.flatMap((way) => moves.map((move) => [...way, ...move]));
  }
  return ways;
}
