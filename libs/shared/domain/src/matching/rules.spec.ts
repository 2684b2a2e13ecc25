import fc from 'fast-check';
import { evaluateAtom } from './atoms.js';
import type { RequestFacts } from './facts.js';
import type { Truth } from './kleene.js';
import { allOf, anyOf } from './kleene.js';
import type { AdmissionRule, Atom } from './rules.js';
import { clausesOf, countClauses } from './rules.js';
import { context, factsArbitrary, ruleArbitrary } from './testing/arbitraries.js';

const termAtLeast = (operand: number): Atom => ({ attribute: 'termMonths', op: 'gte', operand });
const [a, b, c, d] = [termAtLeast(1), termAtLeast(2), termAtLeast(3), termAtLeast(4)] as const;

/** The rule as written, without normalisation. */
function evaluateTree(rule: AdmissionRule, facts: RequestFacts): Truth {
  if ('all' in rule) return allOf(rule.all.map((part) => evaluateTree(part, facts)));
  if ('any' in rule) return anyOf(rule.any.map((part) => evaluateTree(part, facts)));
  return evaluateAtom(rule, facts, context).truth;
}

describe('clausesOf', () => {
  it('distributes: a ∧ (b ∨ c) ∧ d gives abd and acd, in the order written', () => {
    expect(clausesOf({ all: [a, { any: [b, c] }, d] })).toEqual([
      [a, b, d],
      [a, c, d],
    ]);
  });

  it('turns an empty rule into one clause that asks for nothing', () => {
    expect(clausesOf({ all: [] })).toEqual([[]]);
  });

  it('drops no clause whose conditions contradict each other', () => {
    const below: Atom = { attribute: 'termMonths', op: 'lte', operand: 5 };
    const above: Atom = { attribute: 'termMonths', op: 'gte', operand: 10 };
    expect(clausesOf({ all: [above, below] })).toEqual([[above, below]]);
  });

  it('counts 2 × 2 × 2 × 2 = 16 alternatives and refuses 3 × 6 = 18', () => {
    const pair = { any: [a, b] };
    expect(clausesOf({ all: [pair, pair, pair, pair] })).toHaveLength(16);
    const tooMany = { all: [{ any: [a, b, c] }, { any: [a, b, c, d, a, b] }] };
    expect(countClauses(tooMany)).toBe(18);
    expect(() => clausesOf(tooMany)).toThrow('the rule has 18 alternatives, at most 16 are allowed');
  });

  it('means the same as the rule as written, whatever is unknown', () => {
    fc.assert(
      fc.property(ruleArbitrary, factsArbitrary, (rule, facts) => {
        const clauses = clausesOf(rule);
        const truths = clauses.map((clause) =>
          allOf(clause.map((atom) => evaluateAtom(atom, facts, context).truth)),
        );
        expect(clauses).toHaveLength(countClauses(rule));
        expect(anyOf(truths)).toBe(evaluateTree(rule, facts));
      }),
      { numRuns: 500 },
    );
  });
});
