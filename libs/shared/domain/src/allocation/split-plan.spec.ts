import fc from 'fast-check';
import { Dice } from '../engine/testing/worlds.js';
import { planSplit } from './index.js';
import type { AllocationProblem } from './problem.js';
import { faultsOf } from './testing/certificate.js';
import { optimumByHighs } from './testing/highs.js';
import { LARGE, MIDDLE, randomProblem, SMALL } from './testing/problems.js';

const WAN = 1_000_000n;

/**
 * Two requests of 300 and 200 (万元), two products of one bank that has 350 of a national 400.
 * a fits both products (90 and 60 points), b fits the first only (80).
 */
const worked: AllocationProblem = {
  requests: [
    { id: 'a', amountFen: 300n * WAN, province: '32' },
    { id: 'b', amountFen: 200n * WAN, province: '61' },
  ],
  products: [
    { id: 'p', poolId: 'bank', capFen: 250n * WAN },
    { id: 'q', poolId: 'bank', capFen: null },
  ],
  pools: [
    { id: 'nation', parentId: null, capacityFen: 400n * WAN },
    { id: 'bank', parentId: 'nation', capacityFen: 350n * WAN },
  ],
  fits: [
    { requestId: 'a', productId: 'p', score: 90 },
    { requestId: 'a', productId: 'q', score: 60 },
    { requestId: 'b', productId: 'p', score: 80 },
  ],
};

