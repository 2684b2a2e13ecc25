import type { Money } from '../money/index.js';
import { MAX_AMOUNT_FEN } from '../money/index.js';
import { MILLION, rateOf } from './atoms.js';
import type { MatchContext } from './context.js';
import type { Attribute } from './criteria.js';
import { criterionOf } from './criteria.js';
import { completeFacts } from './derive.js';
import type { EvaluatedAtom, EvaluatedClause } from './evaluate.js';
import { evaluate } from './evaluate.js';
import type { RequestFacts } from './facts.js';
import type { MatchProduct } from './product.js';
import type { Atom } from './rules.js';
import type { Collateral } from './vocabulary.js';
import { COLLATERALS, GUARANTEES } from './vocabulary.js';

/** Something an enterprise may really change about this request; never its history or purpose. */
export type Change =
  | { readonly kind: 'amount'; readonly to: Money }
  | { readonly kind: 'term'; readonly toMonths: number }
  | { readonly kind: 'collateral' | 'guarantee'; readonly add: Collateral };

export interface Counterfactual {
  readonly productId: string;
  readonly changes: readonly Change[];
}

// Three changes describe another request, not this one.
export const MAX_CHANGES = 2;

/** The smallest change (at most two) that makes a product fit; undefined if there is none or none is needed. */
export function counterfactual(
  facts: RequestFacts,
  product: MatchProduct,
  context: MatchContext,
): Counterfactual | undefined {
  const known = completeFacts(facts, context);
  const { verdict, clauses } = evaluate(known, product, context);
  if (verdict === 'eligible') return undefined;
  const candidates = clauses
    .flatMap((clause) => changesFor(clause, known, context))
    .filter((changes) => changes.length <= MAX_CHANGES)
    // Two clauses may ask for the same thing; what counts is what the definition then says.
    .filter((changes) => evaluate(applyChanges(known, changes), product, context).verdict === 'eligible')
    .map((changes) => ({ changes, cost: costOf(changes, known) }))
    .sort((a, b) => compareCosts(a.cost, b.cost));
  const [smallest] = candidates;
  return smallest && { productId: product.id, changes: smallest.changes };
}

/** The facts as they would be after the changes, for what-if answers. */
export function applyChanges(facts: RequestFacts, changes: readonly Change[]): RequestFacts {
  return changes.reduce<RequestFacts>((changed, change) => {
    switch (change.kind) {
      case 'amount':
        return changed.amount ? { ...changed, amount: { ...changed.amount, value: change.to } } : changed;
      case 'term':
        return changed.termMonths
          ? { ...changed, termMonths: { ...changed.termMonths, value: change.toMonths } }
          : changed;
      case 'collateral':
      case 'guarantee': {
        const { collateral } = changed;
        if (collateral === undefined) return changed;
        const members = [...collateral.value.members, change.add];
        return { ...changed, collateral: { ...collateral, value: { ...collateral.value, members } } };
      }
    }
  }, facts);
}

/** Nothing is promised on a guess: a clause with an unknown or an unchangeable false condition offers none. */
function changesFor(
  { atoms }: EvaluatedClause,
  facts: RequestFacts,
  context: MatchContext,
): readonly (readonly Change[])[] {
  const wrong = atoms.filter(({ truth }) => truth !== 'true');
  if (wrong.some(({ atom, truth }) => truth === 'unknown' || !criterionOf(atom.attribute).changeable))
    return [];
  const isWrong = (attribute: Attribute) => wrong.some(({ atom }) => atom.attribute === attribute);
  const magnitudes: Change[] = [];
  if (isWrong('amount')) {
    const to = nearestAmount(atoms, facts, context);
    if (to === undefined) return [];
    magnitudes.push({ kind: 'amount', to });
  }
  if (isWrong('termMonths')) {
    const interval = intervalOf(atoms, 'termMonths');
    const current = facts.termMonths?.value;
    if (current === undefined || interval.min > interval.max) return [];
    magnitudes.push({ kind: 'term', toMonths: Number(nearest(BigInt(current), interval)) });
  }
  return additionsFor(wrong).map((additions) => [...magnitudes, ...additions]);
}

interface Range {
  readonly min: bigint;
  readonly max: bigint;
}
const nearest = (value: bigint, { min, max }: Range): bigint =>
  value < min ? min : value > max ? max : value;

