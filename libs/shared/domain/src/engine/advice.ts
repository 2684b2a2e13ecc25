import type { Atom, Attribute, Change, MatchContext, RequestFacts } from '../matching/index.js';
import { applyChanges, COLLATERALS, GUARANTEES, PURPOSES } from '../matching/index.js';
import { amountsAdmitted, movesFor, rangeOf, type Range } from '../matching/moves.js';
import { codesNamed, HOLDS, judge, type Condition } from './condition.js';
import { countUpTo } from './fact-key.js';
import { double, int } from './typed-reads.js';

/** A change an enterprise may really make, and how many products it would win on its own. */
export interface Advice {
  readonly change: Change;
  readonly adds: number;
}

/** What stands in the way on one criterion, by the number of the condition. */
export interface Obstacles {
  readonly conditions: readonly (Condition | undefined)[];
  /** How many products each condition keeps away alone. */
  readonly products: Int32Array;
  /** Products for which any one of several conditions would do. */
  readonly others: readonly (readonly number[])[];
}

/** What can be done about one criterion, and what each way would win; nothing where nothing can be changed. */
export function adviceOn(
  attribute: Attribute,
  obstacles: Obstacles,
  facts: RequestFacts,
  context: MatchContext,
): readonly Advice[] {
  switch (attribute) {
    case 'amount': {
      const amount = facts.amount?.value;
      if (amount === undefined) return [];
      const { fen, currency } = amount;
      const spans = spansOf(obstacles.conditions, currency, ({ atoms }) =>
        amountsAdmitted(atoms, amount, context),
      );
      return thresholds(obstacles, spans, Number(fen)).map(({ to, adds }) => ({
        change: { kind: 'amount', to: { fen: BigInt(to), currency } },
        adds,
      }));
    }
    case 'termMonths': {
      const present = facts.termMonths?.value;
      if (present === undefined) return [];
      const spans = spansOf(obstacles.conditions, 'months', ({ atoms }) => rangeOf(atoms));
      return thresholds(obstacles, spans, present).map(({ to, adds }) => ({
        change: { kind: 'term', toMonths: to },
        adds,
      }));
    }
    case 'collateral':
      return securitiesToAdd(obstacles, facts, context);
    case 'purposes':
      return purposesToKeep(obstacles, facts, context);
    default:
      return [];
  }
}

/** What each condition admits, lowest and highest by turns; a lowest above its highest admits nothing. */
const spans = new WeakMap<readonly (Condition | undefined)[], Map<string, Float64Array>>();

/** Conditions and an index's rates never change, so each is read once for each unit. */
function spansOf(
  conditions: readonly (Condition | undefined)[],
  unit: string,
  read: (condition: Condition) => Range | undefined,
): Float64Array {
  const byUnit = spans.get(conditions) ?? new Map<string, Float64Array>();
  spans.set(conditions, byUnit);
  const known = byUnit.get(unit);
  if (known?.length === 2 * conditions.length) return known;
  const made = new Float64Array(2 * conditions.length);
  for (const [id, condition] of conditions.entries()) {
    const range = condition && read(condition);
    made[2 * id] = range === undefined ? 1 : Number(range.min);
    made[2 * id + 1] = range === undefined ? 0 : Number(range.max);
  }
  byUnit.set(unit, made);
  return made;
}

/** The values at which products are won, and how many at each; nearest first, lower ones before higher. */
function thresholds(
  { products, others }: Obstacles,
  admitted: Float64Array,
  present: number,
): readonly { readonly to: number; readonly adds: number }[] {
  const ids: number[] = [];
  for (let id = 0; id < products.length; id += 1) if (int(products, id) > 0) ids.push(id);
  const values = new Set<number>();
  for (const id of others.length === 0 ? ids : [...ids, ...others.flat()]) {
    const [min, max] = [double(admitted, 2 * id), double(admitted, 2 * id + 1)];
    if (min <= max) values.add(max < present ? max : min);
  }
  const ascending = [...values].sort((a, b) => a - b);
  const rangeAt = (id: number) => ({
    from: countUpTo(ascending, double(admitted, 2 * id) - 1),
    end: countUpTo(ascending, double(admitted, 2 * id + 1)),
  });
  // Where more or fewer products begin to be won, summed up from the lowest value.
  const steps = new Int32Array(ascending.length + 1);
  for (const id of ids) {
    const { from, end } = rangeAt(id);
    if (from >= end) continue;
    steps[from] = int(steps, from) + int(products, id);
    steps[end] = int(steps, end) - int(products, id);
  }
  for (const [at, won] of wonByOthers(others.map((ones) => ones.map(rangeAt)))) {
    steps[at] = int(steps, at) + won;
    steps[at + 1] = int(steps, at + 1) - won;
  }
  let adds = 0;
  const advice = ascending.map((to, at) => ({ to, adds: (adds += int(steps, at)) }));
  const below = countUpTo(ascending, present);
  return [...advice.slice(0, below).reverse(), ...advice.slice(below)];
}