describe('the splittable plan of greatest value', () => {
  it('splits a request where that is worth more', () => {
    // The bank's 350: p lends its 250, q the other 100, which only a can take. So p has 200 for a and 50 for b:
    // 200 × 90 + 50 × 80 + 100 × 60 = 28,000. All of p for a would be 250 × 90 + 50 × 60 = 25,500.
    const { plan } = planSplit(worked);
    expect(plan.shares).toEqual([
      { requestId: 'a', productId: 'p', fen: 200n * WAN },
      { requestId: 'a', productId: 'q', fen: 100n * WAN },
      { requestId: 'b', productId: 'p', fen: 50n * WAN },
    ]);
    expect(plan).toMatchObject({ value: 28_000n * WAN, servedFen: 350n * WAN, demandFen: 500n * WAN });
  });

  it('prices what holds demand back, and nothing else', () => {
    // One more in the bank: a takes it from q and leaves its place at p to b, 60 − 90 + 80 = 50.
    // One more in p: a takes it instead of its last from q, 90 − 60 = 30.
    expect(planSplit(worked).limits.map(({ id, shadowPrice }) => [id, shadowPrice])).toEqual([
      ['p', 30],
      ['bank', 50],
      ['nation', 0],
    ]);
    expect(planSplit(worked).bindingPools()).toEqual([
      { poolId: 'bank', capacityFen: 350n * WAN, shadowPrice: 50, servedMoreFen: WAN, valueMore: 50n * WAN },
    ]);
  });

  it('counts a yuan as often as the priority of its request says', () => {
    // b at 80 × 2 = 160 comes before a at 90, and there is just enough for b.
    const requests = worked.requests.map((one) => (one.id === 'b' ? { ...one, priority: 2 } : one));
    const pools = [{ id: 'bank', parentId: null, capacityFen: 200n * WAN }];
    const { plan } = planSplit({ ...worked, requests, pools });
    expect(plan.shares).toEqual([{ requestId: 'b', productId: 'p', fen: 200n * WAN }]);
    expect(plan.value).toBe(200n * 160n * WAN);
  });

  it.each([
    ['nothing at all', { requests: [], products: [], pools: [], fits: [] }],
    ['no pair that fits', { ...worked, fits: [] }],
    ['pools of nothing', { ...worked, pools: worked.pools.map((pool) => ({ ...pool, capacityFen: 0n })) }],
  ])('serves nothing from %s', (_, problem) => {
    const { plan, limits } = planSplit(problem);
    expect(plan).toMatchObject({ shares: [], value: 0n, servedFen: 0n });
    expect(faultsOf(problem, plan, limits)).toEqual([]);
  });

  it('says what a pool of nothing would be worth, not more', () => {
    // The bank has room: the first of the nation goes to a from p at 90.
    const pools = worked.pools.map((pool) => (pool.id === 'nation' ? { ...pool, capacityFen: 0n } : pool));
    const [nation, ...others] = planSplit({ ...worked, pools }).bindingPools();
    expect(nation).toMatchObject({
      poolId: 'nation',
      shadowPrice: 90,
      servedMoreFen: WAN,
      valueMore: 90n * WAN,
    });
    expect(others).toEqual([]);
  });

  it('lends the own funds of a bank without any pool', () => {
    const products = worked.products.map((product) => ({ ...product, poolId: null }));
    // p: 200 to b and 50 to a; q has no limit: 250 to a. 16,000 + 4,500 + 15,000.
    expect(planSplit({ ...worked, products, pools: [] }).plan).toMatchObject({
      value: 35_500n * WAN,
      servedFen: 500n * WAN,
    });
  });

  it('is exact up to the last fen that can be counted', () => {
    const most = BigInt(Number.MAX_SAFE_INTEGER);
    const requests = [{ id: 'a', amountFen: most, province: '32' }];
    const pools = [{ id: 'bank', parentId: null, capacityFen: most - 1n }];
    const products = [{ id: 'p', poolId: 'bank', capFen: null }];
    const fits = [{ requestId: 'a', productId: 'p', score: 10_000 }];
    expect(planSplit({ requests, pools, products, fits }).plan.value).toBe((most - 1n) * 10_000n);
  });

  it.each([
    [150, SMALL],
    [60, MIDDLE],
  ])('is worth what HiGHS finds, on %d problems', (count, shape) => {
    for (let seed = 1; seed <= count; seed += 1) {
      const problem = randomProblem(seed, shape);
      const { plan, limits } = planSplit(problem);
      expect({ seed, value: Number(plan.value) }).toEqual({
        seed,
        value: Math.round(optimumByHighs({ problem })),
      });
      expect({ seed, faults: faultsOf(problem, plan, limits) }).toEqual({ seed, faults: [] });
    }
  });

  it('proves itself optimal on large problems', () => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const problem = randomProblem(seed, LARGE);
      const { plan, limits } = planSplit(problem);
      expect({ seed, faults: faultsOf(problem, plan, limits) }).toEqual({ seed, faults: [] });
    }
  });

  it('ends where everything is tied', () => {
    // 120 requests of 10 fen at one score, 12 products of 50 fen in one pool of 400: any 40 requests, 400 × 7.
    const ids = (kind: string, count: number) => Array.from({ length: count }, (_, at) => `${kind}${at}`);
    const requests = ids('r', 120).map((id) => ({ id, amountFen: 10n, province: '32' }));
    const products = ids('p', 12).map((id) => ({ id, poolId: 'bank', capFen: 50n }));
    const fits = requests.flatMap(({ id: requestId }) =>
      products.map(({ id: productId }) => ({ requestId, productId, score: 7 })),
    );
    const problem = { requests, products, fits, pools: [{ id: 'bank', parentId: null, capacityFen: 400n }] };
    const { plan, limits } = planSplit(problem);
    expect(plan).toMatchObject({ value: 2_800n, servedFen: 400n });
    expect(faultsOf(problem, plan, limits)).toEqual([]);
  });

  it('is never worth less with more room or with another pair that fits', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(11), fc.bigInt(0n, 500n), (seed, at, more) => {
        const problem = randomProblem(seed, MIDDLE);
        const { value } = planSplit(problem).plan;
        const raised = problem.products.map((product, number) =>
          number === at && product.capFen !== null ? { ...product, capFen: product.capFen + more } : product,
        );
        expect(planSplit({ ...problem, products: raised }).plan.value).toBeGreaterThanOrEqual(value);
        const fewer = { ...problem, fits: problem.fits.slice(1) };
        expect(planSplit(fewer).plan.value).toBeLessThanOrEqual(value);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same whatever order its parts are given in', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const problem = randomProblem(seed, MIDDLE);
      const dice = new Dice(seed);
      const shuffled = {
        requests: dice.shuffled(problem.requests),
        products: dice.shuffled(problem.products),
        pools: dice.shuffled(problem.pools),
        fits: dice.shuffled(problem.fits),
      };
      const [one, other] = [planSplit(problem), planSplit(shuffled)];
      expect([other.plan, other.limits]).toEqual([one.plan, one.limits]);
    }
  });
});
