import type { AtomResult, UnknownReason } from './atoms.js';
import { evaluateAtom } from './atoms.js';
import type { MatchContext } from './context.js';
import type { Attribute } from './criteria.js';
import { ATTRIBUTES } from './criteria.js';
import { completeFacts } from './derive.js';
import type { RequestFacts } from './facts.js';
import type { GateResult } from './gates.js';
import { evaluateGates } from './gates.js';
import type { Truth } from './kleene.js';
import { allOf, anyOf } from './kleene.js';
import type { MatchProduct } from './product.js';
import type { Atom } from './rules.js';

export const VERDICTS = ['eligible', 'needs_information', 'ineligible', 'unavailable'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface EvaluatedAtom extends AtomResult {
  readonly atom: Atom;
}
export interface EvaluatedClause {
  readonly index: number;
  readonly truth: Truth;
  readonly atoms: readonly EvaluatedAtom[];
}
/** A fact that would settle an open clause, and what is wrong with it now. */
export interface MissingFact {
  readonly attribute: Attribute;
  readonly reason: UnknownReason;
}
export interface Evaluation {
  readonly productId: string;
  readonly verdict: Verdict;
  /** The rule alone, whatever the gates say. */
  readonly rules: Truth;
  readonly gates: readonly GateResult[];
  readonly clauses: readonly EvaluatedClause[];
  readonly missing: readonly MissingFact[];
}

/** Tests one request's facts against one product: the definition every faster path must equal. */
export function evaluate(facts: RequestFacts, product: MatchProduct, context: MatchContext): Evaluation {
  const known = completeFacts(facts, context);
  const gates = evaluateGates(product, context.asOf);
  const clauses = product.clauses.map((clause, index): EvaluatedClause => {
    const atoms = clause.map((atom) => ({ atom, ...evaluateAtom(atom, known, context) }));
    return { index, truth: allOf(atoms.map(({ truth }) => truth)), atoms };
  });
  const rules = anyOf(clauses.map(({ truth }) => truth));
  const verdict = verdictOf(
    rules,
    gates.every(({ open }) => open),
  );
  const missing = verdict === 'needs_information' ? missingFacts(clauses) : [];
  return { productId: product.id, verdict, rules, gates, clauses, missing };
}

/**
 * A failed rule stays the firm's own reason. Behind a closed gate nobody is asked for facts either:
 * they could not open it.
 */
export function verdictOf(rules: Truth, gatesOpen: boolean): Verdict {
  if (rules === 'false') return 'ineligible';
  if (!gatesOpen) return 'unavailable';
  return rules === 'true' ? 'eligible' : 'needs_information';
}

/** Only clauses still open can be settled; a false clause stays false whatever is learnt. */
export function missingFacts(clauses: readonly EvaluatedClause[]): readonly MissingFact[] {
  const open = clauses.filter(({ truth }) => truth === 'unknown').flatMap(({ atoms }) => atoms);
  const found = new Map<string, MissingFact>();
  for (const { atom, reason } of open) {
    if (reason !== undefined) {
      found.set(`${atom.attribute}:${reason}`, { attribute: atom.attribute, reason });
    }
  }
  const rank = ({ attribute }: MissingFact) => ATTRIBUTES.indexOf(attribute);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || (a.reason < b.reason ? -1 : 1));
}

/**
 * Least number of criteria in the way over all clauses; undefined while anything is unknown or a gate
 * is closed, because a near-miss must be a fact about the firm. Two conditions on one attribute count once.
 */
export function nearMissDistance(evaluation: Evaluation): number | undefined {
  if (evaluation.gates.some(({ open }) => !open)) return undefined;
  const distances = evaluation.clauses.map(({ atoms }) => {
    if (atoms.some(({ truth }) => truth === 'unknown')) return undefined;
    return new Set(atoms.filter(({ truth }) => truth === 'false').map(({ atom }) => atom.attribute)).size;
  });
  const decided = distances.filter((distance) => distance !== undefined);
  return decided.length === distances.length && decided.length > 0 ? Math.min(...decided) : undefined;
}
