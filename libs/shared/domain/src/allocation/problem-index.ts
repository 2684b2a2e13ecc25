import { double, int } from '../engine/typed-reads.js';
import { NONE } from './network.js';
import {
  AllocationError,
  MAX_FITS,
  MAX_POOLS,
  MAX_PRIORITY,
  MAX_PRODUCTS,
  MAX_REQUESTS,
  MAX_SCORE,
  MAX_TOTAL_FEN,
  type AllocationFault,
  type AllocationFaultCode,
  type AllocationProblem,
  type AllocationProduct,
  type AllocationRequest,
  type QuotaPool,
} from './problem.js';

/** A problem by numbers. Everything stands in the order of its ids, so that the order given does not matter. */
export interface ProblemIndex {
  readonly requests: readonly AllocationRequest[];
  readonly products: readonly AllocationProduct[];
  readonly pools: readonly QuotaPool[];
  readonly provinces: readonly string[];
  readonly demandFen: number;
  /** By request. */
  readonly amount: Float64Array;
  readonly province: Int32Array;
  /** The fits of request r are those from firstFit[r] up to firstFit[r + 1], in the order of products. */
  readonly firstFit: Int32Array;
  readonly fitProduct: Int32Array;
  /** Score × priority. */
  readonly fitValue: Float64Array;
  /** By product: its pool, or NONE. */
  readonly productPool: Int32Array;
  readonly poolParent: Int32Array;
  /** No more than one fen above all demand: what nobody could use up need not be told apart. */
  readonly productCap: Float64Array;
  readonly poolCap: Float64Array;
  readonly mostValue: number;
}

/** Everything that is wrong with a problem; nothing when it can be planned. */
export function checkAllocation(problem: AllocationProblem): readonly AllocationFault[] {
  const reading = new Reading();
  reading.read(problem);
  return reading.faults;
}

