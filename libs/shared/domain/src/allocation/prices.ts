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
  { index, network, productArcs, trancheArcs }: Formulation,
  simplex: NetworkSimplex,
): Prices {
  const price = (node: number, tranche: number | undefined): number => {
    const own = productArcs + node - 1;
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

/** A limit of nothing has the price of its overdraft; what anybody would pay is less. */
function lowerUnused(index: ProblemIndex, prices: Prices): void {
  for (const [kind, caps] of [
    ['products', index.productCap],
    ['pools', index.poolCap],
  ] as const) {
    for (let at = 0; at < caps.length; at += 1) {
      if (caps[at] !== 0 || prices[kind][at] === 0) continue;
      const passes = index.products.map((_, product) =>
        kind === 'products' ? product === at : poolsAbove(index, product).includes(at),
      );
      const spare = leastSpare(index, prices, passes);
      prices[kind][at] = Math.max(0, double(prices[kind], at) - spare);
    }
  }
}

/** The least by which the prices on any fit through the products chosen exceed what it would gain. */
function leastSpare(index: ProblemIndex, prices: Prices, passes: readonly boolean[]): number {
  const along = pricesAlong(index, prices);
  let least = Infinity;
  for (let request = 0; request < index.requests.length; request += 1) {
    const end = int(index.firstFit, request + 1);
    let gain = 0;
    let spare = Infinity;
    for (let fit = int(index.firstFit, request); fit < end; fit += 1) {
      const product = int(index.fitProduct, fit);
      const net = double(index.fitValue, fit) - double(along, product);
      gain = Math.max(gain, net);
      if (passes[product] === true) spare = Math.min(spare, -net);
    }
    least = Math.min(least, spare + gain);
  }
  return least;
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
