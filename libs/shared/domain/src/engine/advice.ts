import type { Atom, Attribute, Change, MatchContext, RequestFacts } from '../matching/index.js';
import { applyChanges, COLLATERALS, GUARANTEES, type Collateral } from '../matching/index.js';
import { amountsAdmitted, movesFor, rangeOf, type Range } from '../matching/moves.js';
import { HOLDS, judge, type Condition } from './condition.js';
import { int } from './typed-reads.js';

/** A change an enterprise may really make, and how many products it would win on its own. */
export interface Advice {
  readonly change: Change;
  readonly adds: number;
}

/** Conditions of which any one would do, and how many products they keep away alone. */
export interface Obstacle {
  readonly conditions: readonly Condition[];
  readonly products: number;
}

/** What can be done about one criterion, and what each way would win; nothing where nothing can be changed. */
export function adviceOn(
  attribute: Attribute,
  obstacles: readonly Obstacle[],
  facts: RequestFacts,
  context: MatchContext,
): readonly Advice[] {
  if (obstacles.length === 0) return [];
  switch (attribute) {
    case 'amount': {
      const amount = facts.amount?.value;
      if (amount === undefined) return [];
      const { fen, currency } = amount;
      const admitted = spansBy(({ atoms }) => amountsAdmitted(atoms, amount, context), currency);
      return thresholds(obstacles, Number(fen), admitted).map(({ to, adds }) => ({
        change: { kind: 'amount', to: { fen: BigInt(to), currency } },
        adds,
      }));
    }
    case 'termMonths': {
      const present = facts.termMonths?.value;
      if (present === undefined) return [];
      const admitted = spansBy(({ atoms }) => rangeOf(atoms), 'months');
      return thresholds(obstacles, present, admitted).map(({ to, adds }) => ({
        change: { kind: 'term', toMonths: to },
        adds,
      }));
    }
    case 'collateral':
      return securitiesToAdd(obstacles, facts.collateral?.value.members ?? []);
    case 'purposes':
      return purposesToKeep(obstacles, facts, context);
    default:
      return [];
  }
}

interface Span {
  readonly min: number;
  readonly max: number;
}

const spans = new WeakMap<Condition, Map<string, Span | undefined>>();

/** Conditions and an index's rates never change, so each is read once for each unit. */
function spansBy(read: (condition: Condition) => Range | undefined, unit: string) {
  return (condition: Condition): Span | undefined => {
    const known = spans.get(condition) ?? new Map<string, Span | undefined>();
    if (known.has(unit)) return known.get(unit);
    const range = read(condition);
    const span = range && { min: Number(range.min), max: Number(range.max) };
    spans.set(condition, known.set(unit, span));
    return span;
  };
}

/** The values at which products are won, and how many at each; nearest first, lower ones before higher. */
function thresholds(
  obstacles: readonly Obstacle[],
  present: number,
  admitted: (condition: Condition) => Span | undefined,
): readonly { readonly to: number; readonly adds: number }[] {
  const reached = obstacles.map(({ conditions, products }) => ({
    products,
    spans: conditions.flatMap((condition) => admitted(condition) ?? []),
  }));
  const below = new Set<number>();
  const above = new Set<number>();
  for (const one of reached) {
    for (const { min, max } of one.spans) {
      if (max < present) below.add(max);
      else if (min > present) above.add(min);
    }
  }
  const nearest = [...[...below].sort((a, b) => b - a), ...[...above].sort((a, b) => a - b)];
  const adds = new Int32Array(nearest.length);
  for (const one of reached) {
    for (const [at, to] of nearest.entries()) {
      if (one.spans.some(({ min, max }) => min <= to && to <= max)) adds[at] = int(adds, at) + one.products;
    }
  }
  return nearest.map((to, at) => ({ to, adds: int(adds, at) }));
}

/** Securities or guarantees that would win products if offered beside the present ones. */
function securitiesToAdd(obstacles: readonly Obstacle[], offered: readonly string[]): readonly Advice[] {
  const accepts = (atom: Atom, added: string) =>
    atom.op === 'intersects' && atom.operand.some((code) => code === added || offered.includes(code));
  const adds = new Map<Collateral, number>();
  for (const { conditions, products } of obstacles) {
    const winning = new Set<Collateral>();
    for (const { atoms } of conditions) {
      for (const code of COLLATERALS) if (atoms.every((atom) => accepts(atom, code))) winning.add(code);
    }
    for (const code of winning) adds.set(code, (adds.get(code) ?? 0) + products);
  }
  return mostHelpfulFirst(
    [...adds].map(([add, won]) => ({
      change: { kind: GUARANTEES.includes(add) ? 'guarantee' : 'collateral', add },
      adds: won,
    })),
  );
}

/** Each of several declared purposes, if the request were for that one alone. */
function purposesToKeep(
  obstacles: readonly Obstacle[],
  facts: RequestFacts,
  context: MatchContext,
): readonly Advice[] {
  const ways = movesFor('purposes', [], facts, context).flat();
  const advice = ways.map((change): Advice => {
    const changed = applyChanges(facts, [change]);
    const won = obstacles.filter(({ conditions }) =>
      conditions.some((condition) => (judge(condition, changed, context) & HOLDS) === HOLDS),
    );
    return { change, adds: won.reduce((sum, { products }) => sum + products, 0) };
  });
  return mostHelpfulFirst(advice.filter(({ adds }) => adds > 0));
}

/** Those that win alike stay in registry order. */
const mostHelpfulFirst = (advice: readonly Advice[]): readonly Advice[] =>
  [...advice].sort((a, b) => b.adds - a.adds || orderOf(a) - orderOf(b));

const orderOf = ({ change }: Advice): number => ('add' in change ? COLLATERALS.indexOf(change.add) : 0);
