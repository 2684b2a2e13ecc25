import fc from 'fast-check';
import type { Change } from './counterfactual.js';
import { applyChanges, counterfactual, MAX_CHANGES } from './counterfactual.js';
import { evaluate } from './evaluate.js';
import type { RequestFacts } from './facts.js';
import type { MatchProduct } from './product.js';
import type { Atom } from './rules.js';
import { context, fact, knownFactsArbitrary, product, productArbitrary } from './testing/arbitraries.js';
import { COLLATERALS, GUARANTEES } from './vocabulary.js';

const WAN = 1_000_000n;
const amountAtMost = (wan: bigint): Atom => ({ attribute: 'amount', op: 'lte', operand: wan * WAN });
const termAtMost = (operand: number): Atom => ({ attribute: 'termMonths', op: 'lte', operand });
const accepts = (...operand: string[]): Atom => ({ attribute: 'collateral', op: 'intersects', operand });

const facts: RequestFacts = {
  amount: fact({ fen: 6000n * WAN, currency: 'CNY' }),
  termMonths: fact(24),
  collateral: fact({ members: ['inventory'], complete: true }),
  purposes: fact({ members: ['refinance'], complete: true }),
};
const changesFor = (clauses: Atom[][], known: RequestFacts = facts) =>
  counterfactual(known, product({ clauses }), context)?.changes;

describe('counterfactual', () => {
  it('moves an amount or a term just as far as the rule asks', () => {
    expect(changesFor([[amountAtMost(5000n)]])).toEqual([
      { kind: 'amount', to: { fen: 5000n * WAN, currency: 'CNY' } },
    ]);
    const range: Atom = { attribute: 'termMonths', op: 'between', operand: { min: 36, max: 60 } };
    expect(changesFor([[range]])).toEqual([{ kind: 'term', toMonths: 36 }]);
    const above: Atom = { attribute: 'termMonths', op: 'gt', operand: 36 };
    expect(changesFor([[above]])).toEqual([{ kind: 'term', toMonths: 37 }]);
  });

  it('meets every condition on the amount, the ones already met included', () => {
    const atLeast: Atom = { attribute: 'amount', op: 'gte', operand: 5500n * WAN };
    expect(changesFor([[amountAtMost(5000n), atLeast]])).toBeUndefined();
  });

  it('stays in the currency of the request', () => {
    const known = { ...facts, amount: fact({ fen: 1_000_000n, currency: 'USD' as const }) };
    // 982,676 cents × 7.1234 = 6,999,994.2 fen fit under 7,000,000; one cent more makes 7,000,001.3.
    expect(changesFor([[amountAtMost(7n)]], known)).toEqual([
      { kind: 'amount', to: { fen: 982_676n, currency: 'USD' } },
    ]);
  });

  it('adds the security that settles most, and calls an undertaking of others a guarantee', () => {
    expect(changesFor([[accepts('land', 'deposit'), accepts('deposit', 'equity')]])).toEqual([
      { kind: 'collateral', add: 'deposit' },
    ]);
    expect(changesFor([[accepts('government_guarantee')]])).toEqual([
      { kind: 'guarantee', add: 'government_guarantee' },
    ]);
  });

  it('prefers one change over two, and the request over new security', () => {
    expect(changesFor([[amountAtMost(5000n), termAtMost(12)], [accepts('land')]])).toEqual([
      { kind: 'collateral', add: 'land' },
    ]);
    expect(changesFor([[accepts('land')], [termAtMost(12)]])).toEqual([{ kind: 'term', toMonths: 12 }]);
  });

  it('offers nothing beyond two changes, behind the purpose, on a guess or behind a gate', () => {
    const purpose: Atom = { attribute: 'purposes', op: 'subsetOf', operand: ['working_capital'] };
    const taxA: Atom = { attribute: 'taxGrade', op: 'is', operand: 'A' };
    expect(changesFor([[amountAtMost(5000n), termAtMost(12), accepts('land')]])).toBeUndefined();
    expect(changesFor([[purpose]])).toBeUndefined();
    expect(changesFor([[amountAtMost(5000n), taxA]])).toBeUndefined();
    const shut = product({ published: false, clauses: [[amountAtMost(5000n)]] });
    expect(counterfactual(facts, shut, context)).toBeUndefined();
  });

  it('is none for a product that already fits', () => {
    expect(changesFor([[amountAtMost(6000n)]])).toBeUndefined();
  });

  it('makes the product fit by at most two changes, and needs each of them', () => {
    fc.assert(
      fc.property(knownFactsArbitrary, productArbitrary, (known, one) => {
        const changes = counterfactual(known, one, context)?.changes;
        if (changes === undefined) return;
        expect(changes.length).toBeLessThanOrEqual(MAX_CHANGES);
        expect(fits(known, one, changes)).toBe(true);
        for (const left of changes) {
          const others = changes.filter((change) => change !== left);
          expect(fits(known, one, others)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds a single change wherever trying all of them finds one', () => {
    const settled = knownFactsArbitrary.filter(({ amount }) => amount?.value.currency === 'CNY');
    fc.assert(
      fc.property(settled, productArbitrary, (known, one) => {
        const { verdict, clauses } = evaluate(known, one, context);
        const open = clauses.some(({ atoms }) => atoms.some(({ truth }) => truth === 'unknown'));
        fc.pre(verdict === 'ineligible' && !open);
        const found = counterfactual(known, one, context)?.changes;
        expect(found?.length === 1).toBe(singleChanges().some((change) => fits(known, one, [change])));
      }),
      { numRuns: 300 },
    );
  });
});

const fits = (known: RequestFacts, one: MatchProduct, changes: readonly Change[]): boolean =>
  evaluate(applyChanges(known, changes), one, context).verdict === 'eligible';

/** Every change worth trying: the generated bounds are whole 万 up to 60 and months up to 60. */
function singleChanges(): readonly Change[] {
  const amounts = Array.from({ length: 62 }, (_, wan) => BigInt(wan) * WAN).flatMap((fen) =>
    [fen - 1n, fen, fen + 1n].filter((near) => near > 0n),
  );
  return [
    ...amounts.map((fen): Change => ({ kind: 'amount', to: { fen, currency: 'CNY' } })),
    ...Array.from({ length: 61 }, (_, index): Change => ({ kind: 'term', toMonths: index + 1 })),
    ...COLLATERALS.map((add): Change => ({
      kind: GUARANTEES.includes(add) ? 'guarantee' : 'collateral',
      add,
    })),
  ];
}
