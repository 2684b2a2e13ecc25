import type {
  Attribute,
  Fact,
  FactValue,
  Kind,
  MatchContext,
  RequestFacts,
  SetValue,
} from '../matching/index.js';
import { criterionOf, fenOf, PROVENANCES } from '../matching/index.js';
import { daysBetween } from '../matching/facts.js';
import { boundsOf, codesNamed, type Condition } from './condition.js';

// No code holds a control character: words of our own stay apart from every code.
const APART = '\u0001';
const KEYWORD = `${APART}set`;
const ABSENT = `${APART}absent`;
const NO_RATE = `${APART}no rate`;
const OTHER = `${APART}other`;
const NO_CODE = `${APART}no code`;
const EVIDENCE_ROOM = 2 ** 16;
const MASK_BITS = 28;

/** How many of the ascending bounds lie at or below a value. */
export function countUpTo(bounds: readonly number[], value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? Infinity) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertSorted(sorted: number[], value: number): boolean {
  const at = countUpTo(sorted, value);
  if (sorted[at - 1] === value) return false;
  sorted.splice(at, 0, value);
  return true;
}

/**
 * Sorts facts into classes that no condition seen so far tells apart: a magnitude counts by the bounds it lies
 * between, a set by the codes somebody names, an age by the limits it exceeds. Facts of one key share their row.
 */
export class FactKeys {
  private readonly kind: Kind;
  private readonly bounds: number[] = [];
  private readonly ages: number[] = [];
  /** Codes somebody names, numbered as they came. */
  private readonly named = new Map<string, number>();
  private provenanceCounts = false;

  constructor(private readonly attribute: Attribute) {
    this.kind = criterionOf(attribute).kind;
  }

  /** Takes note of what a condition distinguishes; true if classes made before may now be too coarse. */
  learn(condition: Condition, productId: string): boolean {
    const bounds = condition.atoms.flatMap((atom) => boundsOf(atom, productId));
    let finer = false;
    for (const bound of bounds) finer = insertSorted(this.bounds, bound) || finer;
    for (const { maxAgeDays, minProvenance } of condition.atoms) {
      if (maxAgeDays !== undefined) finer = insertSorted(this.ages, maxAgeDays) || finer;
      if (minProvenance !== undefined && !this.provenanceCounts) finer = this.provenanceCounts = true;
    }
    // Every code of a hierarchy is a class of its own already.
    if (this.kind === 'hierarchy') return finer;
    return this.learnCodes(condition.atoms.flatMap(codesNamed)) || finer;
  }

  learnCodes(codes: readonly string[]): boolean {
    const before = this.named.size;
    for (const code of codes) {
      if (!this.named.has(code)) this.named.set(code, this.named.size);
    }
    return this.named.size > before;
  }

  get codes(): readonly string[] {
    return [...this.named.keys()];
  }

  /** A rough number of classes, for grouping criteria that few values tell apart. */
  get spread(): number {
    const evidence = (this.ages.length + 1) * (this.provenanceCounts ? PROVENANCES.length : 1);
    switch (this.kind) {
      case 'flag':
        return 3 * evidence;
      case 'one-of':
        return (this.named.size + 2) * evidence;
      case 'money':
      case 'quantity':
        return (this.bounds.length + 2) * evidence;
      default:
        return Infinity;
    }
  }

  keyOf(facts: RequestFacts, context: MatchContext): string | number {
    const fact: Fact<FactValue> | undefined = facts[this.attribute];
    if (fact === undefined) return ABSENT;
    const evidence = this.evidenceOf(fact, context);
    const value = this.valueKey(fact.value, context);
    if (typeof value === 'number') return value * EVIDENCE_ROOM + evidence;
    return evidence === 0 ? value : `${evidence}${APART}${value}`;
  }

  private evidenceOf(fact: Fact<FactValue>, { asOf }: MatchContext): number {
    const age = this.ages.length === 0 ? 0 : countBelow(this.ages, daysBetween(fact.date, asOf));
    return age * PROVENANCES.length + (this.provenanceCounts ? PROVENANCES.indexOf(fact.provenance) : 0);
  }

  private valueKey(value: FactValue, context: MatchContext): string | number {
    switch (this.kind) {
      case 'money': {
        // Only the order of the bounds matters, and rounding keeps it: bounds are exact, larger values are not.
        const fen = typeof value === 'object' && 'fen' in value ? fenOf(value, context) : undefined;
        return fen === undefined ? NO_RATE : this.bucketOf(Number(fen));
      }
      case 'quantity':
        return this.bucketOf(Number(value));
      case 'set-any':
      case 'set-all':
        return this.setKey(value);
      case 'one-of':
        return typeof value === 'string' && this.named.has(value) ? value : OTHER;
      default:
        return typeof value === 'object' ? NO_CODE : String(value);
    }
  }

  /** Odd on a bound, even between two. */
  private bucketOf(magnitude: number): number {
    const below = countUpTo(this.bounds, magnitude);
    return this.bounds[below - 1] === magnitude ? 2 * below - 1 : 2 * below;
  }

  /** A mask of the first codes; only sets that hold later ones need words. */
  private setKey(value: FactValue): string | number {
    const { members, complete } = value as SetValue; // the attribute's kind says so; another shape throws below
    let mask = 0;
    let others = 0;
    const later = new Set<string>();
    for (const code of members) {
      const number = this.named.get(code);
      if (number === undefined) others = 1;
      else if (number < MASK_BITS) mask |= 1 << number;
      else later.add(code);
    }
    const key = 4 * mask + 2 * Number(complete) + others;
    return later.size === 0 ? key : [KEYWORD, key, ...[...later].sort()].join(APART);
  }
}

const countBelow = (sorted: readonly number[], value: number): number => {
  const upTo = countUpTo(sorted, value);
  return sorted[upTo - 1] === value ? upTo - 1 : upTo;
};
