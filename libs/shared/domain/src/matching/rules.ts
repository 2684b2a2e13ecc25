import type { Attribute } from './criteria.js';
import type { Provenance } from './facts.js';
import type { Operator } from './operators.js';
import type { Text } from './vocabulary.js';

/** Money operands are CNY fen as bigint, all other magnitudes safe integers in the attribute's unit. */
export type Magnitude = number | bigint;
export interface Interval {
  readonly min: Magnitude;
  readonly max: Magnitude;
}

interface AtomTerms {
  readonly attribute: Attribute;
  /** A fact older than this on the day of matching is unknown to this atom. */
  readonly maxAgeDays?: number;
  /** A fact of weaker provenance is unknown to this atom. */
  readonly minProvenance?: Provenance;
  /** The bank's own wording; generated from the registry when absent. */
  readonly text?: Text;
}
export type CodesOperator = Extract<
  Operator,
  'in' | 'notIn' | 'within' | 'notWithin' | 'intersects' | 'subsetOf'
>;
export type BoundOperator = Extract<Operator, 'gt' | 'gte' | 'lt' | 'lte'>;

export type CodesAtom = AtomTerms & { readonly op: CodesOperator; readonly operand: readonly string[] };
export type BetweenAtom = AtomTerms & { readonly op: 'between'; readonly operand: Interval };
export type BoundAtom = AtomTerms & { readonly op: BoundOperator; readonly operand: Magnitude };
export type IsAtom = AtomTerms & { readonly op: 'is'; readonly operand: string | boolean | Magnitude };

/** One condition on one attribute; negation exists only here (`notIn`, `notWithin`). */
export type Atom = CodesAtom | BetweenAtom | BoundAtom | IsAtom;

/** A bank's admission rule: conditions joined by `all` and `any`. */
export type AdmissionRule =
  Atom | { readonly all: readonly AdmissionRule[] } | { readonly any: readonly AdmissionRule[] };

/** Conditions that must hold together. */
export type Clause = readonly Atom[];

// Sixteen keeps every product one machine word of clause bits in the fast engine.
export const MAX_CLAUSES = 16;

/** How many clauses a rule normalises to, counted without building them. */
export function countClauses(rule: AdmissionRule): number {
  if ('all' in rule) return rule.all.reduce((product, part) => product * countClauses(part), 1);
  if ('any' in rule) return rule.any.reduce((sum, part) => sum + countClauses(part), 0);
  return 1;
}

/** The rule as alternatives of conjunctions, by distribution only: nothing is simplified or dropped. */
export function clausesOf(rule: AdmissionRule): readonly Clause[] {
  const count = countClauses(rule);
  if (count > MAX_CLAUSES) {
    throw new RangeError(`the rule has ${count} alternatives, at most ${MAX_CLAUSES} are allowed`);
  }
  return distribute(rule);
}

function distribute(rule: AdmissionRule): readonly Clause[] {
  if ('any' in rule) return rule.any.flatMap(distribute);
  if (!('all' in rule)) return [[rule]];
  return rule.all.reduce<readonly Clause[]>(
    (clauses, part) => {
      const alternatives = distribute(part);
      return clauses.flatMap((clause) => alternatives.map((alternative) => [...clause, ...alternative]));
    },
    [[]],
  );
}
