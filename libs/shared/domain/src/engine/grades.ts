import type { MatchPolicy, RequestFacts } from '../matching/index.js';
import { FULL_POINTS, NEUTRAL_POINTS, type Component } from '../matching/index.js';
import type { Condition } from './condition.js';

/** Above a code's truth bits: the grade that the condition's part of the score is read by. */
export const GRADE_SHIFT = 3;
export const GRADES = 32;
export const HIGHEST = GRADES - 1;

/** 0: nothing asked, or a loan on credit; n + 1: n of the accepted securities offered. */
export function securityGrade({ atoms }: Condition, { collateral }: RequestFacts): number {
  const offered = collateral?.value.members ?? [];
  const counted = new Set<string>();
  let asked = false;
  for (const atom of atoms) {
    if (atom.op !== 'intersects') continue;
    asked = true;
    for (const code of atom.operand) if (offered.includes(code)) counted.add(code);
  }
  return !asked || counted.has('unsecured') ? 0 : Math.min(HIGHEST, counted.size + 1);
}

/** A component's part of the total, rounded down on its own as the definition does. */
export const shareOf = (policy: MatchPolicy, component: Component, points: number): number =>
  Math.floor((policy.weights[component] * points) / FULL_POINTS);

const clamp = (points: number): number => Math.max(0, Math.min(FULL_POINTS, points));

/** The shares of the components that are read by a grade. */
export function gradeShares(
  policy: MatchPolicy,
  component: 'region' | 'industry' | 'collateral',
): Int32Array {
  const { points } = policy;
  const pointsOf = (grade: number): number => {
    if (component === 'collateral') {
      return grade === 0 ? FULL_POINTS : Math.min(points.collateralCap, points.perCollateral * (grade - 1));
    }
    const byLevel = component === 'region' ? points.regionByLevel : points.industryByLevel;
    return byLevel[Math.min(grade, byLevel.length - 1)] ?? NEUTRAL_POINTS;
  };
  return Int32Array.from({ length: GRADES }, (_, grade) => shareOf(policy, component, pointsOf(grade)));
}

/** What a product's favoured lists add for the lists a firm is on. */
export function listShare(
  policy: MatchPolicy,
  preferred: readonly string[],
  held: readonly string[],
): number {
  const points =
    preferred.length === 0
      ? NEUTRAL_POINTS
      : clamp(policy.points.perPreferredList * preferred.filter((list) => held.includes(list)).length);
  return shareOf(policy, 'lists', points);
}
