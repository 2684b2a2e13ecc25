import { double, int } from '../engine/typed-reads.js';
import { NONE, ROOT, type Network } from './network.js';
import type { ProblemIndex } from './problem-index.js';

/** Where a problem's parts are found in its network. */
export interface Formulation {
  readonly index: ProblemIndex;
  readonly network: Network;
  /** First of the arcs that carry what is lent by product, then by pool; and by pool in a tranche. */
  readonly limitArcs: number;
  readonly trancheArcs: number;
  readonly firstProvince: number;
  /** First of the arcs that carry what provinces are short of their floors. */
  readonly shortfallArcs: number;
}

/** The arc of a fit, whose request is known: before it stand one arc for each request before. */
export const fitArc = (fit: number, request: number): number => fit + request;

/**
 * Requests send their amount through a product and its pools to the root, or unserved straight to it. A fen
 * lent costs what it is worth, negated, so that the least cost is the greatest value.
 * With `floors` (by province, in fen) what is unserved passes its province, which lets through only what
 * leaves the floor served; the rest is a shortfall that costs more than any plan could gain by it.
 */
export function formulate(index: ProblemIndex, floors?: Float64Array): Formulation {
  const limits = index.products.length + index.pools.length;
  const provinces = floors === undefined ? 0 : index.provinces.length;
  const firstProvince = 1 + limits;
  const innerNodes = firstProvince + provinces;
  const sourceArcs = index.fitProduct.length + index.requests.length;
  const innerArcs = 2 * limits + index.pools.length + 2 * provinces;
  const network: Network = {
    sources: index.requests.length,
    innerNodes,
    supply: index.amount,
    firstArc: index.firstFit.map((fit, request) => fitArc(fit, request)),
    sourceArcs,
    tail: new Int32Array(sourceArcs + innerArcs),
    head: new Int32Array(sourceArcs + innerArcs),
    cost: new Float64Array(sourceArcs + innerArcs),
    capacity: new Float64Array(sourceArcs + innerArcs).fill(Infinity),
    startArc: new Int32Array(innerNodes + index.requests.length).fill(NONE),
  };
  addRequests(index, network, provinces === 0 ? undefined : firstProvince);
  const limitArcs = sourceArcs;
  const trancheArcs = limitArcs + limits;
  // More than a chain of loans that change places, each request once, could gain by one fen.
  const shortfallCost = (innerNodes + network.sources) * index.mostValue;
  addLimits(index, network, limitArcs, floors === undefined ? index.mostValue + 1 : 2 * shortfallCost);
  const provinceArcs = trancheArcs + index.pools.length + limits;
  if (floors !== undefined) {
    addProvinces({ index, network, floors, firstProvince, provinceArcs, shortfallCost });
  }
  return {
    index,
    network,
    limitArcs,
    trancheArcs,
    firstProvince,
    shortfallArcs: provinceArcs + provinces,
  };
}

interface ProvinceNodes {
  readonly index: ProblemIndex;
  readonly network: Network;
  readonly floors: Float64Array;
  readonly firstProvince: number;
  readonly provinceArcs: number;
  readonly shortfallCost: number;
}

function addProvinces({
  index,
  network,
  floors,
  firstProvince,
  provinceArcs,
  shortfallCost,
}: ProvinceNodes): void {
  const demand = new Float64Array(floors.length);
  for (let request = 0; request < index.requests.length; request += 1) {
    const province = int(index.province, request);
    demand[province] = double(demand, province) + double(index.amount, request);
  }
  for (let at = 0; at < floors.length; at += 1) {
    const node = firstProvince + at;
    const unserved = double(demand, at) - double(floors, at);
    setArc(network, provinceArcs + at, node, ROOT, { capacity: unserved, cost: 0 });
    const shortfall = provinceArcs + floors.length + at;
    setArc(network, shortfall, node, ROOT, { capacity: Infinity, cost: shortfallCost });
    network.startArc[node] = shortfall;
  }
}

function setArc(
  network: Network,
  arc: number,
  tail: number,
  head: number,
  { capacity, cost }: { readonly capacity: number; readonly cost: number },
): void {
  network.tail[arc] = tail;
  network.head[arc] = head;
  network.capacity[arc] = capacity;
  network.cost[arc] = cost;
}

function addRequests(index: ProblemIndex, network: Network, firstProvince: number | undefined): void {
  const { tail, head, cost, innerNodes, startArc } = network;
  for (let request = 0; request < index.requests.length; request += 1) {
    const node = innerNodes + request;
    const end = int(index.firstFit, request + 1);
    for (let fit = int(index.firstFit, request); fit < end; fit += 1) {
      const arc = fitArc(fit, request);
      tail[arc] = node;
      head[arc] = 1 + int(index.fitProduct, fit);
      cost[arc] = -double(index.fitValue, fit);
    }
    const unserved = fitArc(end, request);
    tail[unserved] = node;
    head[unserved] = firstProvince === undefined ? ROOT : firstProvince + int(index.province, request);
    startArc[node] = unserved;
  }
}

function addLimits(index: ProblemIndex, network: Network, limitArcs: number, overdraftCost: number): void {
  const { products, pools } = index;
  const limits = products.length + pools.length;
  const firstPool = 1 + products.length;
  for (let at = 0; at < limits; at += 1) {
    const isProduct = at < products.length;
    const above = isProduct ? int(index.productPool, at) : int(index.poolParent, at - products.length);
    const capacity = isProduct ? double(index.productCap, at) : double(index.poolCap, at - products.length);
    const node = 1 + at;
    const head = above === NONE ? ROOT : firstPool + above;
    setArc(network, limitArcs + at, node, head, { capacity, cost: 0 });
    if (!isProduct) setArc(network, limitArcs + pools.length + at, node, head, { capacity: 0, cost: 0 });
    // A limit of nothing cannot carry the tree: its node hangs on an overdraft that nothing is worth.
    const overdraft = limitArcs + limits + pools.length + at;
    setArc(network, overdraft, node, ROOT, { capacity: Infinity, cost: overdraftCost });
    network.startArc[node] = capacity > 0 ? limitArcs + at : overdraft;
  }
}
