import type { Attribute, MatchContext, MatchProduct, RequestFacts } from '../matching/index.js';
import { completeFacts, evaluate, fenOf } from '../matching/index.js';
import { shapeFor } from './bitmap-rows.js';
import { checkFacts } from './check-facts.js';
import { checkProduct } from './check-product.js';
import { conditionsOf } from './condition.js';
import { Comparison, type ProductChange } from './percolation.js';
import { RequestRows } from './request-rows.js';
import { slotOf } from './slot-reads.js';
import { int, popcount } from './typed-reads.js';

export type { ProductChange } from './percolation.js';

/** A live request as the reverse index knows it. */
export interface LiveRequest {
  readonly id: string;
  readonly facts: RequestFacts;
}
/** Requests whose results a changed product touches, by id, each in one of the lists, in no promised order. */
export interface Affected {
  /** Fit now, did not before; and the reverse. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Another verdict or other missing facts, though fitting neither before nor after. */
  readonly reconsidered: readonly string[];
  /**
   * Fit before and after, but what their score or best clause follows from has changed. Some of them rank as
   * before: asking anew costs less than finding out.
   */
  readonly reranked: readonly string[];
}
/** Of which requests a preview speaks: all of the index where nothing is said. */
export interface PreviewScope {
  /** Those that certainly lie within one of these regions. */
  readonly regions?: readonly string[];
  /** Those named; others than the index has are passed over. */
  readonly ids?: Iterable<string>;
}
/** What a draft of a product would do, in numbers only. */
export interface Preview {
  /** How many requests were looked at. */
  readonly requests: number;
  readonly eligible: number;
  readonly gained: number;
  readonly lost: number;
}

/** Everything that changes together when the index is laid out anew. */
interface Layout {
  readonly ids: (string | undefined)[];
  readonly requests: (RequestFacts | undefined)[];
  readonly positions: Map<string, number>;
  readonly free: number[];
  readonly rows: RequestRows;
}

const CACHE_BYTES = 256 * 2 ** 20;

/** The reverse of the product index: bitmaps over requests, so that one product meets all of them at once. */
export class RequestIndex {
  private laid: Layout;

  constructor(
    requests: readonly LiveRequest[],
    private readonly context: MatchContext,
    private readonly cacheBytes = CACHE_BYTES,
  ) {
    this.laid = this.lay(requests);
  }

  get size(): number {
    return this.laid.positions.size;
  }

  /** Enters a request or replaces the facts of the one of its id. */
  put({ id, facts }: LiveRequest): void {
    const { ids, requests, positions, free, rows } = this.laid;
    const position = positions.get(id) ?? free.at(-1);
    if (position === undefined) {
      this.laid = this.lay([...this.all(), { id, facts }]);
      return;
    }
    const known = this.admit(id, facts);
    // Whatever can be refused is refused in here before anything is written.
    rows.refresh(position, known);
    if (ids[position] === undefined) free.pop();
    positions.set(id, position);
    ids[position] = id;
    requests[position] = known;
  }

  remove(id: string): void {
    const { ids, requests, positions, free, rows } = this.laid;
    const position = positions.get(id);
    if (position === undefined) return;
    rows.refresh(position, undefined);
    positions.delete(id);
    ids[position] = requests[position] = undefined;
    free.push(position);
  }

  /** Who is touched when a product is published (nothing before), changed, or withdrawn (nothing after). */
  affected(before: MatchProduct | undefined, after: MatchProduct | undefined): Affected {
    const gained: string[] = [];
    const lost: string[] = [];
    const reconsidered: string[] = [];
    const reranked: string[] = [];
    this.eachTouched({ before, after }, (bits, word) => {
      this.collect(bits.gained, word, gained);
      this.collect(bits.lost, word, lost);
      this.collect(bits.reconsidered, word, reconsidered);
      this.collect(bits.reranked, word, reranked);
    });
    return { gained, lost, reconsidered, reranked };
  }

  /** Everyone whom any of several changes touches, each once: a facility's products, or a day's worth of edits. */
  touched(changes: Iterable<ProductChange>): readonly string[] {
    const touched = new Int32Array(this.laid.rows.shape.words);
    for (const change of changes) {
      this.eachTouched(change, ({ gained, lost, reconsidered, reranked }, word) => {
        touched[word] = int(touched, word) | gained | lost | reconsidered | reranked;
      });
    }
    const ids: string[] = [];
    for (let word = 0; word < touched.length; word += 1) this.collect(int(touched, word), word, ids);
    return ids;
  }

  /** Counts alone, for an editor that asks after every keystroke. */
  preview(
    before: MatchProduct | undefined,
    after: MatchProduct,
    { regions = [], ids }: PreviewScope = {},
  ): Preview {
    const { context } = this;
    const { rows } = this.laid;
    const change = this.checked({ before, after });
    const [within] = conditionsOf([{ attribute: 'region', op: 'within', operand: regions }]);
    const among = regions.length === 0 || within === undefined ? undefined : rows.rowOf(within);
    const named = ids === undefined ? new Int32Array(rows.shape.words).fill(-1) : this.bitsOf(ids);
    const counts = { requests: rows.countLive(among, named), eligible: 0, gained: 0, lost: 0 };
    new Comparison(change, rows, context, among).each(({ was, is }, word) => {
      const here = int(named, word);
      counts.eligible += popcount(is.eligible & here);
      counts.gained += popcount(is.eligible & ~was.eligible & here);
      counts.lost += popcount(was.eligible & ~is.eligible & here);
    });
    return counts;
  }

