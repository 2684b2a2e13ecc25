import type { Money } from '../money/index.js';
import { MAX_AMOUNT_FEN } from '../money/index.js';
import { evaluateAtom, MILLION, rateOf } from './atoms.js';
import { applyChanges, type Change } from './changes.js';
import type { MatchContext } from './context.js';
import type { Attribute } from './criteria.js';
import type { RequestFacts } from './facts.js';
import type { Atom } from './rules.js';
import type { Collateral } from './vocabulary.js';
import { COLLATERALS, GUARANTEES, PURPOSES } from './vocabulary.js';
import { wholeBoundsOf } from './whole-bounds.js';

/** What an enterprise can move, in the order in which changes are named. */
export const MOVABLE = [
  'amount',
  'termMonths',
  'collateral',
  'purposes',
] as const satisfies readonly Attribute[];
export type Movable = (typeof MOVABLE)[number];

export const isMovable = (attribute: Attribute): attribute is Movable =>
  MOVABLE.some((movable) => movable === attribute);

/** Whether this request leaves anything to move there: a single purpose has nothing to be narrowed to. */
export const canMove = (attribute: Attribute, { purposes }: RequestFacts): attribute is Movable =>
  isMovable(attribute) && (attribute !== 'purposes' || new Set(purposes?.value.members).size > 1);

/**
 * Every smallest way to satisfy what one clause asks of one attribute, what asks least first; empty when there is
 * none. Nothing is promised on a guess: an undecided condition offers no way.
 */
export function movesFor(
  attribute: Movable,
  atoms: readonly Atom[],
  facts: RequestFacts,
  context: MatchContext,
): readonly (readonly Change[])[] {
  return candidatesFor(attribute, atoms, facts, context).filter((way) =>
    satisfies(way, atoms, facts, context),
  );
}

/** The first of them, for who asks about many conditions and needs no other. */
export function smallestMove(
  attribute: Movable,
  atoms: readonly Atom[],
  facts: RequestFacts,
  context: MatchContext,
): readonly Change[] | undefined {
  return candidatesFor(attribute, atoms, facts, context).find((way) => satisfies(way, atoms, facts, context));
}

function satisfies(
  changes: readonly Change[],
  atoms: readonly Atom[],
  facts: RequestFacts,
  context: MatchContext,
): boolean {
  const changed = applyChanges(facts, changes);
  return atoms.every((atom) => evaluateAtom(atom, changed, context).truth === 'true');
}

function candidatesFor(
  attribute: Movable,
  atoms: readonly Atom[],
  facts: RequestFacts,
  context: MatchContext,
): readonly (readonly Change[])[] {
  const truths = atoms.map((atom) => evaluateAtom(atom, facts, context).truth);
  if (truths.includes('unknown')) return [];
  const failed = atoms.filter((_, at) => truths[at] === 'false');
  return waysFor(attribute, atoms, failed, facts, context);
}

function waysFor(
  attribute: Movable,
  atoms: readonly Atom[],
  failed: readonly Atom[],
  facts: RequestFacts,
  context: MatchContext,
): readonly (readonly Change[])[] {
  switch (attribute) {
    case 'amount': {
      const amount = facts.amount?.value;
      const range = amount && amountsAdmitted(atoms, amount, context);
      if (amount === undefined || range === undefined) return [];
      return [[{ kind: 'amount', to: { fen: nearest(amount.fen, range), currency: amount.currency } }]];
    }
    case 'termMonths': {
      const range = rangeOf(atoms);
      const months = facts.termMonths?.value;
      if (months === undefined || range === undefined) return [];
      return [[{ kind: 'term', toMonths: Number(nearest(BigInt(months), range)) }]];
    }
    case 'collateral':
      return additionsFor(failed);
    case 'purposes':
      return narrowingsOf(facts.purposes?.value.members ?? []);
  }
}

/** Whole values from a lowest to a highest. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

const nearest = (value: bigint, { min, max }: Range): bigint =>
  value < min ? min : value > max ? max : value;

/** The amounts in a request's own currency whose worth in fen satisfies every condition; undefined if none does. */
export function amountsAdmitted(
  atoms: readonly Atom[],
  { currency }: Money,
  context: MatchContext,
): Range | undefined {
  const rate = rateOf(currency, context);
  const fen = rangeOf(atoms);
  if (rate === undefined || fen === undefined) return undefined;
  // fen = ⌊minor × rate ÷ 10⁶⌋, so fen ≥ min ⇔ minor ≥ ⌈min × 10⁶ ÷ rate⌉ and fen ≤ max ⇔ minor < (max + 1) × 10⁶ ÷ rate.
  const min = ceilingOf(fen.min * MILLION, rate);
  const max = ceilingOf((fen.max + 1n) * MILLION, rate) - 1n;
  const largest = max < MAX_AMOUNT_FEN ? max : MAX_AMOUNT_FEN;
  return min > largest ? undefined : { min, max: largest };
}

const ceilingOf = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;

/** The whole values that satisfy every condition on one magnitude, a wish being at least 1; undefined if none does. */
export function rangeOf(atoms: readonly Atom[]): Range | undefined {
  let [min, max] = [1n, MAX_AMOUNT_FEN];
  for (const atom of atoms) {
    const admitted = wholeBoundsOf(atom);
    if (admitted.min !== undefined && admitted.min > min) min = admitted.min;
    if (admitted.max !== undefined && admitted.max < max) max = admitted.max;
  }
  return min > max ? undefined : { min, max };
}

/** Every way to add one security that meets each failed condition on them; every pair only where no single does. */
function additionsFor(failed: readonly Atom[]): readonly (readonly Change[])[] {
  const demands = failed.flatMap((atom) => (atom.op === 'intersects' ? [atom.operand] : []));
  const useful = COLLATERALS.filter((code) => demands.some((demand) => demand.includes(code)));
  const meets = (codes: readonly Collateral[]) =>
    demands.every((demand) => codes.some((code) => demand.includes(code)));
  const singles = useful.map((code) => [code]).filter(meets);
  const ways =
    singles.length > 0
      ? singles
      : useful.flatMap((code, at) => useful.slice(at + 1).map((other) => [code, other])).filter(meets);
  return ways.map((codes) =>
    codes.map((add) => ({ kind: GUARANTEES.includes(add) ? 'guarantee' : 'collateral', add })),
  );
}

/** Borrowing for one of the purposes declared; a purpose nobody declared would invite diversion (挪用). */
function narrowingsOf(declared: readonly string[]): readonly (readonly Change[])[] {
  if (new Set(declared).size < 2) return [];
  return PURPOSES.filter((purpose) => declared.includes(purpose)).map((to) => [{ kind: 'purpose', to }]);
}
