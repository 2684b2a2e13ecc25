import type { Attribute, MatchProduct, RequestFacts } from '../matching/index.js';
import { ATTRIBUTES, completeFacts, evaluate, nearMissDistance, POLICY_V1 } from '../matching/index.js';
import { fact, product } from '../matching/testing/arbitraries.js';
import { MatchIndex } from './match-index.js';
import type { NearMisses } from './near-miss.js';
import { changeAtRandom } from './testing/histories.js';
import { context, Dice, randomCatalogue, randomFacts, type WorldProfile } from './testing/worlds.js';

const YI = 10_000_000_000n;

/** Product by product through the definition, and each threshold by asking it again with the changed fact. */
function bruteForce(facts: RequestFacts, products: readonly MatchProduct[], found: NearMisses) {
  const near = products.filter((one) => nearMissDistance(evaluate(facts, one, context)) === 1);
  const soleBlockers = (one: MatchProduct): ReadonlySet<Attribute> => {
    const failing = evaluate(facts, one, context).clauses.map(
      ({ atoms }) =>
        new Set(atoms.filter(({ truth }) => truth === 'false').map(({ atom }) => atom.attribute)),
    );
    return new Set(failing.filter(({ size }) => size === 1).flatMap((attributes) => [...attributes]));
  };
  const wonBy = (attribute: Attribute, changed: RequestFacts) =>
    near.filter(
      (one) => soleBlockers(one).has(attribute) && evaluate(changed, one, context).verdict === 'eligible',
    ).length;
  const blockers = ATTRIBUTES.map((attribute) => ({
    attribute,
    count: near.filter((one) => soleBlockers(one).has(attribute)).length,
  })).filter(({ count }) => count > 0);
  return {
    productIds: near.map(({ id }) => id).sort(),
    blockers: blockers
      .sort((a, b) => b.count - a.count || (a.attribute < b.attribute ? -1 : 1))
      .map(({ attribute, count }) => {
        const given = found.blockers.find((one) => one.attribute === attribute);
        return {
          attribute,
          count,
          thresholds: (given?.thresholds ?? []).map(({ to }) => ({
            to,
            adds: wonBy(attribute, withValue(facts, attribute, to)),
          })),
          codes: (given?.codes ?? []).map(({ code }) => ({
            code,
            adds: wonBy(attribute, withCode(facts, code)),
          })),
        };
      }),
  };
}

function withValue(facts: RequestFacts, attribute: Attribute, to: number | bigint): RequestFacts {
  const { amount, termMonths } = facts;
  if (attribute === 'amount' && amount) {
    return { ...facts, amount: { ...amount, value: { fen: BigInt(to), currency: 'CNY' } } };
  }
  return termMonths ? { ...facts, termMonths: { ...termMonths, value: Number(to) } } : facts;
}

function withCode(facts: RequestFacts, code: string): RequestFacts {
  const { collateral } = facts;
  if (collateral === undefined) return facts;
  const { members, complete } = collateral.value;
  return { ...facts, collateral: { ...collateral, value: { members: [...members, code], complete } } };
}

describe('near-misses', () => {
  it('are what the definition finds product by product, through every change', () => {
    let found = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
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
        expect({ productIds, blockers: near.blockers }).toEqual(bruteForce(facts, products, near));
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
        thresholds: [
          { to: YI / 2n, adds: 2 },
          { to: YI / 10n, adds: 3 },
        ],
        codes: [],
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
    expect(index.nearMisses(index.prepare(facts)).blockers[0]?.codes).toEqual([
      { code: 'land', adds: 2 },
      { code: 'deposit', adds: 1 },
      { code: 'equity', adds: 1 },
    ]);
  });
});
