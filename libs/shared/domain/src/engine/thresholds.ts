import type { Atom, Attribute, MatchContext, RequestFacts } from '../matching/index.js';
import { COLLATERALS, fenOf } from '../matching/index.js';
import type { Condition } from './condition.js';
import type { CodeToAdd, Threshold } from './near-miss.js';

/** Conditions of which any one would do, and how many products they keep away alone. */
export interface Obstacle {
  readonly conditions: readonly Condition[];
  readonly products: number;
}

interface Interval {
  readonly min: number;
  readonly max: number;
}

/** Amounts or terms at which products are won, and how many at each; nearest first, lower ones before higher. */
export function thresholdsOf(
  attribute: Attribute,
  obstacles: readonly Obstacle[],
  facts: RequestFacts,
  context: MatchContext,
): readonly Threshold[] {
  const present = presentValue(attribute, facts, context);
  if (present === undefined) return [];
  const reached = obstacles.map(({ conditions, products }) => ({
    products,
    intervals: conditions.map(intervalOf).filter(({ min, max }) => min <= max),
  }));
  const intervals = reached.flatMap((one) => one.intervals);
  const below = new Set(intervals.filter(({ max }) => max < present).map(({ max }) => max));
  const above = new Set(intervals.filter(({ min }) => min > present).map(({ min }) => min));
  const nearest = [...[...below].sort((a, b) => b - a), ...[...above].sort((a, b) => a - b)];
  return nearest.map((to) => ({
    to: attribute === 'amount' ? BigInt(to) : to,
    adds: reached
      .filter((one) => one.intervals.some(({ min, max }) => min <= to && to <= max))
      .reduce((sum, { products }) => sum + products, 0),
  }));
}

function presentValue(attribute: Attribute, facts: RequestFacts, context: MatchContext): number | undefined {
  if (attribute === 'termMonths') return facts.termMonths?.value;
  if (attribute !== 'amount' || facts.amount === undefined) return undefined;
  const fen = fenOf(facts.amount.value, context);
  return fen === undefined ? undefined : Number(fen);
}

/** The whole numbers a condition admits. */
function intervalOf({ atoms }: Condition): Interval {
  let min = -Infinity;
  let max = Infinity;
  for (const atom of atoms) {
    const admitted = intervalOfAtom(atom);
    min = Math.max(min, admitted.min);
    max = Math.min(max, admitted.max);
  }
  return { min, max };
}

function intervalOfAtom(atom: Atom): Interval {
  switch (atom.op) {
    case 'between':
      return { min: Number(atom.operand.min), max: Number(atom.operand.max) };
    case 'gt':
      return { min: Number(atom.operand) + 1, max: Infinity };
    case 'gte':
      return { min: Number(atom.operand), max: Infinity };
    case 'lt':
      return { min: -Infinity, max: Number(atom.operand) - 1 };
    case 'lte':
      return { min: -Infinity, max: Number(atom.operand) };
    default:
      return { min: Number(atom.operand), max: Number(atom.operand) };
  }
}

/** Securities or guarantees that would win products if offered beside the present ones. */
export function codesToAdd(
  attribute: Attribute,
  obstacles: readonly Obstacle[],
  { collateral }: RequestFacts,
): readonly CodeToAdd[] {
  if (attribute !== 'collateral' || collateral === undefined) return [];
  const { members } = collateral.value;
  const accepts = (atom: Atom, added: string) =>
    atom.op === 'intersects' && atom.operand.some((code) => code === added || members.includes(code));
  return COLLATERALS.map((code) => ({
    code,
    adds: obstacles
      .filter(({ conditions }) => conditions.some(({ atoms }) => atoms.every((atom) => accepts(atom, code))))
      .reduce((sum, { products }) => sum + products, 0),
  }))
    .filter(({ adds }) => adds > 0)
    .sort((a, b) => b.adds - a.adds || (a.code < b.code ? -1 : 1));
}
