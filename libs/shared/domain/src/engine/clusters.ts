import type { Clause, Hierarchy, MatchContext, MatchProduct } from '../matching/index.js';
import { byCodeUnits } from '../matching/match.js';

export interface PlacedClause {
  readonly product: MatchProduct;
  readonly clause: Clause;
  readonly index: number;
}

/**
 * The order of clauses in the index: nationwide ones, then province by province and city by city. Only speed depends
 * on it: requests pass over the blocks of other places.
 */
export function clustered(
  products: readonly MatchProduct[],
  { hierarchies }: MatchContext,
): readonly PlacedClause[] {
  const placed = products.flatMap((product) =>
    product.clauses.map((clause, index) => ({
      product,
      clause,
      index,
      cluster: clusterOf(clause, hierarchies.region),
    })),
  );
  return placed.sort(
    (a, b) =>
      byCodeUnits(a.cluster, b.cluster) || byCodeUnits(a.product.id, b.product.id) || a.index - b.index,
  );
}

/** The innermost place that holds all a clause names, as a path. */
function clusterOf(clause: Clause, regions: Hierarchy): string {
  for (const atom of clause) {
    if (atom.attribute !== 'region' || atom.op !== 'within') continue;
    const [first = [], ...others] = atom.operand.map((code) => regions.path(code));
    const common = first.filter((node, level) => others.every((path) => path[level] === node));
    return common.join('/');
  }
  return '';
}
