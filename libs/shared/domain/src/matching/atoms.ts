import type { Currency, Money } from '../money/index.js';
import type { Hierarchy, MatchContext } from './context.js';
import { criterionOf } from './criteria.js';
import type { Fact, FactValue, RequestFacts, SetValue } from './facts.js';
import { daysBetween, provenanceReaches } from './facts.js';
import type { Truth } from './kleene.js';
import { anyOf, not, truthOf } from './kleene.js';
import type { Atom, BetweenAtom, BoundAtom, CodesAtom, IsAtom, Magnitude } from './rules.js';

/** Why a condition cannot be decided; each asks something else of the enterprise. */
export const UNKNOWN_REASONS = [
  'absent',
  'stale',
  'weak_provenance',
  'too_coarse',
  'unknown_code',
  'incomplete_set',
  'no_exchange_rate',
] as const;
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

export interface AtomResult {
  readonly truth: Truth;
  readonly reason?: UnknownReason;
}

const decided = (holds: boolean): AtomResult => ({ truth: truthOf(holds) });
const unknown = (reason: UnknownReason): AtomResult => ({ truth: 'unknown', reason });

/** One condition against what is known, in three-valued logic. */
export function evaluateAtom(atom: Atom, facts: RequestFacts, context: MatchContext): AtomResult {
  const fact: Fact<FactValue> | undefined = facts[atom.attribute];
  if (fact === undefined) return unknown('absent');
  if (atom.maxAgeDays !== undefined && daysBetween(fact.date, context.asOf) > atom.maxAgeDays) {
    return unknown('stale');
  }
  if (atom.minProvenance !== undefined && !provenanceReaches(fact.provenance, atom.minProvenance)) {
    return unknown('weak_provenance');
  }
  switch (atom.op) {
    case 'between':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compare(atom, fact.value, context);
    case 'is':
      return equals(atom, fact.value, context);
    default:
      return matchCodes(atom, fact.value, context);
  }
}

function matchCodes(atom: CodesAtom, value: FactValue, context: MatchContext): AtomResult {
  if (isSet(value)) return matchSet(atom, value);
  if (typeof value !== 'string') throw mismatch(atom);
  switch (atom.op) {
    case 'in':
      return decided(atom.operand.includes(value));
    case 'notIn':
      return decided(!atom.operand.includes(value));
    case 'within':
      return within(atom, value, hierarchyOf(atom, context));
    case 'notWithin': {
      const { truth, ...rest } = within(atom, value, hierarchyOf(atom, context));
      return { truth: not(truth), ...rest };
    }
    default:
      throw mismatch(atom);
  }
}

function within(atom: CodesAtom, code: string, hierarchy: Hierarchy): AtomResult {
  const path = hierarchy.path(code);
  if (path.length === 0) return atom.operand.includes(code) ? decided(true) : unknown('unknown_code');
  const truth = anyOf(
    atom.operand.map((node) => {
      if (path.includes(node)) return 'true';
      // The value is a strict ancestor of the node: the firm may lie inside it or beside it.
      return hierarchy.path(node).includes(code) ? 'unknown' : 'false';
    }),
  );
  return truth === 'unknown' ? unknown('too_coarse') : { truth };
}

/** Known members bound the true set from below; `complete` bounds it from above. */
function matchSet(atom: CodesAtom, { members, complete }: SetValue): AtomResult {
  const unlessIncomplete = (holds: boolean): AtomResult =>
    complete ? decided(holds) : unknown('incomplete_set');
  if (atom.op === 'intersects') {
    return atom.operand.some((code) => members.includes(code)) ? decided(true) : unlessIncomplete(false);
  }
  if (atom.op !== 'subsetOf') throw mismatch(atom);
  if (criterionOf(atom.attribute).subset === 'held') {
    return atom.operand.every((code) => members.includes(code)) ? decided(true) : unlessIncomplete(false);
  }
  return members.every((code) => atom.operand.includes(code)) ? unlessIncomplete(true) : decided(false);
}

function compare(atom: BetweenAtom | BoundAtom, value: FactValue, context: MatchContext): AtomResult {
  const magnitude = magnitudeOf(value, context);
  if (magnitude === undefined) return unknown('no_exchange_rate');
  switch (atom.op) {
    case 'between':
      return decided(atom.operand.min <= magnitude && magnitude <= atom.operand.max);
    case 'gt':
      return decided(magnitude > atom.operand);
    case 'gte':
      return decided(magnitude >= atom.operand);
    case 'lt':
      return decided(magnitude < atom.operand);
    case 'lte':
      return decided(magnitude <= atom.operand);
  }
}

function equals(atom: IsAtom, value: FactValue, context: MatchContext): AtomResult {
  if (isMoney(value)) {
    const fen = fenOf(value, context);
    return fen === undefined ? unknown('no_exchange_rate') : decided(fen === atom.operand);
  }
  return decided(value === atom.operand);
}

function magnitudeOf(value: FactValue, context: MatchContext): Magnitude | undefined {
  if (typeof value === 'number') return value;
  if (isMoney(value)) return fenOf(value, context);
  throw new TypeError('a comparison met a value that is no magnitude');
}

// A rate older than a month says little about today's worth: the amount then counts as unknown.
const MAX_RATE_AGE_DAYS = 31;
export const MILLION = 1_000_000n;

/** CNY fen per million minor units by the latest rate not after the day of matching. */
export function rateOf(currency: Currency, { rates, asOf }: MatchContext): bigint | undefined {
  if (currency === 'CNY') return MILLION;
  const usable = rates.filter((rate) => {
    const ageDays = daysBetween(rate.date, asOf);
    return rate.currency === currency && ageDays >= 0 && ageDays <= MAX_RATE_AGE_DAYS;
  });
  const [first, ...others] = usable;
  return others.reduce((best, rate) => (best && rate.date > best.date ? rate : best), first)
    ?.fenPerMillionMinor;
}

/** The amount in CNY fen, rounded towards zero; undefined without a dated rate. */
export function fenOf({ fen, currency }: Money, context: MatchContext): bigint | undefined {
  const rate = rateOf(currency, context);
  return rate === undefined ? undefined : (fen * rate) / MILLION;
}

export const isSet = (value: FactValue): value is SetValue => typeof value === 'object' && 'members' in value;
export const isMoney = (value: FactValue): value is Money => typeof value === 'object' && 'fen' in value;

function hierarchyOf(atom: CodesAtom, { hierarchies }: MatchContext): Hierarchy {
  if (atom.attribute === 'region' || atom.attribute === 'industry') return hierarchies[atom.attribute];
  throw mismatch(atom);
}

// Reached only when a rule or fact bypassed its check: a bug, not an answer.
const mismatch = (atom: Atom): TypeError =>
  new TypeError(`${atom.op} does not fit the fact ${atom.attribute}`);
