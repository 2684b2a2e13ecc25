import type { MatchContext, MatchProduct, RequestFacts } from '../matching/index.js';
import { completeFacts } from '../matching/index.js';
import { evaluateGates } from '../matching/gates.js';
import { BLOCK_WORDS, shapeFor } from './bitmap-rows.js';
import { checkProduct } from './check-product.js';
import { atomKey, conditionsOf } from './condition.js';
import { RequestRows, type RequestRow } from './request-rows.js';
import { int, popcount } from './typed-reads.js';

/** A live request as the reverse index knows it. */
export interface LiveRequest {
  readonly id: string;
  readonly facts: RequestFacts;
}
/** Requests whose results a changed product touches, by id, each in one of the lists. */
export interface Affected {
  /** Fit now, did not before; and the reverse. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Another verdict, though fitting neither before nor after. */
  readonly reconsidered: readonly string[];
  /** Fit before and after, but what their score is made of has changed. */
  readonly reranked: readonly string[];
}
/** What a draft of a product would do, in numbers only. */
export interface Preview {
  readonly eligible: number;
  readonly gained: number;
  readonly lost: number;
}

const CACHE_BYTES = 256 * 2 ** 20;

/** The reverse of the product index: bitmaps over requests, so that one product meets all of them at once. */
export class RequestIndex {
  private ids: (string | undefined)[] = [];
  private requests: (RequestFacts | undefined)[] = [];
  private positions = new Map<string, number>();
  private free: number[] = [];
  private rows: RequestRows;

  constructor(
    requests: readonly LiveRequest[],
    private readonly context: MatchContext,
    private readonly cacheBytes = CACHE_BYTES,
  ) {
    this.rows = this.lay(requests);
  }

  /** Enters a request or replaces the facts of the one of its id. */
  put({ id, facts }: LiveRequest): void {
    const position = this.positions.get(id) ?? this.free.pop();
    if (position === undefined) {
      this.rows = this.lay([...this.all(), { id, facts }]);
      return;
    }
    const known = completeFacts(facts, this.context);
    this.positions.set(id, position);
    this.ids[position] = id;
    this.requests[position] = known;
    this.rows.refresh(position, known);
  }

  remove(id: string): void {
    const position = this.positions.get(id);
    if (position === undefined) return;
    this.positions.delete(id);
    this.ids[position] = this.requests[position] = undefined;
    this.rows.refresh(position, undefined);
    this.free.push(position);
  }

  /** Who is touched when a product is published (nothing before), changed, or withdrawn (nothing after). */
  affected(before: MatchProduct | undefined, after: MatchProduct | undefined): Affected {
    const lists = { gained: [], lost: [], reconsidered: [], reranked: [] } as Record<
      keyof Affected,
      string[]
    >;
    const reranks = before !== undefined && after !== undefined && ranksDiffer(before, after);
    this.compare(before, after, (was, is, at) => {
      const gained = is.eligible & ~was.eligible;
      const lost = was.eligible & ~is.eligible;
      const other = (was.open ^ is.open) | (was.unavailable ^ is.unavailable);
      if (gained !== 0) this.collect(gained, at, lists.gained);
      if (lost !== 0) this.collect(lost, at, lists.lost);
      if (other !== 0) this.collect(other & ~gained & ~lost, at, lists.reconsidered);
      if (reranks) this.collect(was.eligible & is.eligible, at, lists.reranked);
    });
    return lists;
  }

  /** Counts alone, for an editor that asks after every keystroke. */
  preview(before: MatchProduct | undefined, after: MatchProduct): Preview {
    const counts = { eligible: 0, gained: 0, lost: 0 };
    this.compare(before, after, (was, is) => {
      counts.eligible += popcount(is.eligible);
      counts.gained += popcount(is.eligible & ~was.eligible);
      counts.lost += popcount(was.eligible & ~is.eligible);
    });
    return counts;
  }

  private compare(
    before: MatchProduct | undefined,
    after: MatchProduct | undefined,
    visit: (was: Verdicts, is: Verdicts, word: number) => void,
  ): void {
    this.rows.trim();
    const was = new Side(before, this.rows, this.context);
    const is = new Side(after, this.rows, this.context);
    const { words } = this.rows.arena;
    for (let part = 0; part < this.rows.shape.summaryWords; part += 1) {
      let blocks = was.mayHold(words, part) | is.mayHold(words, part);
      while (blocks !== 0) {
        const lowest = blocks & -blocks;
        blocks ^= lowest;
        const first = ((part << 5) + 31 - Math.clz32(lowest)) * BLOCK_WORDS;
        for (let at = first; at < first + BLOCK_WORDS; at += 1) {
          const hadAny = was.judge(words, at);
          if (is.judge(words, at) || hadAny) visit(was, is, at);
        }
      }
    }
  }

