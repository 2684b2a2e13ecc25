import type { Clause, MatchContext, MatchPolicy, MatchProduct } from '../matching/index.js';
import { FULL_POINTS } from '../matching/index.js';
import { gradeShares, listShare, shareOf } from './grades.js';
import { fixedShare } from './records.js';

/** The most a clause can score from everything but cost, programme and headroom of its funding. */
export function bestShare(
  product: MatchProduct,
  clause: Clause,
  context: MatchContext,
  policy: MatchPolicy,
): number {
  return (
    fixedShare(product, policy) +
    deepest(clause, 'region', context, policy) +
    deepest(clause, 'industry', context, policy) +
    shareOf(policy, 'collateral', FULL_POINTS) +
    shareOf(policy, 'amountHeadroom', FULL_POINTS) +
    shareOf(policy, 'termHeadroom', FULL_POINTS) +
    listShare(policy, product.preferredLists, product.preferredLists)
  );
}

/** A clause that names provinces only never earns what a county would. */
function deepest(
  clause: Clause,
  attribute: 'region' | 'industry',
  { hierarchies }: MatchContext,
  policy: MatchPolicy,
): number {
  let depth = 0;
  for (const atom of clause) {
    if (atom.attribute !== attribute || atom.op !== 'within') continue;
    for (const node of atom.operand) depth = Math.max(depth, hierarchies[attribute].path(node).length);
  }
  return Math.max(...gradeShares(policy, attribute).subarray(0, depth + 1));
}
