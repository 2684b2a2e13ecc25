import { double, int } from '../engine/typed-reads.js';
import { ROOT } from './network.js';
import type { Formulation } from './formulate.js';
import type { NetworkSimplex } from './network-simplex.js';
import { poolsAbove, type ProblemIndex } from './problem-index.js';
import type { Prices } from './read-plan.js';

/**
 * What one fen more of each limit would be worth at most: the potential lost on the way through a full arc.
 * Where several limits are full together the price of the way is right, its division among them is one of many.
 */
export function shadowPrices(
  { index, network, limitArcs, trancheArcs }: Formulation,
  simplex: NetworkSimplex,
): Prices {
  const price = (node: number, tranche: number | undefined): number => {
    const own = limitArcs + node - 1;
    const isFull = (arc: number) => simplex.flow[arc] === network.capacity[arc];
    if (!isFull(own) || (tranche !== undefined && !isFull(tranche))) return 0;
    const above = int(network.head, own);
    return Math.max(
      0,
      double(simplex.tree.potential, node) - (above === ROOT ? 0 : double(simplex.tree.potential, above)),
    );
  };
  const firstPool = 1 + index.products.length;
  const prices = {
    products: Float64Array.from(index.products, (_, at) => price(1 + at, undefined)),
    pools: Float64Array.from(index.pools, (_, at) => price(firstPool + at, trancheArcs + at)),
  };
  lowerUnused(index, prices);
  return prices;
}

/**
 * A limit of nothing has the price of its overdraft. Nobody would pay that: it falls until the first request would
 * do as well there as where it is, which leaves every request's gain as it was.
 */
function lowerUnused(index: ProblemIndex, prices: Prices): void {
  const spare = spareByProduct(index, prices);
  const lower = (price: Float64Array, at: number, products: readonly number[]): void => {
    const by = products.reduce(
      (least, product) => Math.min(least, double(spare, product)),
      double(price, at),
    );
    price[at] = double(price, at) - by;
    for (const product of products) spare[product] = double(spare, product) - by;
  };
  index.productCap.forEach((cap, at) => {
    if (cap === 0) lower(prices.products, at, [at]);
  });
  const below: number[][] = index.pools.map(() => []);
  index.products.forEach((_, product) => {
    for (const pool of poolsAbove(index, product)) below[pool]?.push(product);
  });
  index.poolCap.forEach((cap, at) => {
    if (cap === 0) lower(prices.pools, at, below[at] ?? []);
  });
}

/** By product: the least by which a fen from it is worth less to a request than its best, prices paid. */
function spareByProduct(index: ProblemIndex, prices: Prices): Float64Array {
  const along = pricesAlong(index, prices);
  const spare = new Float64Array(index.products.length).fill(Infinity);
  for (let request = 0; request < index.requests.length; request += 1) {
    const [from, to] = [int(index.firstFit, request), int(index.firstFit, request + 1)];
    let gain = 0;
    for (let fit = from; fit < to; fit += 1) {
      gain = Math.max(gain, double(index.fitValue, fit) - double(along, int(index.fitProduct, fit)));
    }
    for (let fit = from; fit < to; fit += 1) {
      const product = int(index.fitProduct, fit);
      const less = gain + double(along, product) - double(index.fitValue, fit);
      spare[product] = Math.min(double(spare, product), less);
    }
  }
  return spare;
}

/** By product: its own price and those of the pools above it. */
export function pricesAlong(index: ProblemIndex, prices: Prices): Float64Array {
  return Float64Array.from(index.products, (_, product) =>
    poolsAbove(index, product).reduce(
      (sum, pool) => sum + double(prices.pools, pool),
      double(prices.products, product),
    ),
  );
}
