import { fenOf } from './atoms.js';
import type { Hierarchy, MatchContext } from './context.js';
import type { Attribute } from './criteria.js';
import type { RequestFacts } from './facts.js';
import type { Component, Contributions, MatchPolicy } from './policy.js';
import { COMPONENTS, FULL_POINTS, NEUTRAL_POINTS } from './policy.js';
import type { MatchProduct } from './product.js';
import type { Clause, Magnitude } from './rules.js';

export interface Score {
  readonly total: number;
  readonly contributions: Contributions;
}

type Points = MatchPolicy['points'];

/** Fit of one clause that holds: integer contributions that add up exactly to the total. */
export function scoreClause(
  facts: RequestFacts,
  product: MatchProduct,
  clause: Clause,
  context: MatchContext,
  policy: MatchPolicy,
): Score {
  const points = judge(facts, product, clause, context, policy.points);
  // Rounded down each on its own, so that SQL, WASM and this function agree bit for bit.
  const share = (component: Component) =>
    Math.floor((policy.weights[component] * points[component]) / FULL_POINTS);
  const contributions: Contributions = {
    cost: share('cost'),
    programme: share('programme'),
    amountHeadroom: share('amountHeadroom'),
    termHeadroom: share('termHeadroom'),
    region: share('region'),
    industry: share('industry'),
    collateral: share('collateral'),
    speed: share('speed'),
    lists: share('lists'),
    facilityHeadroom: share('facilityHeadroom'),
    responsiveness: share('responsiveness'),
  };
  return {
    total: COMPONENTS.reduce((sum, component) => sum + contributions[component], 0),
    contributions,
  };
}

function judge(
  facts: RequestFacts,
  product: MatchProduct,
  clause: Clause,
  context: MatchContext,
  points: Points,
): Contributions {
  const amountFen = facts.amount && fenOf(facts.amount.value, context);
  const { region, industry } = context.hierarchies;
  const size = facts.sizeClass?.value;
  const { headroom, mechanism } = product.facility;
  const programme: Readonly<Record<string, number>> = points.programme[mechanism];
  return {
    cost: costPoints(facts.rateCeilingBp?.value, product.rateFromBp, points),
    programme: size === undefined ? NEUTRAL_POINTS : (programme[size] ?? NEUTRAL_POINTS),
    amountHeadroom: headroomPoints(amountFen, upperBound(clause, 'amount')),
    termHeadroom: headroomPoints(facts.termMonths?.value, upperBound(clause, 'termMonths')),
    region: depthPoints(clause, 'region', facts.region?.value, region, points.regionByLevel),
    industry: depthPoints(clause, 'industry', facts.industry?.value, industry, points.industryByLevel),
    collateral: collateralPoints(clause, facts.collateral?.value.members ?? [], points),
    speed:
      product.conclusionDays === undefined
        ? NEUTRAL_POINTS
        : clamp(FULL_POINTS - points.perConclusionDay * product.conclusionDays),
    lists: listPoints(product.preferredLists, facts.enterpriseLists?.value.members ?? [], points),
    facilityHeadroom: headroom === undefined ? NEUTRAL_POINTS : points.headroom[headroom],
    responsiveness:
      product.responsiveness === undefined ? NEUTRAL_POINTS : points.responsiveness[product.responsiveness],
  };
}

const clamp = (points: number): number => Math.max(0, Math.min(FULL_POINTS, points));

function costPoints(ceilingBp: number | undefined, rateFromBp: number | undefined, points: Points): number {
  if (ceilingBp === undefined || rateFromBp === undefined) return NEUTRAL_POINTS;
  return clamp((ceilingBp - rateFromBp) * points.perRateBp);
}

/** The share of the ceiling left above the wish; a clause without a ceiling leaves all of it. */
function headroomPoints(wish: Magnitude | undefined, ceiling: bigint | undefined): number {
  if (ceiling === undefined) return FULL_POINTS;
  if (wish === undefined) return NEUTRAL_POINTS;
  if (ceiling <= 0n) return 0;
  return clamp(Number(((ceiling - BigInt(wish)) * BigInt(FULL_POINTS)) / ceiling));
}

/** The lowest upper bound a clause sets on a magnitude. */
function upperBound(clause: Clause, attribute: Attribute): bigint | undefined {
  const bounds = clause.flatMap((atom) => {
    if (atom.attribute !== attribute) return [];
    if (atom.op === 'between') return [BigInt(atom.operand.max)];
    if (atom.op === 'lte') return [BigInt(atom.operand)];
    // Magnitudes are whole: below 100 is at most 99.
    if (atom.op === 'lt') return [BigInt(atom.operand) - 1n];
    if (atom.op === 'is' && (typeof atom.operand === 'number' || typeof atom.operand === 'bigint')) {
      return [BigInt(atom.operand)];
    }
    return [];
  });
  const [first, ...others] = bounds;
  return others.reduce((lowest, bound) => (lowest !== undefined && bound > lowest ? lowest : bound), first);
}

/** The more precisely a product names the firm's place or trade, the closer it is to it. */
function depthPoints(
  clause: Clause,
  attribute: Attribute,
  code: string | undefined,
  hierarchy: Hierarchy,
  byLevel: readonly number[],
): number {
  const path = code === undefined ? [] : hierarchy.path(code);
  const named = clause.flatMap((atom) =>
    atom.attribute === attribute && atom.op === 'within' ? atom.operand : [],
  );
  const level = Math.max(0, ...named.map((node) => path.indexOf(node) + 1));
  return byLevel[Math.min(level, byLevel.length - 1)] ?? NEUTRAL_POINTS;
}

function collateralPoints(clause: Clause, offered: readonly string[], points: Points): number {
  const accepted = clause.flatMap((atom) =>
    atom.attribute === 'collateral' && atom.op === 'intersects' ? atom.operand : [],
  );
  if (accepted.length === 0) return FULL_POINTS;
  const common = new Set(accepted.filter((code) => offered.includes(code)));
  if (common.has('unsecured')) return FULL_POINTS;
  return Math.min(points.collateralCap, points.perCollateral * common.size);
}

function listPoints(preferred: readonly string[], held: readonly string[], points: Points): number {
  if (preferred.length === 0) return NEUTRAL_POINTS;
  return clamp(points.perPreferredList * preferred.filter((list) => held.includes(list)).length);
}