  private eachTouched(given: ProductChange, visit: (bits: Touched, word: number) => void): void {
    const change = this.checked(given);
    const { rows } = this.laid;
    const comparison = new Comparison(change, rows, this.context);
    const reranks = rankingChange(change, comparison);
    const mayMissOthers = !comparison.asksTheSame;
    const bits = { gained: 0, lost: 0, reconsidered: 0, reranked: 0 };
    comparison.each(({ was, is }, word) => {
      const both = was.eligible & is.eligible;
      bits.gained = is.eligible & ~was.eligible;
      bits.lost = was.eligible & ~is.eligible;
      bits.reranked = reranks ? both : 0;
      bits.reconsidered =
        ((was.open ^ is.open) | (was.unavailable ^ is.unavailable)) & ~bits.gained & ~bits.lost;
      const stillOpen = was.open & is.open;
      if (stillOpen !== 0 && mayMissOthers) bits.reconsidered |= this.missingOthers(stillOpen, word, change);
      if ((bits.gained | bits.lost | bits.reranked | bits.reconsidered) !== 0) visit(bits, word);
    });
  }

  /** Of requests that need information before and after, those that need other information. */
  private missingOthers(open: number, word: number, { before, after }: ProductChange): number {
    let others = 0;
    for (let rest = open; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const facts = this.laid.requests[slotOf(word, bit)];
      if (facts === undefined || before === undefined || after === undefined) continue;
      const [was, is] = [before, after].map((one) =>
        evaluate(facts, one, this.context)
          .missing.map(({ attribute, reason }) => `${attribute}:${reason}`)
          .join(),
      );
      if (was !== is) others |= bit;
    }
    return others;
  }

  private checked(change: ProductChange): ProductChange {
    for (const product of [change.before, change.after]) if (product !== undefined) checkProduct(product);
    this.laid.rows.trim();
    return change;
  }

  private bitsOf(ids: Iterable<string>): Int32Array {
    const bits = new Int32Array(this.laid.rows.shape.words);
    for (const id of ids) {
      const position = this.laid.positions.get(id);
      if (position !== undefined) bits[position >> 5] = int(bits, position >> 5) | (1 << position);
    }
    return bits;
  }

  private collect(bits: number, word: number, into: string[]): void {
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const id = this.laid.ids[slotOf(word, rest & -rest)];
      if (id !== undefined) into.push(id);
    }
  }

  private admit(id: string, facts: RequestFacts): RequestFacts {
    checkFacts(id, facts);
    return completeFacts(facts, this.context);
  }

  private all(): readonly LiveRequest[] {
    const { positions, requests } = this.laid;
    return [...positions].map(([id, position]) => ({ id, facts: requests[position] ?? {} }));
  }

  /**
   * Sorted by province, then by amount, which is where products draw their lines: a product passes over the blocks
   * of other provinces, and within one over amounts it does not lend.
   */
  private lay(given: readonly LiveRequest[]): Layout {
    const { hierarchies } = this.context;
    const sorted = given
      .map(({ id, facts }) => {
        const known = this.admit(id, facts);
        const amount = (known.amount && fenOf(known.amount.value, this.context)) ?? 0n;
        const [province = ''] = hierarchies.region.path(known.region?.value ?? '');
        return { id, facts: known, province, amount };
      })
      .sort((a, b) => compare(a.province, b.province) || compare(a.amount, b.amount) || compare(a.id, b.id));
    const shape = shapeFor(Math.ceil(sorted.length * 1.125) + 64);
    const positions = new Map(sorted.map(({ id }, position) => [id, position]));
    if (positions.size !== sorted.length) throw new RangeError('a request stands twice in the index');
    const requests = sorted.map(({ facts }) => facts);
    const free: number[] = [];
    for (let position = 32 * shape.words - 1; position >= sorted.length; position -= 1) free.push(position);
    const rows = new RequestRows(shape, requests, this.context, this.cacheBytes);
    for (const [position, facts] of requests.entries()) rows.refresh(position, facts);
    return { ids: sorted.map(({ id }) => id), requests, positions, free, rows };
  }
}

interface Touched {
  readonly gained: number;
  readonly lost: number;
  readonly reconsidered: number;
  readonly reranked: number;
}

const compare = <T extends string | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** What of a clause a score reads: other conditions only let requests in or keep them out. */
const SCORED: readonly Attribute[] = ['amount', 'termMonths', 'region', 'industry', 'collateral'];

/** Whether a request that fits before and after may be scored otherwise, or by another clause. */
function rankingChange({ before, after }: ProductChange, comparison: Comparison): boolean {
  if (before === undefined || after === undefined) return false;
  if (
    before.rateFromBp !== after.rateFromBp ||
    before.conclusionDays !== after.conclusionDays ||
    before.responsiveness !== after.responsiveness ||
    before.facility.mechanism !== after.facility.mechanism ||
    before.facility.headroom !== after.facility.headroom ||
    JSON.stringify(before.preferredLists) !== JSON.stringify(after.preferredLists)
  ) {
    return true;
  }
  if (comparison.asksTheSame) return false;
  const { was, is } = comparison;
  const isSingle = was.clauses.length === 1 && is.clauses.length === 1;
  if (!isSingle) return true;
  const scored = [was, is].map(({ clauses }) =>
    clauses.flat().filter(({ condition }) => SCORED.includes(condition.attribute)),
  );
  const [some = [], others = []] = scored;
  return some.length !== others.length || some.some((row) => !others.includes(row));
}
