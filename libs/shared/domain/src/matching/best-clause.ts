import type { Truth } from './kleene.js';

interface JudgedClause {
  readonly index: number;
  readonly atoms: readonly { readonly truth: Truth }[];
}

/** Conditions met and judged in the alternative a product is counted by. */
export interface ClauseCount {
  readonly clause: number;
  readonly met: number;
  readonly total: number;
}

/** The alternative nearest to holding: fewest false, then fewest unknown conditions, ties by index. */
export function bestClause(clauses: readonly JudgedClause[], scored?: number): ClauseCount | undefined {
  const counted = clauses.map(({ index, atoms }) => ({
    clause: index,
    met: count(atoms, 'true'),
    failed: count(atoms, 'false'),
    total: atoms.length,
  }));
  const ranked = counted.sort(
    (a, b) =>
      // A clause that a ranking has already scored is the one to show.
      Number(b.clause === scored) - Number(a.clause === scored) ||
      a.failed - b.failed ||
      a.total - a.met - (b.total - b.met) ||
      a.clause - b.clause,
  );
  const [best] = ranked;
  return best && { clause: best.clause, met: best.met, total: best.total };
}

const count = (atoms: JudgedClause['atoms'], truth: Truth): number =>
  atoms.filter((atom) => atom.truth === truth).length;