/** A product is won once, however many of its alternatives a value reaches. */
function wonByOthers(
  others: readonly (readonly { readonly from: number; readonly end: number }[])[],
): ReadonlyMap<number, number> {
  const won = new Map<number, number>();
  for (const ranges of others) {
    const reached = new Set<number>();
    for (const { from, end } of ranges) for (let at = from; at < end; at += 1) reached.add(at);
    for (const at of reached) won.set(at, (won.get(at) ?? 0) + 1);
  }
  return won;
}

/** Securities or guarantees that would win products if offered beside the present ones. */
function securitiesToAdd(
  { conditions, products, others }: Obstacles,
  facts: RequestFacts,
  context: MatchContext,
): readonly Advice[] {
  const winning = solelyNamed(conditions, 'intersects', COLLATERALS);
  const byCode = new Int32Array(COLLATERALS.length);
  const add = (codes: Iterable<number>, won: number) => {
    for (const code of codes) byCode[code] = int(byCode, code) + won;
  };
  const codesOf = (id: number) => winning[id] ?? codesThatSatisfy(conditions[id], facts, context);
  for (let id = 0; id < products.length; id += 1)
    if (int(products, id) > 0) add(codesOf(id), int(products, id));
  for (const ids of others) add(new Set(ids.flatMap((id) => [...codesOf(id)])), 1);
  const advice = COLLATERALS.map((code, at): Advice => ({
    change: { kind: GUARANTEES.includes(code) ? 'guarantee' : 'collateral', add: code },
    adds: int(byCode, at),
  }));
  return mostHelpfulFirst(advice);
}

const codesByConditions = new WeakMap<
  readonly (Condition | undefined)[],
  (readonly number[] | undefined)[]
>();

/** The codes named where a condition is one list and no more: any of them satisfies it. Elsewhere undefined. */
function solelyNamed(
  conditions: readonly (Condition | undefined)[],
  op: Atom['op'],
  codes: readonly string[],
): readonly (readonly number[] | undefined)[] {
  const known = codesByConditions.get(conditions) ?? [];
  codesByConditions.set(conditions, known);
  for (let id = known.length; id < conditions.length; id += 1) {
    const [only, ...more] = conditions[id]?.atoms ?? [];
    known.push(
      only?.op !== op || more.length > 0
        ? undefined
        : codes.flatMap((code, at) => (codesNamed(only).includes(code) ? [at] : [])),
    );
  }
  return known;
}

const codesThatSatisfy = (
  condition: Condition | undefined,
  facts: RequestFacts,
  context: MatchContext,
): readonly number[] =>
  COLLATERALS.flatMap((add, at) => {
    const changed = applyChanges(facts, [{ kind: 'collateral', add }]);
    return condition !== undefined && (judge(condition, changed, context) & HOLDS) === HOLDS ? [at] : [];
  });

/** Each of several declared purposes, if the request were for that one alone. */
function purposesToKeep(
  { conditions, products, others }: Obstacles,
  facts: RequestFacts,
  context: MatchContext,
): readonly Advice[] {
  const ways = movesFor('purposes', [], facts, context).flat();
  const isComplete = facts.purposes?.value.complete === true;
  const winning = solelyNamed(conditions, 'subsetOf', PURPOSES);
  const advice = ways.map((change): Advice => {
    const purpose = change.kind === 'purpose' ? PURPOSES.indexOf(change.to) : -1;
    const changed = applyChanges(facts, [change]);
    const isWon = (id: number) => {
      const condition = conditions[id];
      // Where more purposes may be unknown, a list that accepts this one decides nothing.
      if (condition === undefined || !isComplete) return false;
      return winning[id]?.includes(purpose) ?? (judge(condition, changed, context) & HOLDS) === HOLDS;
    };
    let adds = others.filter((ids) => ids.some(isWon)).length;
    for (let id = 0; id < products.length; id += 1) {
      if (int(products, id) > 0 && isWon(id)) adds += int(products, id);
    }
    return { change, adds };
  });
  return mostHelpfulFirst(advice);
}

/** Those that win alike stay in registry order. */
const mostHelpfulFirst = (advice: readonly Advice[]): readonly Advice[] =>
  advice.filter(({ adds }) => adds > 0).sort((a, b) => b.adds - a.adds);
