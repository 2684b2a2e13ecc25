import { coverFairly, planSplit, type AllocationProblem } from './index.js';
import { feasibilityFaults } from './testing/certificate.js';
import { optimumByHighs } from './testing/highs.js';
import { MIDDLE, randomProblem, SMALL } from './testing/problems.js';

const WAN = 1_000_000n;

/**
 * Three provinces and two products without limits of their own. 32 and 61 share the pool of 300 (万元), where
 * 32 is worth 90 points and 61 60; 11 has a pool of 20 to itself.
 */
const worked: AllocationProblem = {
  requests: [
    { id: 'a', amountFen: 400n * WAN, province: '32' },
    { id: 'b', amountFen: 200n * WAN, province: '61' },
    { id: 'c', amountFen: 100n * WAN, province: '11' },
    { id: 'd', amountFen: 900n * WAN, province: '11' },
  ],
  products: [
    { id: 'p', poolId: 'large', capFen: null },
    { id: 'q', poolId: 'small', capFen: null },
  ],
  pools: [
    { id: 'large', parentId: null, capacityFen: 300n * WAN },
    { id: 'small', parentId: null, capacityFen: 20n * WAN },
  ],
  fits: [
    { requestId: 'a', productId: 'p', score: 90 },
    { requestId: 'b', productId: 'p', score: 60 },
    { requestId: 'c', productId: 'q', score: 50 },
  ],
};

describe('coverage by province', () => {
  it('lifts the worst-served first, then the others, and says what holds each and what it costs', () => {
    // Best: 300 × 90 + 20 × 50 = 28,000; nothing for 61. 11 can have 20 of its 100 (d fits nothing) whatever
    // happens: 20 %. So that all have 20 %: 40 for 61, 260 × 90 + 40 × 60 + 1,000 = 26,800, 42,857 ppm less.
    // Then 32 and 61 rise to 300 of 600, 50 %: 200 × 90 + 100 × 60 + 1,000 = 25,000, 107,142 ppm less.
    const fair = coverFairly(worked);
    expect(fair.levels).toEqual([
      {
        sharePpm: 200_000,
        provinces: ['11'],
        limits: [{ kind: 'pool', id: 'small' }],
        valueCost: 1_200n * WAN,
        valueCostPpm: 42_857,
      },
      {
        sharePpm: 500_000,
        provinces: ['32', '61'],
        limits: [{ kind: 'pool', id: 'large' }],
        valueCost: 3_000n * WAN,
        valueCostPpm: 107_142,
      },
    ]);
    expect([fair.worstBeforePpm, fair.worstPpm]).toEqual([0, 200_000]);
    expect(fair.provinces).toEqual([
      { province: '11', reachableFen: 100n * WAN, servedFen: 20n * WAN, floorFen: 20n * WAN },
      { province: '32', reachableFen: 400n * WAN, servedFen: 200n * WAN, floorFen: 200n * WAN },
      { province: '61', reachableFen: 200n * WAN, servedFen: 100n * WAN, floorFen: 100n * WAN },
    ]);
  });

  it('stops at the level asked for', () => {
    const fair = coverFairly(worked, { levels: 1 });
    expect(fair.levels).toHaveLength(1);
    expect(fair.plan.value).toBe(26_800n * WAN);
    expect(coverFairly(worked, { levels: 0 }).plan).toEqual(planSplit(worked).plan);
  });

  it('costs nothing where everything is covered, or nothing can be', () => {
    const enough = { ...worked, pools: worked.pools.map((pool) => ({ ...pool, capacityFen: 1_000n * WAN })) };
    expect(coverFairly(enough)).toMatchObject({
      worstPpm: 1_000_000,
      levels: [{ sharePpm: 1_000_000, provinces: ['11', '32', '61'], limits: [], valueCost: 0n }],
    });
    const nothing = { ...worked, fits: [] };
    expect(coverFairly(nothing)).toMatchObject({ plan: { shares: [] }, levels: [] });
    const empty = { ...worked, pools: worked.pools.map((pool) => ({ ...pool, capacityFen: 0n })) };
    expect(coverFairly(empty)).toMatchObject({ worstPpm: 0, plan: { value: 0n } });
  });

  it('lifts the worst as far as HiGHS does, by a plan worth as much', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const problem = randomProblem(seed, seed % 3 === 0 ? MIDDLE : SMALL);
      const { plan, provinces, levels } = coverFairly(problem, { levels: 1 });
      expect({ seed, faults: feasibilityFaults(problem, plan) }).toEqual({ seed, faults: [] });
      if (levels.length === 0) continue;
      const share = optimumByHighs({ problem, fair: true });
      const reachable = provinces.filter(({ reachableFen }) => reachableFen > 0n);
      const sure = reachable.map(({ floorFen, reachableFen }) => Number(floorFen) / Number(reachableFen));
      expect(Math.min(...sure)).toBeLessThanOrEqual(share + 1e-6);
      for (const { floorFen, reachableFen } of reachable) {
        expect(Number(floorFen)).toBeGreaterThanOrEqual(Math.floor(share * Number(reachableFen) - 1e-6));
      }
      const floors = new Map(reachable.map(({ province, floorFen }) => [province, floorFen]));
      expect({ seed, value: Number(plan.value) }).toEqual({
        seed,
        value: Math.round(optimumByHighs({ problem, floors })),
      });
    }
  });

  it('never lets a province fall back while it lifts others', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const problem = randomProblem(seed, MIDDLE);
      const { plan, provinces, levels } = coverFairly(problem);
      expect({ seed, faults: feasibilityFaults(problem, plan) }).toEqual({ seed, faults: [] });
      const shares = levels.map(({ sharePpm }) => sharePpm);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      for (const { sharePpm, provinces: held } of levels) {
        for (const { province, reachableFen, servedFen } of provinces.filter((one) =>
          held.includes(one.province),
        )) {
          // Whole fen: at most one short of the share, which itself is rounded down.
          expect({
            seed,
            province,
            isCovered: (servedFen + 1n) * 1_000_000n >= BigInt(sharePpm) * reachableFen,
          }).toEqual({
            seed,
            province,
            isCovered: true,
          });
        }
      }
    }
  });
});
