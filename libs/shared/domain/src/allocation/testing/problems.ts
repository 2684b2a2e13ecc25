import { Dice } from '../../engine/testing/worlds.js';
import type { AllocationProblem, AllocationProduct, QuotaPool } from '../problem.js';

export interface Shape {
  readonly requests: number;
  readonly products: number;
  readonly pools: number;
  /** Amounts and capacities are up to this; small numbers make ties and degenerate bases. */
  readonly mostFen: number;
  readonly mostScore: number;
}

/** A problem drawn by its seed: pools nested at random, some limits of nothing, some products of no pool. */
export function randomProblem(seed: number, shape: Shape): AllocationProblem {
  const dice = new Dice(seed);
  const amount = (most: number) => BigInt(1 + dice.below(most));
  const limit = (most: number) => (dice.chance(0.1) ? 0n : amount(most));
  const pools = Array.from({ length: shape.pools }, (_, at): QuotaPool => ({
    id: `g${at}`,
    parentId: at === 0 || dice.chance(0.2) ? null : `g${dice.below(at)}`,
    capacityFen: limit((shape.mostFen * shape.requests) / 3),
  }));
  const products = Array.from({ length: shape.products }, (_, at): AllocationProduct => ({
    id: `p${at}`,
    poolId: shape.pools === 0 || dice.chance(0.1) ? null : `g${dice.below(shape.pools)}`,
    capFen: dice.chance(0.2) ? null : limit((shape.mostFen * shape.requests) / 2),
  }));
  const requests = Array.from({ length: shape.requests }, (_, at) => ({
    id: `r${at}`,
    amountFen: amount(shape.mostFen),
    province: `${10 + dice.below(4)}`,
    ...(dice.chance(0.2) ? { priority: 1 + dice.below(3) } : {}),
  }));
  const density = 0.1 + 0.6 * dice.next();
  const fits = requests.flatMap(({ id: requestId }) =>
    products
      .filter(() => dice.chance(density))
      .map(({ id: productId }) => ({ requestId, productId, score: 1 + dice.below(shape.mostScore) })),
  );
  return { requests, products, pools, fits: dice.shuffled(fits) };
}

export const SMALL: Shape = { requests: 9, products: 5, pools: 4, mostFen: 12, mostScore: 9 };
export const MIDDLE: Shape = { requests: 40, products: 12, pools: 8, mostFen: 1_000, mostScore: 10_000 };
export const LARGE: Shape = {
  requests: 600,
  products: 60,
  pools: 25,
  mostFen: 50_000_000,
  mostScore: 10_000,
};
