import fc from 'fast-check';
import type { Change } from './changes.js';
import { applyChanges, compareCosts, costOf, MAX_CHANGES } from './changes.js';
import { rateOf } from './atoms.js';
import { counterfactual, counterfactuals } from './counterfactual.js';
import { evaluate } from './evaluate.js';
import type { RequestFacts } from './facts.js';
import type { MatchProduct } from './product.js';
import type { Atom } from './rules.js';
import { context, fact, knownFactsArbitrary, product, productArbitrary } from './testing/arbitraries.js';
import { COLLATERALS, GUARANTEES, PURPOSES } from './vocabulary.js';

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

  it('narrows several purposes to one of them, and never adds one', () => {
    const known = { ...facts, purposes: fact({ members: ['refinance', 'project'], complete: true }) };
    const only = (...operand: string[]): Atom => ({ attribute: 'purposes', op: 'subsetOf', operand });
    expect(changesFor([[only('project', 'expansion')]], known)).toEqual([{ kind: 'purpose', to: 'project' }]);
    expect(changesFor([[only('expansion')]], known)).toBeUndefined();
    // One purpose alone has nothing to be narrowed to.
    expect(changesFor([[only('project')]])).toBeUndefined();
  });

  it('finds the smallest change that trying all of them finds', () => {
    let found = 0;
    fc.assert(
      fc.property(knownFactsArbitrary, productArbitrary, (known, one) => {
        const { verdict, clauses } = evaluate(known, one, context);
        const open = clauses.some(({ atoms }) => atoms.some(({ truth }) => truth === 'unknown'));
        fc.pre(verdict === 'ineligible' && !open);
        const changes = counterfactual(known, one, context)?.changes;
        found += Number(changes !== undefined);
        expect(changes).toEqual(smallestOfAll(known, one));
      }),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(20);
  });

  it('ranks products by what they ask, ties by product', () => {
    const products = [
      product({ id: 'p-4', clauses: [[accepts('land')]] }),
      product({ id: 'p-3', clauses: [[termAtMost(12)]] }),
      product({ id: 'p-2', clauses: [[termAtMost(12)]] }),
      product({ id: 'p-1', clauses: [[termAtMost(12), amountAtMost(5000n)]] }),
      product({ id: 'p-0', clauses: [[termAtMost(24)]] }),
    ];
    const ranked = counterfactuals(facts, products, context).map(({ productId }) => productId);
    // 24 → 12 months at p-2 and p-3 asks less than new land; two changes ask most; p-0 fits as it is.
    expect(ranked).toEqual(['p-2', 'p-3', 'p-4', 'p-1']);
  });
});

const fits = (known: RequestFacts, one: MatchProduct, changes: readonly Change[]): boolean =>
  evaluate(applyChanges(known, changes), one, context).verdict === 'eligible';

/** Tries every single change and every pair of them, and keeps what asks least. */
function smallestOfAll(known: RequestFacts, one: MatchProduct): readonly Change[] | undefined {
  const kinds = changesWorthTrying(known, one);
  const singles = kinds.flat().map((change) => [change]);
  const pairs = kinds.flatMap((list, kind) => [
    ...kinds.slice(kind + 1).flatMap((others) => others.flatMap((b) => list.map((a) => [a, b]))),
    // Two securities may be added; an amount is moved once.
    ...(list.some((change) => 'add' in change)
      ? list.flatMap((a, at) => list.slice(at + 1).map((b) => [a, b]))
      : []),
  ]);
  const fitting = (candidates: readonly (readonly Change[])[]) =>
    candidates
      .filter((changes) => fits(known, one, changes))
      .sort((a, b) => compareCosts(costOf(a, known), costOf(b, known)))[0];
  return fitting(singles) ?? fitting(pairs);
}

/** The values at which some condition's answer changes, and one beside each, kind by kind. */
function changesWorthTrying(known: RequestFacts, one: MatchProduct): readonly (readonly Change[])[] {
  const atoms = one.clauses.flat();
  const boundsOn = (attribute: Atom['attribute']): readonly bigint[] =>
    atoms.flatMap((atom) => {
      if (atom.attribute !== attribute) return [];
      const { operand } = atom;
      if (typeof operand === 'object' && 'min' in operand) return [BigInt(operand.min), BigInt(operand.max)];
      return typeof operand === 'bigint' || typeof operand === 'number' ? [BigInt(operand)] : [];
    });
  const around = (value: bigint) => [-1n, 0n, 1n, 2n].map((step) => value + step).filter((near) => near > 0n);
  const currency = known.amount?.value.currency ?? 'CNY';
  const rate = rateOf(currency, context) ?? 1n;
  const amounts = boundsOn('amount').flatMap((fen) => around((fen * 1_000_000n) / rate));
  const terms = boundsOn('termMonths').flatMap(around).map(Number);
  const named = COLLATERALS.filter((code) =>
    atoms.some(({ operand }) => Array.isArray(operand) && operand.includes(code)),
  );
  const declared = known.purposes?.value.members ?? [];
  return [
    [...new Set(amounts)].map((fen): Change => ({ kind: 'amount', to: { fen, currency } })),
    [...new Set(terms)].map((toMonths): Change => ({ kind: 'term', toMonths })),
    named.map((add): Change => ({ kind: GUARANTEES.includes(add) ? 'guarantee' : 'collateral', add })),
    declared.length < 2
      ? []
      : PURPOSES.filter((to) => declared.includes(to)).map((to): Change => ({ kind: 'purpose', to })),
  ];
}
