import { planSplit, type AllocationProblem } from './index.js';
import { faultsOf } from './testing/certificate.js';
import { LARGE, MIDDLE, randomProblem, SMALL } from './testing/problems.js';

const WAN = 1_000_000n;

/** Two banks with 100 (万元) each of a nation's 200; a asks 150 of the one at 90 points, b 150 of the other at 60. */
const worked: AllocationProblem = {
  requests: [
    { id: 'a', amountFen: 150n * WAN, province: '32' },
    { id: 'b', amountFen: 150n * WAN, province: '61' },
  ],
  products: [
    { id: 'p', poolId: 'east', capFen: null },
    { id: 'q', poolId: 'west', capFen: null },
  ],
  pools: [
    { id: 'nation', parentId: null, capacityFen: 200n * WAN },
    { id: 'east', parentId: 'nation', capacityFen: 100n * WAN },
    { id: 'west', parentId: 'nation', capacityFen: 100n * WAN },
  ],
  fits: [
    { requestId: 'a', productId: 'p', score: 90 },
    { requestId: 'b', productId: 'q', score: 60 },
  ],
};

const withMore = (problem: AllocationProblem, more: ReadonlyMap<string, bigint>): AllocationProblem => ({
  ...problem,
  pools: problem.pools.map((pool) => ({
    ...pool,
    capacityFen: pool.capacityFen + (more.get(pool.id) ?? 0n),
  })),
});

describe('a new tranche', () => {
  it('to one pool moves money to where it is worth more', () => {
    // The nation stays at 200: 30 more in the east take 30 from the west, 30 × (90 − 60) = 900 gained, none served more.
    expect(planSplit(worked).whatIf([{ poolId: 'east', fen: 30n * WAN }])).toMatchObject({
      addedFen: 30n * WAN,
      servedMoreFen: 0n,
      valueMore: 900n * WAN,
      changes: [
        { requestId: 'a', productId: 'p', fen: 30n * WAN },
        { requestId: 'b', productId: 'q', fen: -30n * WAN },
      ],
    });
  });

  it('along the way to the nation serves more, up to what is asked', () => {
    // 70 more for the nation and the east, of which a can use 50: 50 × 90 = 4,500.
    const effect = planSplit(worked).whatIf([
      { poolId: 'nation', fen: 70n * WAN },
      { poolId: 'east', fen: 70n * WAN },
    ]);
    expect(effect).toMatchObject({ addedFen: 140n * WAN, servedMoreFen: 50n * WAN, valueMore: 4_500n * WAN });
    expect(
      effect.limits.map(({ id, capacityFen, usedFen }) => [id, capacityFen / WAN, usedFen / WAN]),
    ).toEqual([
      ['east', 170n, 150n],
      ['nation', 270n, 250n],
      ['west', 100n, 100n],
    ]);
  });

  it('of nothing, or where nothing is held back, changes nothing', () => {
    const optimum = planSplit(worked);
    const none = { servedMoreFen: 0n, valueMore: 0n, changes: [] };
    expect(optimum.whatIf([])).toMatchObject(none);
    expect(optimum.whatIf([{ poolId: 'west', fen: 10n * WAN }])).toMatchObject(none);
  });

  it('opens a pool that had nothing', () => {
    const closed = withMore(worked, new Map([['west', -100n * WAN]]));
    // 100 of the nation's 200 were idle; the west lends them at 60.
    expect(planSplit(closed).whatIf([{ poolId: 'west', fen: 400n * WAN }])).toMatchObject({
      servedMoreFen: 100n * WAN,
      valueMore: 6_000n * WAN,
    });
  });

  it('is worth what a plan from the beginning is worth, and proves it', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const problem = randomProblem(seed, seed === 100 ? LARGE : seed % 2 === 0 ? MIDDLE : SMALL);
      const more = new Map(
        problem.pools.filter((_, at) => (at + seed) % 3 === 0).map(({ id }) => [id, BigInt(7 * seed)]),
      );
      const grown = withMore(problem, more);
      const optimum = planSplit(problem);
      const effect = optimum.whatIf([...more].map(([poolId, fen]) => ({ poolId, fen })));
      expect({ seed, value: effect.plan.value }).toEqual({ seed, value: planSplit(grown).plan.value });
      expect({ seed, faults: faultsOf(grown, effect.plan, effect.limits) }).toEqual({ seed, faults: [] });
      expect(effect.valueMore).toBeGreaterThanOrEqual(0n);
      expect(effect.changes.reduce((sum, { fen }) => sum + fen, 0n)).toBe(effect.servedMoreFen);
    }
  });

  it('adds no more value than its shadow price promises, and leaves the optimum it was asked of as it is', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const optimum = planSplit(randomProblem(seed, MIDDLE));
      const before = JSON.stringify(optimum.plan, (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
      for (const { shadowPrice, valueMore } of optimum.bindingPools()) {
        expect(valueMore).toBeLessThanOrEqual(BigInt(shadowPrice) * WAN);
      }
      const after = JSON.stringify(optimum.plan, (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
      expect(after).toBe(before);
    }
  });
});
