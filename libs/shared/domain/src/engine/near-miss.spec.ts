import type { Attribute, Change, MatchProduct, RequestFacts } from '../matching/index.js';
import {
  applyChanges,
  ATTRIBUTES,
  completeFacts,
  counterfactual,
  evaluate,
  nearMissDistance,
  POLICY_V1,
} from '../matching/index.js';
import { fact, product } from '../matching/testing/arbitraries.js';
import type { Advice } from './advice.js';
import { MatchIndex } from './match-index.js';
import type { NearMisses } from './near-miss.js';
import { changeAtRandom } from './testing/histories.js';
import { nearMissesByDefinition } from './testing/near-miss-oracle.js';
import { atScale } from './testing/scale.js';
import { context, Dice, randomCatalogue, randomFacts, type WorldProfile } from './testing/worlds.js';

const YI = 10_000_000_000n;
const amountOf = (fen: bigint): Change => ({ kind: 'amount', to: { fen, currency: 'CNY' } });

/** A product that one change would win must be won by some piece of advice, and advice must win something. */
function checkCompleteness(facts: RequestFacts, products: readonly MatchProduct[], found: NearMisses) {
  const advised = found.blockers.flatMap(({ advice }) => advice);
  expect(advised.every(({ adds }) => adds > 0)).toBe(true);
  for (const one of products) {
    if (nearMissDistance(evaluate(facts, one, context)) !== 1) continue;
    const changes = counterfactual(facts, one, context)?.changes;
    if (changes?.length !== 1) continue;
    const wins = ({ change }: Advice) =>
      evaluate(applyChanges(facts, [change]), one, context).verdict === 'eligible';
    expect(advised.some(wins)).toBe(true);
  }
}

describe('near-misses', () => {
  it('are what the definition finds product by product, through every change', () => {
    let found = 0;
    for (let seed = 1; seed <= atScale(40); seed += 1) {
      const dice = new Dice(seed);
      const attributes: readonly Attribute[] = dice.chance(0.5)
        ? ['amount', 'termMonths', 'collateral', 'region', 'sizeClass']
        : ATTRIBUTES;
      const profile: WorldProfile = { attributes, products: 25, unknown: dice.pick([0, 0, 0.05]) };
      let products = randomCatalogue(dice, profile);
      const index = new MatchIndex(products, context, POLICY_V1);
      for (let at = 0; at < 12; at += 1) {
        const facts = completeFacts(randomFacts(dice, profile), context);
        const near = index.nearMisses(index.prepare(facts));
        const productIds = near.productIds();
        expect({ ...near, productIds }).toEqual(nearMissesByDefinition(facts, products, near));
        checkCompleteness(facts, products, near);
        found += productIds.length;
        products = changeAtRandom(dice, profile, index, products);
      }
    }
    expect(found).toBeGreaterThan(300);
  });

  it('say how many products a smaller amount would add', () => {
    const upTo = (id: string, fen: bigint) =>
      product({ id, clauses: [[{ attribute: 'amount', op: 'lte', operand: fen }]] });
    const products = [
      upTo('p-1', YI / 2n),
      upTo('p-2', YI / 2n),
      upTo('p-3', YI / 10n),
      upTo('p-4', 2n * YI),
    ];
    const index = new MatchIndex(products, context, POLICY_V1);
    // 1 亿 is asked: p-4 fits. At 5,000 万 p-1 and p-2 would as well, at 1,000 万 p-3 too.
    const near = index.nearMisses(index.prepare({ amount: fact({ fen: YI, currency: 'CNY' }) }));
    expect(near.productIds()).toEqual(['p-1', 'p-2', 'p-3']);
    expect(near.blockers).toEqual([
      {
        attribute: 'amount',
        count: 3,
        advice: [
          { change: amountOf(YI / 2n), adds: 2 },
          { change: amountOf(YI / 10n), adds: 3 },
        ],
      },
    ]);
  });

  it('say which security would help most', () => {
    const accepting = (id: string, operand: readonly string[]) =>
      product({ id, clauses: [[{ attribute: 'collateral', op: 'intersects', operand }]] });
    const products = [
      accepting('p-1', ['land', 'deposit']),
      accepting('p-2', ['land']),
      accepting('p-3', ['equity']),
    ];
    const index = new MatchIndex(products, context, POLICY_V1);
    const facts = { collateral: fact({ members: ['order'], complete: true }) };
    expect(index.nearMisses(index.prepare(facts)).blockers[0]?.advice).toEqual([
      { change: { kind: 'collateral', add: 'land' }, adds: 2 },
      { change: { kind: 'collateral', add: 'deposit' }, adds: 1 },
      { change: { kind: 'collateral', add: 'equity' }, adds: 1 },
    ]);
  });

  it('name what nobody can change, and advise nothing about it', () => {
    const products = [
      product({ id: 'p-1', clauses: [[{ attribute: 'taxGrade', op: 'in', operand: ['A'] }]] }),
      product({ id: 'p-2', clauses: [[{ attribute: 'purposes', op: 'subsetOf', operand: ['project'] }]] }),
      product({ id: 'p-3', clauses: [[{ attribute: 'amount', op: 'lte', operand: 0n }]] }),
      product({
        id: 'p-4',
        published: false,
        clauses: [[{ attribute: 'termMonths', op: 'lte', operand: 6 }]],
      }),
    ];
    const index = new MatchIndex(products, context, POLICY_V1);
    const facts: RequestFacts = {
      taxGrade: fact('B'),
      amount: fact({ fen: YI, currency: 'CNY' }),
      termMonths: fact(12),
      purposes: fact({ members: ['refinance'], complete: true }),
    };
    // Nobody borrows nothing, and the bank itself does not offer p-4.
    expect(index.nearMisses(index.prepare(facts)).blockers).toEqual([
      { attribute: 'amount', count: 1, advice: [] },
      { attribute: 'purposes', count: 1, advice: [] },
      { attribute: 'taxGrade', count: 1, advice: [] },
    ]);
    const both = { ...facts, purposes: fact({ members: ['refinance', 'project'], complete: true }) };
    expect(index.nearMisses(index.prepare(both)).blockers[1]).toEqual({
      attribute: 'purposes',
      count: 1,
      advice: [{ change: { kind: 'purpose', to: 'project' }, adds: 1 }],
    });
  });
});
