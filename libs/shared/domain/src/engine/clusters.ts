import type { Clause, Hierarchy, MatchContext, MatchPolicy, MatchProduct } from '../matching/index.js';
import { FULL_POINTS } from '../matching/index.js';
import { fixedShare } from './records.js';

export interface PlacedClause {
  readonly product: MatchProduct;
  readonly clause: Clause;
  readonly index: number;
}

/**
 * The order of clauses in the index: nationwide ones, then province by province, the generally attractive first.
 * Only speed depends on it. Requests pass over other provinces' blocks, and the best enter the ranking early.
 */
export function clustered(
  products: readonly MatchProduct[],
  { hierarchies }: MatchContext,
  policy: MatchPolicy,
): readonly PlacedClause[] {
  const placed = products.flatMap((product) => {
    const attraction = attractionOf(product, policy);
    return product.clauses.map((clause, index) => ({
      product,
      clause,
      index,
      attraction,
      cluster: clusterOf(clause, hierarchies.region),
    }));
  });
  return placed.sort(
    (a, b) =>
      (a.cluster < b.cluster ? -1 : a.cluster > b.cluster ? 1 : 0) ||
      b.attraction - a.attraction ||
      (a.product.id < b.product.id ? -1 : a.product.id > b.product.id ? 1 : 0) ||
      a.index - b.index,
  );
}

function clusterOf(clause: Clause, regions: Hierarchy): string {
  for (const atom of clause) {
    if (atom.attribute !== 'region' || atom.op !== 'within') continue;
    const roots = new Set(atom.operand.map((code) => regions.path(code)[0]));
    const [root] = roots;
    if (roots.size === 1 && root !== undefined) return root;
  }
  return '';
}

function attractionOf(product: MatchProduct, policy: MatchPolicy): number {
  const rate = product.rateFromBp ?? 0;
  return fixedShare(product, policy) - (policy.weights.cost * policy.points.perRateBp * rate) / FULL_POINTS;
}
