import type { Atom, Attribute, MatchContext, RequestFacts } from '../matching/index.js';
import { fenOf } from '../matching/index.js';
import { codesNamed, type Condition } from './condition.js';
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
  const below = new Set<number>();
  const above = new Set<number>();
  for (const one of reached) {
    for (const { min, max } of one.intervals) {
      if (max < present) below.add(max);
      else if (min > present) above.add(min);
    }
  }
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

const intervals = new WeakMap<Condition, Interval>();

/** The whole numbers a condition admits; conditions never change, so each is read once. */
function intervalOf(condition: Condition): Interval {
  const known = intervals.get(condition) ?? readInterval(condition);
  intervals.set(condition, known);
  return known;
}

function readInterval({ atoms }: Condition): Interval {
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
  const adds = new Map<string, number>();
  for (const { conditions, products } of obstacles) {
    const winning = new Set<string>();
    for (const { atoms } of conditions) {
      for (const code of atoms.flatMap(codesNamed)) {
        if (atoms.length === 1 || atoms.every((atom) => accepts(atom, code))) winning.add(code);
      }
    }
    for (const code of winning) adds.set(code, (adds.get(code) ?? 0) + products);
  }
  return [...adds]
    .map(([code, won]) => ({ code, adds: won }))
    .sort((a, b) => b.adds - a.adds || (a.code < b.code ? -1 : 1));
}
