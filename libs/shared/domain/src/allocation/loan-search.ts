import { double, int } from '../engine/typed-reads.js';
import type { LoanBook } from './loan-book.js';
import { NONE } from './network.js';
import type { ProblemIndex } from './problem-index.js';
import type { SeededRandom } from './seeded-random.js';

/** Loans looked at before one is let out of a full limit. */
const SAMPLE = 6;
/** Waiting requests that are offered what a change leaves over. */
const OFFERS = 6;
/** Loans let out for one; more would hardly find a place again. */
const MOST_OUT = 8;

/** Improves a book of whole loans, led by the prices of the splittable optimum. */
export class LoanSearch {
  /** By fit: what a fen on it is worth above the prices of the limits it uses. */
  private readonly net: Float64Array;
  /** Fits by request, where they stood, the greatest net first. */
  private readonly ranked: Int32Array;
  /** By product: the requests that fit it. */
  private readonly asking: readonly number[][];
  /** Fits of the requests touched by the attempt under way, as they were before it. */
  private readonly before = new Map<number, number>();

  constructor(
    private readonly index: ProblemIndex,
    private readonly book: LoanBook,
    /** By product: its own price and those of its pools. */
    private readonly price: Float64Array,
    private readonly random: SeededRandom,
  ) {
    this.net = index.fitValue.map((value, fit) => value - double(price, int(index.fitProduct, fit)));
    this.ranked = Int32Array.from(index.fitProduct.keys());
    this.asking = index.products.map(() => []);
    for (let request = 0; request < index.requests.length; request += 1) {
      const fits = this.ranked.subarray(int(index.firstFit, request), int(index.firstFit, request + 1));
      fits.sort((a, b) => double(this.net, b) - double(this.net, a) || a - b);
      for (const fit of fits) this.asking[int(index.fitProduct, fit)]?.push(request);
    }
  }

  /** Places what waits wherever there is room, the requests that gain most per fen first. */
  fill(): void {
    const best = (request: number) => double(this.net, int(this.ranked, int(this.index.firstFit, request)));
    this.requestsThatFit()
      .filter((request) => this.book.chosen[request] === NONE)
      .sort((a, b) => best(b) - best(a) || a - b)
      .forEach((request) => this.placeWhereRoom(request));
  }

  /**
   * Gives a request drawn by lot one of its better products, lets out what stands in its way and places that
   * elsewhere. Whatever leaves the whole worth less is undone.
   */
  improve(attempts: number): void {
    const drawn = this.requestsThatFit();
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const request = drawn[this.random.below(drawn.length)];
      if (request === undefined) return;
      const fit = this.drawFit(request);
      if (this.book.chosen[request] === fit) continue;
      const { value } = this.book;
      this.before.clear();
      if (!this.force(request, fit) || this.book.value < value) this.undo(value);
    }
  }

  private requestsThatFit(): number[] {
    const { firstFit } = this.index;
    return [...this.book.chosen.keys()].filter((at) => int(firstFit, at + 1) > int(firstFit, at));
  }

  /** The best of three fits drawn by lot. */
  private drawFit(request: number): number {
    const from = int(this.index.firstFit, request);
    const count = int(this.index.firstFit, request + 1) - from;
    const { random } = this;
    return int(this.ranked, from + Math.min(random.below(count), random.below(count), random.below(count)));
  }

  private force(request: number, fit: number): boolean {
    const product = int(this.index.fitProduct, fit);
    this.choose(request, NONE);
    const out = this.makeRoom(product, double(this.index.amount, request));
    if (out === undefined) return false;
    this.choose(request, fit);
    for (const other of out) this.placeWhereRoom(other);
    const asking = this.asking[product] ?? [];
    for (let offer = 0; offer < OFFERS; offer += 1) {
      const waiting = asking[this.random.below(asking.length)] ?? request;
      if (this.book.chosen[waiting] === NONE) this.placeWhereRoom(waiting);
    }
    return true;
  }

  /** Lets loans out until every limit of a product has room; the requests let out, none when it took too many. */
  private makeRoom(product: number, fen: number): readonly number[] | undefined {
    const out: number[] = [];
    for (;;) {
      const limit = this.book.limitInTheWay(product, fen);
      if (limit === NONE) return out;
      const loan = this.cheapestLoan(limit, fen - this.book.restOf(limit));
      if (loan === NONE || out.length === MOST_OUT) return undefined;
      this.choose(loan, NONE);
      out.push(loan);
    }
  }

  /** Of some loans drawn by lot the one that earns least above its price, and whose amount is nearest. */
  private cheapestLoan(limit: number, missing: number): number {
    let cheapest = NONE;
    let least = Infinity;
    for (let drawn = 0; drawn < SAMPLE; drawn += 1) {
      const loan = this.book.someLoan(limit, this.random);
      if (loan === NONE) continue;
      const fit = int(this.book.chosen, loan);
      const fen = double(this.index.amount, loan);
      const idle = Math.abs(fen - missing) * double(this.price, int(this.index.fitProduct, fit));
      const cost = double(this.net, fit) * fen + idle;
      if (cost < least) {
        least = cost;
        cheapest = loan;
      }
    }
    return cheapest;
  }

  private placeWhereRoom(request: number): void {
    const { index, book } = this;
    const fen = double(index.amount, request);
    const end = int(index.firstFit, request + 1);
    for (let at = int(index.firstFit, request); at < end; at += 1) {
      const fit = int(this.ranked, at);
      if (book.limitInTheWay(int(index.fitProduct, fit), fen) !== NONE) continue;
      this.choose(request, fit);
      return;
    }
  }

  private choose(request: number, fit: number): void {
    if (!this.before.has(request)) this.before.set(request, int(this.book.chosen, request));
    this.book.choose(request, fit);
  }

  private undo(value: number): void {
    for (const request of this.before.keys()) this.book.choose(request, NONE);
    for (const [request, fit] of this.before) this.book.choose(request, fit);
    this.book.value = value;
  }
}