/** The nearest amount in the request's own currency whose worth in fen satisfies every condition on it. */
function nearestAmount(
  atoms: readonly EvaluatedAtom[],
  facts: RequestFacts,
  context: MatchContext,
): Money | undefined {
  const amount = facts.amount?.value;
  const rate = amount && rateOf(amount.currency, context);
  if (amount === undefined || rate === undefined) return undefined;
  const fen = intervalOf(atoms, 'amount');
  // fen = ⌊minor × rate ÷ 10⁶⌋, so fen ≥ min ⇔ minor ≥ ⌈min × 10⁶ ÷ rate⌉ and fen ≤ max ⇔ minor < (max + 1) × 10⁶ ÷ rate.
  const range = {
    min: ceilingOf(fen.min * MILLION, rate),
    max: ceilingOf((fen.max + 1n) * MILLION, rate) - 1n,
  };
  if (range.min > range.max) return undefined;
  return { fen: nearest(amount.fen, range), currency: amount.currency };
}

const ceilingOf = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;

/** The whole values that satisfy every condition of a clause on one magnitude; a wish is at least 1. */
function intervalOf(atoms: readonly EvaluatedAtom[], attribute: Attribute): Range {
  return atoms
    .filter(({ atom }) => atom.attribute === attribute)
    .map(({ atom }) => rangeOf(atom))
    .reduce(
      (common, range) => ({
        min: range.min > common.min ? range.min : common.min,
        max: range.max < common.max ? range.max : common.max,
      }),
      { min: 1n, max: MAX_AMOUNT_FEN },
    );
}

function rangeOf(atom: Atom): Range {
  const everything = { min: 1n, max: MAX_AMOUNT_FEN };
  switch (atom.op) {
    case 'between':
      return { min: BigInt(atom.operand.min), max: BigInt(atom.operand.max) };
    case 'gt':
      return { ...everything, min: BigInt(atom.operand) + 1n };
    case 'gte':
      return { ...everything, min: BigInt(atom.operand) };
    case 'lt':
      return { ...everything, max: BigInt(atom.operand) - 1n };
    case 'lte':
      return { ...everything, max: BigInt(atom.operand) };
    case 'is': {
      const { operand } = atom;
      if (typeof operand !== 'number' && typeof operand !== 'bigint') return everything;
      return { min: BigInt(operand), max: BigInt(operand) };
    }
    default:
      return everything;
  }
}

/** Every smallest way to add one or two securities so that each failed collateral condition is met. */
function additionsFor(wrong: readonly EvaluatedAtom[]): readonly (readonly Change[])[] {
  const demands = wrong.flatMap(({ atom }) => (atom.op === 'intersects' ? [atom.operand] : []));
  if (demands.length === 0) return [[]];
  const useful = COLLATERALS.filter((code) => demands.some((demand) => demand.includes(code)));
  const singles = useful.map((code) => [code]);
  const pairs = useful.flatMap((code, index) => useful.slice(index + 1).map((other) => [code, other]));
  return [...singles, ...pairs]
    .filter((codes) => demands.every((demand) => codes.some((code) => demand.includes(code))))
    .map((codes) =>
      codes.map((add) => ({ kind: GUARANTEES.includes(add) ? 'guarantee' : 'collateral', add })),
    );
}

/** Fewest changes first, then fewest new securities, the smallest move of amount, of term, registry order. */
function costOf(changes: readonly Change[], facts: RequestFacts): readonly bigint[] {
  let additions = 0n;
  let amountMove = 0n;
  let termMove = 0n;
  let order = 0n;
  for (const change of changes) {
    if (change.kind === 'amount') {
      amountMove = distance(change.to.fen, facts.amount?.value.fen ?? 0n);
    } else if (change.kind === 'term') {
      termMove = distance(BigInt(change.toMonths), BigInt(facts.termMonths?.value ?? 0));
    } else {
      additions += 1n;
      order = order * BigInt(COLLATERALS.length) + BigInt(COLLATERALS.indexOf(change.add));
    }
  }
  return [BigInt(changes.length), additions, amountMove, termMove, order];
}

const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

function compareCosts(a: readonly bigint[], b: readonly bigint[]): number {
  const index = a.findIndex((part, at) => part !== b[at]);
  const [left, right] = [a[index] ?? 0n, b[index] ?? 0n];
  return left < right ? -1 : left > right ? 1 : 0;
}
