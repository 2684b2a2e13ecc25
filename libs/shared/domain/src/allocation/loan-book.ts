import { double, int } from '../engine/typed-reads.js';
import { NONE } from './network.js';
import { poolsAbove, type ProblemIndex } from './problem-index.js';
import type { SeededRandom } from './seeded-random.js';

/** Whole loans as they are placed: at most one fit by request, and what is left of every limit. */
export class LoanBook {
  /** By request: its fit, or NONE. */
  readonly chosen: Int32Array;
  /** Σ value × fen. In doubles, which round: to compare plans by, not to report. */
  value = 0;
  /** What is left of products, then of pools. */
  private readonly rest: Float64Array;
  /** By product: the numbers of its limits, its own first. */
  private readonly limitsOf: readonly Int32Array[];
  /** By limit: the products that count against it. */
  private readonly productsOf: readonly number[][];
  /** By product the requests it serves, and by request where it stands there. */
  private readonly loans: readonly number[][];
  private readonly place: Int32Array;

  constructor(private readonly index: ProblemIndex) {
    const { products, pools, requests } = index;
    this.chosen = new Int32Array(requests.length).fill(NONE);
    this.place = new Int32Array(requests.length);
    this.rest = Float64Array.of(...index.productCap, ...index.poolCap);
    this.limitsOf = products.map((_, at) =>
      Int32Array.of(at, ...poolsAbove(index, at).map((pool) => products.length + pool)),
    );
    this.loans = products.map(() => []);
    this.productsOf = [...products, ...pools].map(() => []);
    this.limitsOf.forEach((limits, product) => {
      for (const limit of limits) this.productsOf[limit]?.push(product);
    });
  }

  /** The first limit of a product that has less left than asked for, or NONE. */
  limitInTheWay(product: number, fen: number): number {
    const limits = this.limitsAlong(product);
    for (let at = 0; at < limits.length; at += 1) {
      if (this.restOf(int(limits, at)) < fen) return int(limits, at);
    }
    return NONE;
  }

  restOf(limit: number): number {
    return double(this.rest, limit);
  }

  /** One of the loans that count against a limit, or NONE when none was hit on. */
  someLoan(limit: number, random: SeededRandom): number {
    const products = this.productsOf[limit] ?? [];
    const loans = this.loans[products[random.below(products.length)] ?? NONE] ?? [];
    return loans[random.below(loans.length)] ?? NONE;
  }

  /** Moves a request to a fit that has room for it, or with NONE takes it out. */
  choose(request: number, fit: number): void {
    const before = int(this.chosen, request);
    if (before !== NONE) this.takeOut(request, before);
    if (fit !== NONE) {
      const loans = this.loans[this.charge(request, fit, 1)] ?? [];
      this.place[request] = loans.push(request) - 1;
    }
    this.chosen[request] = fit;
  }

  private takeOut(request: number, fit: number): void {
    const loans = this.loans[this.charge(request, fit, -1)] ?? [];
    const last = loans.pop();
    if (last === undefined || last === request) return;
    const place = int(this.place, request);
    loans[place] = last;
    this.place[last] = place;
  }

  private charge(request: number, fit: number, sign: number): number {
    const fen = sign * double(this.index.amount, request);
    const product = int(this.index.fitProduct, fit);
    const limits = this.limitsAlong(product);
    for (let at = 0; at < limits.length; at += 1) {
      const limit = int(limits, at);
      this.rest[limit] = double(this.rest, limit) - fen;
    }
    this.value += fen * double(this.index.fitValue, fit);
    return product;
  }

  private limitsAlong(product: number): Int32Array {
    return this.limitsOf[product] ?? NO_LIMITS;
  }

  lent(): Float64Array {
    const lent = new Float64Array(this.index.fitProduct.length);
    for (const [request, fit] of this.chosen.entries()) {
      if (fit !== NONE) lent[fit] = double(this.index.amount, request);
    }
    return lent;
  }
}

const NO_LIMITS = new Int32Array();