/** The problem by numbers; refuses one that is malformed. */
export function indexProblem(problem: AllocationProblem): ProblemIndex {
  const reading = new Reading();
  const index = reading.read(problem);
  if (reading.faults.length > 0) throw new AllocationError(reading.faults);
  return index;
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

class Reading {
  readonly faults: AllocationFault[] = [];

  read(problem: AllocationProblem): ProblemIndex {
    this.refuseTooMany(problem);
    const requests = [...problem.requests].sort(byId);
    const products = [...problem.products].sort(byId);
    const pools = [...problem.pools].sort(byId);
    const requestAt = this.numbersOf(requests);
    const productAt = this.numbersOf(products);
    const poolAt = this.numbersOf(pools);
    const demand = requests.reduce((sum, { amountFen }) => sum + amountFen, 0n);
    if (demand > MAX_TOTAL_FEN) this.report('total_too_large', String(demand));
    const provinces = [...new Set(requests.map(({ province }) => province))].sort();
    const provinceAt = new Map(provinces.map((province, at) => [province, at]));
    const cap = (id: string, fen: bigint | null) => this.capOf(id, fen, demand + 1n);
    const index = {
      requests,
      products,
      pools,
      provinces,
      demandFen: Number(demand),
      amount: Float64Array.from(requests, (request) => this.amountOf(request)),
      province: Int32Array.from(requests, ({ province }) => provinceAt.get(province) ?? NONE),
      productPool: Int32Array.from(products, ({ poolId }) => this.numberOf(poolAt, poolId)),
      poolParent: Int32Array.from(pools, ({ parentId }) => this.numberOf(poolAt, parentId)),
      productCap: Float64Array.from(products, ({ id, capFen }) => cap(id, capFen)),
      poolCap: Float64Array.from(pools, ({ id, capacityFen }) => cap(id, capacityFen)),
    };
    this.refuseCycles(pools, index.poolParent);
    return { ...index, ...this.readFits(problem, requests, requestAt, productAt) };
  }

  private report(code: AllocationFaultCode, id: string): void {
    this.faults.push({ code, id });
  }

  private refuseTooMany({ requests, products, pools, fits }: AllocationProblem): void {
    if (requests.length > MAX_REQUESTS) this.report('too_many', `${requests.length} requests`);
    if (products.length > MAX_PRODUCTS) this.report('too_many', `${products.length} products`);
    if (pools.length > MAX_POOLS) this.report('too_many', `${pools.length} pools`);
    if (fits.length > MAX_FITS) this.report('too_many', `${fits.length} fits`);
    if (this.faults.length > 0) throw new AllocationError(this.faults);
  }

  private numbersOf(records: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
    const numbers = new Map<string, number>();
    for (const [at, { id }] of records.entries()) {
      if (numbers.has(id)) this.report('duplicate_id', id);
      numbers.set(id, at);
    }
    return numbers;
  }

  private numberOf(poolAt: ReadonlyMap<string, number>, id: string | null): number {
    if (id === null) return NONE;
    const at = poolAt.get(id);
    if (at === undefined) this.report('unknown_pool', id);
    return at ?? NONE;
  }

  private amountOf({ id, amountFen, priority = 1 }: AllocationRequest): number {
    if (amountFen <= 0n) this.report('amount_not_positive', id);
    if (amountFen > MAX_TOTAL_FEN) this.report('amount_too_large', id);
    if (!isWithin(priority, MAX_PRIORITY)) this.report('priority_not_allowed', id);
    return Number(amountFen);
  }

  private capOf(id: string, fen: bigint | null, most: bigint): number {
    if (fen === null) return Number(most);
    if (fen < 0n) this.report('capacity_negative', id);
    if (fen > MAX_TOTAL_FEN) this.report('amount_too_large', id);
    return Number(fen < most ? fen : most);
  }

  private refuseCycles(pools: readonly QuotaPool[], parent: Int32Array): void {
    // A pool is settled once the way up from it is known to end; the stamp tells one walk from another.
    const walk = new Int32Array(pools.length);
    for (let start = 0; start < pools.length; start += 1) {
      let pool = start;
      while (pool !== NONE && walk[pool] === 0) {
        walk[pool] = start + 1;
        pool = int(parent, pool);
      }
      if (pool !== NONE && walk[pool] === start + 1) this.report('pool_cycle', pools[pool]?.id ?? '');
    }
  }

  private readFits(
    { fits }: AllocationProblem,
    requests: readonly AllocationRequest[],
    requestAt: ReadonlyMap<string, number>,
    productAt: ReadonlyMap<string, number>,
  ): Pick<ProblemIndex, 'firstFit' | 'fitProduct' | 'fitValue' | 'mostValue'> {
    const request = new Int32Array(fits.length);
    const product = new Int32Array(fits.length);
    for (const [at, { requestId, productId, score }] of fits.entries()) {
      const [r, p] = [requestAt.get(requestId), productAt.get(productId)];
      if (r === undefined) this.report('unknown_request', requestId);
      if (p === undefined) this.report('unknown_product', productId);
      if (!isWithin(score, MAX_SCORE)) this.report('score_not_allowed', `${requestId} ${productId}`);
      request[at] = r ?? 0;
      product[at] = p ?? 0;
    }
    // By product, then stably by request: two counting sorts.
    const order = countingSort(request, requests.length, countingSort(product, productAt.size).order);
    const fitProduct = new Int32Array(fits.length);
    const fitValue = new Float64Array(fits.length);
    let mostValue = 1;
    for (let at = 0; at < fits.length; at += 1) {
      const fit = int(order.order, at);
      const r = int(request, fit);
      const value = (fits[fit]?.score ?? 0) * (requests[r]?.priority ?? 1);
      fitProduct[at] = int(product, fit);
      fitValue[at] = value;
      mostValue = Math.max(mostValue, value);
      const isFirst = at === int(order.first, r);
      if (!isFirst && fitProduct[at - 1] === fitProduct[at]) {
        this.report('duplicate_fit', `${fits[fit]?.requestId} ${fits[fit]?.productId}`);
      }
    }
    return { firstFit: order.first, fitProduct, fitValue, mostValue };
  }
}

const isWithin = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most;

/** Numbers of records in the order of their keys, ties as they came; and where each key begins. */
function countingSort(keys: Int32Array, kinds: number, order = Int32Array.from(keys.keys())) {
  const first = new Int32Array(kinds + 1);
  for (const key of keys) first[key + 1] = int(first, key + 1) + 1;
  for (let key = 0; key < kinds; key += 1) first[key + 1] = int(first, key + 1) + int(first, key);
  const next = first.slice();
  const sorted = new Int32Array(keys.length);
  for (const record of order) {
    const key = int(keys, record);
    sorted[int(next, key)] = record;
    next[key] = int(next, key) + 1;
  }
  return { order: sorted, first };
}

/** The pools a product's loans count against, its own first. */
export function poolsAbove(index: ProblemIndex, product: number): readonly number[] {
  const pools: number[] = [];
  for (let pool = int(index.productPool, product); pool !== NONE; pool = int(index.poolParent, pool))
    pools.push(pool);
  return pools;
}

export const leastRoom = (index: ProblemIndex, product: number): number =>
  poolsAbove(index, product).reduce(
    (least, pool) => Math.min(least, double(index.poolCap, pool)),
    double(index.productCap, product),
  );
