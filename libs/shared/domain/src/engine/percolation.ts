import type { MatchContext, MatchProduct } from '../matching/index.js';
import { evaluateGates } from '../matching/gates.js';
import { BLOCK_WORDS } from './bitmap-rows.js';
import { conditionsOf } from './condition.js';
import type { RequestRow, RequestRows } from './request-rows.js';
import { slotOf } from './slot-reads.js';
import { int } from './typed-reads.js';

/** A product before and after it changed: nothing before when it is new, nothing after when it is withdrawn. */
export interface ProductChange {
  readonly before: MatchProduct | undefined;
  readonly after: MatchProduct | undefined;
}

/** Verdicts on 32 requests, before and after; who is in none of the three is ineligible. */
export interface Verdicts {
  readonly was: Side;
  readonly is: Side;
}

/** One clause: bitmaps beyond those that every clause on both sides shares. */
interface OwnRows {
  readonly holds: Int32Array;
  readonly notFalse: Int32Array;
}

/** One side of a change, with its verdicts on the word that was judged last. */
class Side {
  eligible = 0;
  open = 0;
  unavailable = 0;
  readonly clauses: readonly (readonly RequestRow[])[];
  private own: readonly OwnRows[] = [];
  private readonly gatesOpen: boolean;

  constructor(
    readonly product: MatchProduct | undefined,
    rows: RequestRows,
    { asOf }: MatchContext,
  ) {
    this.gatesOpen = product !== undefined && evaluateGates(product, asOf).every(({ open }) => open);
    this.clauses = (product?.clauses ?? []).map((clause) =>
      conditionsOf(clause).map((condition) => rows.rowOf(condition)),
    );
  }

  leaveOut(shared: ReadonlySet<RequestRow>): void {
    this.own = this.clauses.map((rows) => offsetsOf(rows.filter((row) => !shared.has(row))));
  }

  mayHold(words: Int32Array, at: number, common: number): number {
    let any = 0;
    for (const { notFalse } of this.own) any |= conjunction(words, notFalse, at, common);
    return any;
  }

  /** Of those that fail nothing and hold all of what is shared; whether any is not ineligible. */
  judge(words: Int32Array, at: number, possible: number, sure: number): boolean {
    let [may, holds] = [0, 0];
    for (const own of this.own) {
      const clause = conjunction(words, own.notFalse, at, possible);
      may |= clause;
      // One and the same array where nobody's facts leave anything open.
      holds |= own.holds === own.notFalse ? clause & sure : conjunction(words, own.holds, at, clause & sure);
    }
    this.eligible = this.gatesOpen ? holds : 0;
    this.open = this.gatesOpen ? may & ~holds : 0;
    this.unavailable = this.gatesOpen ? 0 : may;
    return may !== 0;
  }
}

/** The rarest first, so that most words are settled after a few. */
function offsetsOf(rows: readonly RequestRow[]): OwnRows {
  const byRarity = [...rows].sort((a, b) => a.count - b.count);
  const notFalse = Int32Array.from(byRarity, (row) => row.notFalse);
  const isDecided = rows.every((row) => row.holds === row.notFalse);
  return { notFalse, holds: isDecided ? notFalse : Int32Array.from(byRarity, ({ holds }) => holds) };
}

function conjunction(words: Int32Array, rows: Int32Array, at: number, start: number): number {
  let word = start;
  for (let row = 0; row < rows.length && word !== 0; row += 1) word &= int(words, int(rows, row) + at);
  return word;
}

/** A changed product against all live requests; what both forms ask alike is looked up once. */
export class Comparison implements Verdicts {
  readonly was: Side;
  readonly is: Side;
  private readonly shared: OwnRows;

  constructor(
    { before, after }: ProductChange,
    private readonly rows: RequestRows,
    context: MatchContext,
    /** Only requests of which this holds are looked at. */
    among?: RequestRow,
  ) {
    this.was = new Side(before, rows, context);
    this.is = new Side(after, rows, context);
    const shared = new Set(this.inEveryClause());
    this.was.leaveOut(shared);
    this.is.leaveOut(shared);
    const { holds, notFalse } = offsetsOf([...shared]);
    const here = among === undefined ? [rows.live] : [rows.live, among.holds];
    const possible = Int32Array.of(...notFalse, ...here);
    this.shared = {
      notFalse: possible,
      holds: holds === notFalse ? possible : Int32Array.of(...holds, ...here),
    };
  }

  /** Visits every word in which somebody is not ineligible on either side. */
  each(visit: (verdicts: Verdicts, word: number) => void): void {
    const { was, is, shared } = this;
    const { shape, arena } = this.rows;
    const { words } = arena;
    // Read at once: a loop over rows costs more than the words it spares.
    const [a = 0, b = a, c = a, d = a] = shared.notFalse;
    for (let part = 0; part < shape.summaryWords; part += 1) {
      const summary = shape.words + part;
      let blocks = conjunction(words, shared.notFalse, summary, -1);
      if (blocks !== 0) blocks = was.mayHold(words, summary, blocks) | is.mayHold(words, summary, blocks);
      for (; blocks !== 0; blocks &= blocks - 1) {
        const start = slotOf(part, blocks & -blocks) * BLOCK_WORDS;
        for (let at = start; at < start + BLOCK_WORDS; at += 1) {
          const first = int(words, a + at) & int(words, b + at) & int(words, c + at) & int(words, d + at);
          if (first === 0) continue;
          const possible = conjunction(words, shared.notFalse, at, first);
          if (possible === 0) continue;
          const sure =
            shared.holds === shared.notFalse ? possible : conjunction(words, shared.holds, at, possible);
          const had = was.judge(words, at, possible, sure);
          if (is.judge(words, at, possible, sure) || had) visit(this, at);
        }
      }
    }
  }

  /** Whether both sides ask the same in the same order. */
  get asksTheSame(): boolean {
    return (
      this.was.clauses.length === this.is.clauses.length &&
      this.was.clauses.every((rows, at) => isSameSet(rows, this.is.clauses[at] ?? []))
    );
  }

  private inEveryClause(): readonly RequestRow[] {
    const [first = [], ...others] = [...this.was.clauses, ...this.is.clauses];
    return first.filter((row) => others.every((rows) => rows.includes(row)));
  }
}

const isSameSet = (a: readonly RequestRow[], b: readonly RequestRow[]): boolean =>
  a.length === b.length && a.every((row) => b.includes(row));