  private collect(bits: number, word: number, into: string[]): void {
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const id = this.ids[(word << 5) + 31 - Math.clz32(rest & -rest)];
      if (id !== undefined) into.push(id);
    }
  }

  private all(): readonly LiveRequest[] {
    return [...this.positions].map(([id, position]) => ({ id, facts: this.requests[position] ?? {} }));
  }

  /** Sorted by region: a product of one province then passes over the blocks of the others. */
  private lay(requests: readonly LiveRequest[]): RequestRows {
    const regionOf = ({ facts }: LiveRequest) => facts.region?.value ?? '';
    const sorted = [...requests].sort((a, b) =>
      regionOf(a) < regionOf(b) ? -1 : regionOf(a) > regionOf(b) ? 1 : 0,
    );
    const shape = shapeFor(Math.ceil(sorted.length * 1.125) + 64);
    this.ids = sorted.map(({ id }) => id);
    this.requests = sorted.map(({ facts }) => completeFacts(facts, this.context));
    this.positions = new Map(sorted.map(({ id }, position) => [id, position]));
    if (this.positions.size !== sorted.length) throw new RangeError('a request stands twice in the index');
    this.free = [];
    for (let position = 32 * shape.words - 1; position >= sorted.length; position -= 1)
      this.free.push(position);
    const rows = new RequestRows(shape, this.requests, this.context, this.cacheBytes);
    for (const [position, facts] of this.requests.entries()) rows.refresh(position, facts);
    return rows;
  }
}

/** Verdict bits of 32 requests: what is none of these is ineligible. */
interface Verdicts {
  readonly eligible: number;
  readonly open: number;
  readonly unavailable: number;
}

/** One side of a comparison: a product's clauses as rows over requests. */
class Side implements Verdicts {
  eligible = 0;
  open = 0;
  unavailable = 0;
  private readonly clauses: readonly (readonly RequestRow[])[];
  private readonly gatesOpen: boolean;
  /** No request leaves any of its conditions open. */
  private readonly isDecided: boolean;
  private readonly live: number;
  private readonly summaries: number;

  constructor(product: MatchProduct | undefined, rows: RequestRows, context: MatchContext) {
    if (product !== undefined) checkProduct(product);
    this.live = rows.live;
    this.summaries = rows.shape.words;
    this.gatesOpen = product !== undefined && evaluateGates(product, context.asOf).every(({ open }) => open);
    // The rarest first, so that most words are settled after a few.
    this.clauses = (product?.clauses ?? []).map((clause) =>
      conditionsOf(clause)
        .map((condition) => rows.rowOf(condition))
        .sort((a, b) => a.count - b.count),
    );
    this.isDecided = this.clauses.every((rows) => rows.every(({ holds, notFalse }) => holds === notFalse));
  }

  mayHold(words: Int32Array, part: number): number {
    return this.possible(words, this.summaries + part);
  }

  /** Sets the verdict bits of a word; false if all of it is ineligible. */
  judge(words: Int32Array, at: number): boolean {
    const possible = this.possible(words, at);
    this.unavailable = this.gatesOpen ? 0 : possible;
    if (possible === 0 || !this.gatesOpen) {
      this.eligible = this.open = 0;
      return possible !== 0;
    }
    this.eligible = this.isDecided ? possible : this.holding(words, at);
    this.open = possible & ~this.eligible;
    return true;
  }

  private holding(words: Int32Array, at: number): number {
    let any = 0;
    for (const rows of this.clauses) {
      let word = int(words, this.live + at);
      for (let row = 0; row < rows.length && word !== 0; row += 1)
        word &= int(words, (rows[row]?.holds ?? 0) + at);
      any |= word;
    }
    return any;
  }

  private possible(words: Int32Array, at: number): number {
    let any = 0;
    for (const rows of this.clauses) {
      let word = int(words, this.live + at);
      for (let row = 0; row < rows.length && word !== 0; row += 1)
        word &= int(words, (rows[row]?.notFalse ?? 0) + at);
      any |= word;
    }
    return any;
  }
}

/** Whether anything differs that a score is made of; the version alone does not. */
function ranksDiffer(a: MatchProduct, b: MatchProduct): boolean {
  return (
    a.rateFromBp !== b.rateFromBp ||
    a.conclusionDays !== b.conclusionDays ||
    a.responsiveness !== b.responsiveness ||
    a.facility.mechanism !== b.facility.mechanism ||
    a.facility.headroom !== b.facility.headroom ||
    a.preferredLists.join() !== b.preferredLists.join() ||
    termsOf(a) !== termsOf(b)
  );
}

const termsOf = ({ clauses }: MatchProduct): string =>
  clauses.map((clause) => clause.map(atomKey).join('\u0002')).join('\u0003');
