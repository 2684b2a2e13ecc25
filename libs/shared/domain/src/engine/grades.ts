import type { Clause, MatchContext, MatchPolicy, MatchProduct } from '../matching/index.js';
import { FULL_POINTS, NEUTRAL_POINTS, type Component } from '../matching/index.js';

/** Above a code's truth bits: how deep the fact meets the condition. */
export const GRADE_SHIFT = 3;
export const GRADES = 32;
export const HIGHEST = GRADES - 1;

export type GradedComponent = 'region' | 'industry';

/** A component's part of the total, rounded down on its own as the definition does. */
export const shareOf = (policy: MatchPolicy, component: Component, points: number): number =>
  Math.floor((policy.weights[component] * points) / FULL_POINTS);

const clamp = (points: number): number => Math.max(0, Math.min(FULL_POINTS, points));

/** The shares of a component by the level on which place or trade are met. */
export function gradeShares(policy: MatchPolicy, component: GradedComponent): Int32Array {
  const { regionByLevel, industryByLevel } = policy.points;
  const byLevel = component === 'region' ? regionByLevel : industryByLevel;
  const pointsOf = (grade: number) => byLevel[Math.min(grade, byLevel.length - 1)] ?? NEUTRAL_POINTS;
  return Int32Array.from({ length: GRADES }, (_, grade) => shareOf(policy, component, pointsOf(grade)));
}

/** The level on which whoever fits a clause meets it; undefined where that differs between requests. */
export function gradeOf(
  clause: Clause,
  attribute: GradedComponent,
  { hierarchies }: MatchContext,
): number | undefined {
  let grade = 0;
  for (const atom of clause) {
    if (atom.attribute !== attribute || atom.op !== 'within') continue;
    for (const node of atom.operand) {
      const level = Math.min(HIGHEST, hierarchies[attribute].path(node).length);
      // A code that no table knows is met by itself alone, on no level.
      if (level === 0 || (grade !== 0 && level !== grade)) return undefined;
      grade = level;
    }
  }
  return grade;
}

export function costShare(
  policy: MatchPolicy,
  rate: number | undefined,
  ceiling: number | undefined,
): number {
  const points =
    rate === undefined || ceiling === undefined
      ? NEUTRAL_POINTS
      : clamp((ceiling - rate) * policy.points.perRateBp);
  return shareOf(policy, 'cost', points);
}

export function headroomShare(
  policy: MatchPolicy,
  component: 'amountHeadroom' | 'termHeadroom',
  ceiling: number | undefined,
  wish: number | undefined,
): number {
  if (ceiling === undefined) return shareOf(policy, component, FULL_POINTS);
  return shareOf(policy, component, wish === undefined ? NEUTRAL_POINTS : headroomPoints(wish, ceiling));
}

// (c − w) × 1000 stays below 2^53: the quotient of exact doubles then has the exact floor.
const EXACT_SPAN = Math.floor(Number.MAX_SAFE_INTEGER / FULL_POINTS);

/** Points for the part of a ceiling left above the wish; both whole numbers. */
function headroomPoints(wish: number, ceiling: number): number {
  const left = ceiling - wish;
  if (ceiling <= 0 || left <= 0) return 0;
  if (left >= ceiling) return FULL_POINTS;
  if (left <= EXACT_SPAN) return Math.floor((left * FULL_POINTS) / ceiling);
  return Number((BigInt(left) * BigInt(FULL_POINTS)) / BigInt(ceiling));
}

/** What the securities a clause accepts add for those a firm offers; nothing accepted means nothing asked. */
export function securityShare(
  policy: MatchPolicy,
  accepted: readonly string[],
  offered: readonly string[],
): number {
  const { collateralCap, perCollateral } = policy.points;
  const common = new Set(accepted.filter((code) => offered.includes(code)));
  const isFull = accepted.length === 0 || common.has('unsecured');
  const points = isFull ? FULL_POINTS : Math.min(collateralCap, perCollateral * common.size);
  return shareOf(policy, 'collateral', points);
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

/** The parts of a score that no request changes. */
export function fixedShare(product: MatchProduct, policy: MatchPolicy): number {
  const { points } = policy;
  const speed =
    product.conclusionDays === undefined
      ? NEUTRAL_POINTS
      : clamp(FULL_POINTS - points.perConclusionDay * product.conclusionDays);
  const responsiveness =
    product.responsiveness === undefined ? NEUTRAL_POINTS : points.responsiveness[product.responsiveness];
  return shareOf(policy, 'speed', speed) + shareOf(policy, 'responsiveness', responsiveness);
}

/** The lowest upper bound a clause sets on a magnitude, as scoring counts headroom; undefined without one. */
export function ceilingOf(clause: Clause, attribute: 'amount' | 'termMonths'): number | undefined {
  let lowest: number | undefined;
  for (const atom of clause) {
    if (atom.attribute !== attribute) continue;
    let bound: number | undefined;
    if (atom.op === 'between') bound = Number(atom.operand.max);
    else if (atom.op === 'lte') bound = Number(atom.operand);
    // Magnitudes are whole: below 100 is at most 99.
    else if (atom.op === 'lt') bound = Number(atom.operand) - 1;
    else if (atom.op === 'is' && typeof atom.operand !== 'string' && typeof atom.operand !== 'boolean') {
      bound = Number(atom.operand);
    }
    if (bound !== undefined && (lowest === undefined || bound < lowest)) lowest = bound;
  }
  return lowest;
}
