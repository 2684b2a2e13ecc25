import { planSplit, planWholeLoans, type AllocationProblem } from './index.js';
import { feasibilityFaults } from './testing/certificate.js';
import { bestWholeValue } from './testing/exhaustive.js';
import { LARGE, MIDDLE, randomProblem, SMALL } from './testing/problems.js';

const WAN = 1_000_000n;
const request = (id: string, wan: bigint) => ({ id, amountFen: wan * WAN, province: '32' });

/** One product of a pool of 500 (万元), and three requests of 300, 260 and 240 at 70, 60 and 60 points. */
const worked: AllocationProblem = {
  requests: [request('a', 300n), request('b', 260n), request('c', 240n)],
  products: [{ id: 'p', poolId: 'bank', capFen: null }],
  pools: [{ id: 'bank', parentId: null, capacityFen: 500n * WAN }],
  fits: [
    { requestId: 'a', productId: 'p', score: 70 },
    { requestId: 'b', productId: 'p', score: 60 },
    { requestId: 'c', productId: 'p', score: 60 },
  ],
};

describe('a plan of whole loans', () => {
  it('fills the pool with whole loans, and says how much more any other could be worth', () => {
    // Split: 300 × 70 + 200 × 60 = 33,000, the bound. Whole: a alone 21,000; b and c 500 × 60 = 30,000.
    // The gap is at most 3,000 of 33,000: 90,909.09 ppm, rounded up.
    const whole = planWholeLoans(worked, { seed: 1 });
    expect(whole.plan.shares).toEqual([
      { requestId: 'b', productId: 'p', fen: 260n * WAN },
      { requestId: 'c', productId: 'p', fen: 240n * WAN },
    ]);
    expect(whole).toMatchObject({ bound: 33_000n * WAN, gapPpm: 90_910, seed: 1 });
    expect(whole.plan.value).toBe(30_000n * WAN);
  });

  it('leaves pairs that no limit could hold whole out of the bound', () => {
    // 200 hold none of the three; 240 hold c, and no part of a counts in the bound.
    const limited = (wan: bigint) => ({
      ...worked,
      pools: [{ id: 'bank', parentId: null, capacityFen: wan * WAN }],
    });
    expect(planWholeLoans(limited(200n), { seed: 1 })).toMatchObject({ bound: 0n, gapPpm: 0 });
    expect(planWholeLoans(limited(200n), { seed: 1 }).plan.reachableFen).toBe(800n * WAN);
    expect(planWholeLoans(limited(240n), { seed: 1 })).toMatchObject({ bound: 240n * 60n * WAN, gapPpm: 0 });
  });

  it('is empty where nothing is asked', () => {
    const empty = { requests: [], products: [], pools: [], fits: [] };
    expect(planWholeLoans(empty, { seed: 1 })).toMatchObject({ bound: 0n, gapPpm: 0, plan: { shares: [] } });
  });

  it('lends whole amounts, within every limit, and never beyond its bound', () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const problem = randomProblem(seed, seed === 25 ? LARGE : MIDDLE);
      const { plan, bound, gapPpm } = planWholeLoans(problem, { seed, attemptsPerRequest: 3 });
      const amounts = new Map(problem.requests.map(({ id, amountFen }) => [id, amountFen]));
      const parts = plan.shares.filter(({ requestId, fen }) => amounts.get(requestId) !== fen);
      expect({ seed, parts, faults: feasibilityFaults(problem, plan) }).toEqual({
        seed,
        parts: [],
        faults: [],
      });
      expect(new Set(plan.shares.map(({ requestId }) => requestId)).size).toBe(plan.shares.length);
      expect(bound).toBeLessThanOrEqual(planSplit(problem).plan.value);
      expect(plan.value * 1_000_000n).toBeGreaterThanOrEqual(bound * (1_000_000n - BigInt(gapPpm)));
    }
  });

  it('has the optimum between its value and its bound, and mostly reaches it', () => {
    const reached = Array.from({ length: 40 }, (_, at) => {
      const problem = randomProblem(at + 1, { ...SMALL, requests: 6, products: 4 });
      const { plan, bound } = planWholeLoans(problem, { seed: 1 });
      const best = bestWholeValue(problem);
      expect(plan.value).toBeLessThanOrEqual(best);
      expect(bound).toBeGreaterThanOrEqual(best);
      return plan.value === best;
    });
    expect(reached.filter(Boolean).length).toBeGreaterThanOrEqual(36);
  });

  it('is the same from the same seed', () => {
    const problem = randomProblem(7, MIDDLE);
    const other = { ...problem, requests: problem.requests.toReversed(), fits: problem.fits.toReversed() };
    expect(planWholeLoans(other, { seed: 5 })).toEqual(planWholeLoans(problem, { seed: 5 }));
  });
});
