import type { Attribute, MatchProduct, RequestFacts } from '../matching/index.js';
import { ATTRIBUTES, COLLATERALS, counterfactuals, matchRequest, POLICY_V1 } from '../matching/index.js';
import { fact, product } from '../matching/testing/arbitraries.js';
import { KERNELS } from './kernel.js';
import { MatchIndex } from './match-index.js';
import { changeAtRandom } from './testing/histories.js';
import { atScale } from './testing/scale.js';
import { context, Dice, randomCatalogue, randomFacts, type WorldProfile } from './testing/worlds.js';

const MOVABLE: readonly Attribute[] = ['amount', 'termMonths', 'collateral', 'purposes', 'sizeClass'];
const profileOf = (dice: Dice): WorldProfile => ({
  attributes: dice.chance(0.6) ? MOVABLE : ATTRIBUTES,
  products: 20,
  unknown: dice.pick([0, 0, 0.05, 0.3]),
});

/** Another amount, term or choice of securities; sometimes none of them. */
function otherwise(dice: Dice, facts: RequestFacts): RequestFacts {
  const currency = dice.pick(['CNY', 'CNY', 'USD', 'JPY'] as const);
  const members = dice.some(COLLATERALS.slice(0, 6), 0.3);
  return {
    ...facts,
    ...(dice.chance(0.5) ? { amount: fact({ fen: BigInt(1 + dice.below(12)) * 1_000_000n, currency }) } : {}),
    ...(dice.chance(0.5) ? { termMonths: fact(100 * dice.below(8)) } : {}),
    ...(dice.chance(0.5) ? { collateral: fact({ members, complete: dice.chance(0.9) }) } : {}),
  };
}

function expectedOf(facts: RequestFacts, changed: RequestFacts, products: readonly MatchProduct[]) {
  const [before, after] = [facts, changed].map((asked) => {
    const { eligibleCount, needsInformation, verdicts } = matchRequest(asked, products, context, POLICY_V1);
    const fitting = verdicts.flatMap(({ productId, verdict }) => (verdict === 'eligible' ? [productId] : []));
    return { counts: { eligible: eligibleCount, needsInformation: needsInformation.length }, fitting };
  });
  return {
    before: before?.counts,
    after: after?.counts,
    gained: after?.fitting.filter((id) => !before?.fitting.includes(id)),
    lost: before?.fitting.filter((id) => !after?.fitting.includes(id)),
  };
}

describe('what-if', () => {
  it.each(KERNELS)('counts, wins and loses as asking twice does, through every change: %s', (kernel) => {
    let moved = 0;
    for (let seed = 1; seed <= atScale(20); seed += 1) {
      const dice = new Dice(seed);
      const profile = profileOf(dice);
      let products = randomCatalogue(dice, profile);
      const index = new MatchIndex(products, context, POLICY_V1, {
        kernel,
        cacheBytes: dice.pick([4096, 2 ** 24]),
      });
      for (let at = 0; at < 10; at += 1) {
        const facts = randomFacts(dice, profile);
        const changed = otherwise(dice, facts);
        const answer = index.whatIf(index.prepare(facts), changed);
        expect(answer).toEqual(expectedOf(facts, changed, products));
        moved += answer.gained.length + answer.lost.length;
        products = changeAtRandom(dice, profile, index, products);
      }
    }
    expect(moved).toBeGreaterThan(30);
  });

  it('answers a request that has named no amount yet', () => {
    const clause = [{ attribute: 'amount', op: 'lte', operand: 500n } as const];
    const index = new MatchIndex([product({ clauses: [clause] })], context, POLICY_V1);
    expect(index.whatIf(index.prepare({}), { amount: fact({ fen: 400n, currency: 'CNY' }) })).toEqual({
      before: { eligible: 0, needsInformation: 1 },
      after: { eligible: 1, needsInformation: 0 },
      gained: ['p-1'],
      lost: [],
    });
  });
});

describe('the smallest changes of a whole catalogue', () => {
  it('are what the definition finds product by product, in its order', () => {
    let found = 0;
    for (let seed = 1; seed <= atScale(30); seed += 1) {
      const dice = new Dice(1000 + seed);
      const profile = profileOf(dice);
      let products = randomCatalogue(dice, profile);
      const index = new MatchIndex(products, context, POLICY_V1);
      for (let at = 0; at < 10; at += 1) {
        const facts = randomFacts(dice, profile);
        const expected = counterfactuals(facts, products, context);
        const limit = dice.pick([3, 100]);
        expect(index.counterfactuals(index.prepare(facts), limit)).toEqual({
          count: expected.length,
          byOneChange: expected.filter(({ changes }) => changes.length === 1).length,
          best: expected.slice(0, limit),
        });
        found += expected.length;
        products = changeAtRandom(dice, profile, index, products);
      }
    }
    expect(found).toBeGreaterThan(100);
  });

  it('asks for less before it asks for more, and for one thing before two', () => {
    const upTo = (id: string, operand: number, collateral?: string) =>
      product({
        id,
        clauses: [
          [
            { attribute: 'termMonths', op: 'lte', operand },
            ...(collateral === undefined
              ? []
              : [{ attribute: 'collateral', op: 'intersects', operand: [collateral] } as const]),
          ],
        ],
      });
    const products = [upTo('p-1', 12, 'land'), upTo('p-2', 12), upTo('p-3', 18), upTo('p-4', 24)];
    const index = new MatchIndex(products, context, POLICY_V1);
    const facts = { termMonths: fact(24), collateral: fact({ members: [], complete: true }) };
    expect(index.counterfactuals(index.prepare(facts))).toEqual({
      count: 3,
      byOneChange: 2,
      best: [
        { productId: 'p-3', changes: [{ kind: 'term', toMonths: 18 }] },
        { productId: 'p-2', changes: [{ kind: 'term', toMonths: 12 }] },
        {
          productId: 'p-1',
          changes: [
            { kind: 'term', toMonths: 12 },
            { kind: 'collateral', add: 'land' },
          ],
        },
      ],
    });
  });
});
