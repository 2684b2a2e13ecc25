import { double, int } from '../engine/typed-reads.js';
import type { AllocationPlan, LimitKind, LimitUse, Share } from './plan.js';
import { poolsAbove, type ProblemIndex } from './problem-index.js';

/** What is lent on each fit, as a plan. */
export function planOf(index: ProblemIndex, lent: Float64Array): AllocationPlan {
  const { requests, products, firstFit, fitProduct, fitValue } = index;
  const shares: Share[] = [];
  let [value, servedFen, demandFen] = [0n, 0n, 0n];
  for (const [at, { id: requestId, amountFen }] of requests.entries()) {
    const [from, to] = [int(firstFit, at), int(firstFit, at + 1)];
    demandFen += amountFen;
    for (let fit = from; fit < to; fit += 1) {
      const amount = double(lent, fit);
      if (amount === 0) continue;
      const fen = BigInt(amount);
      value += fen * BigInt(double(fitValue, fit));
      servedFen += fen;
      shares.push({ requestId, productId: products[int(fitProduct, fit)]?.id ?? '', fen });
    }
  }
  return { shares, value, servedFen, demandFen, reachableFen: reachableOf(index) };
}

/** Demand of the requests that fit at least one product. */
export const reachableOf = ({ requests, firstFit }: ProblemIndex): bigint =>
  requests.reduce(
    (sum, { amountFen }, at) => (int(firstFit, at + 1) > int(firstFit, at) ? sum + amountFen : sum),
    0n,
  );

/** How much of each product and each pool a plan uses. */
export function useOf(
  index: ProblemIndex,
  lent: Float64Array,
): { products: Float64Array; pools: Float64Array } {
  const products = new Float64Array(index.products.length);
  const pools = new Float64Array(index.pools.length);
  for (let fit = 0; fit < lent.length; fit += 1) {
    const product = int(index.fitProduct, fit);
    products[product] = double(products, product) + double(lent, fit);
  }
  for (let product = 0; product < products.length; product += 1) {
    for (const pool of poolsAbove(index, product))
      pools[pool] = double(pools, pool) + double(products, product);
  }
  return { products, pools };
}

/** Prices per fen, by product and by pool. */
export interface Prices {
  readonly products: Float64Array;
  readonly pools: Float64Array;
}

/** Every limit with its use: products that have a cap, then pools. */
export function limitUses(index: ProblemIndex, lent: Float64Array, prices: Prices): readonly LimitUse[] {
  const used = useOf(index, lent);
  const line = (kind: LimitKind, at: number, id: string, capacityFen: bigint): LimitUse => {
    const [uses, price] = kind === 'product' ? [used.products, prices.products] : [used.pools, prices.pools];
    return { kind, id, capacityFen, usedFen: BigInt(double(uses, at)), shadowPrice: double(price, at) };
  };
  return [
    ...index.products.flatMap(({ id, capFen }, at) =>
      capFen === null ? [] : [line('product', at, id, capFen)],
    ),
    ...index.pools.map(({ id, capacityFen }, at) => line('pool', at, id, capacityFen)),
  ];
}
