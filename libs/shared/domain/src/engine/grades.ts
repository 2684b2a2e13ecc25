import type { MatchContext, MatchPolicy, RequestFacts } from '../matching/index.js';
import { FULL_POINTS, NEUTRAL_POINTS, type Component } from '../matching/index.js';
import type { Condition } from './condition.js';

/** Beside the two truth bits: some single atom of the condition is undecided. */
export const OPEN = 4;
/** Above them: the grade that the condition's part of the score is read by. */
export const GRADE_SHIFT = 3;
export const GRADES = 32;
const HIGHEST = GRADES - 1;

/** How closely a condition that names regions, industries or securities fits the facts, as a small number. */
export function gradeOf(condition: Condition, facts: RequestFacts, { hierarchies }: MatchContext): number {
  switch (condition.attribute) {
    case 'region':
    case 'industry':
      return depthOf(condition, hierarchies[condition.attribute].path(facts[condition.attribute]?.value ?? ''));
    case 'collateral':
      return securityGrade(condition, facts.collateral?.value.members ?? []);
    default:
      return 0;
  }
}

function depthOf({ atoms }: Condition, path: readonly string[]): number {
  let depth = 0;
  for (const atom of atoms) {
    if (atom.op !== 'within') continue;
    for (const node of atom.operand) depth = Math.max(depth, path.indexOf(node) + 1);
  }
  return Math.min(HIGHEST, depth);
}

/** 0: nothing asked, or a loan on credit; n + 1: n of the accepted securities offered. */
function securityGrade({ atoms }: Condition, offered: readonly string[]): number {
  const accepted = new Set(atoms.flatMap((atom) => (atom.op === 'intersects' ? atom.operand : [])));
  if (accepted.size === 0) return 0;
  const common = [...accepted].filter((code) => offered.includes(code));
  return common.includes('unsecured') ? 0 : Math.min(HIGHEST, common.length + 1);
}

/** A component's part of the total, rounded down on its own as the definition does. */
export const shareOf = (policy: MatchPolicy, component: Component, points: number): number =>
  Math.floor((policy.weights[component] * points) / FULL_POINTS);

const clamp = (points: number): number => Math.max(0, Math.min(FULL_POINTS, points));

/** The shares of the components that are read by a grade. */
export function gradeShares(policy: MatchPolicy, component: 'region' | 'industry' | 'collateral'): Int32Array {
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
export function listShare(policy: MatchPolicy, preferred: readonly string[], held: readonly string[]): number {
  const points =
    preferred.length === 0
      ? NEUTRAL_POINTS
      : clamp(policy.points.perPreferredList * preferred.filter((list) => held.includes(list)).length);
  return shareOf(policy, 'lists', points);
}
