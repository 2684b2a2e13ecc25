import { RECORD, RECORD_WORDS } from './records.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';

/** Products of several clauses: they count once, and rank by their best clause. */
export class BestClauses {
  /** Per product number: the run that last saw it hold, or open, and its best clause in that run. */
  private holdsIn = new Int32Array(0);
  private openIn = new Int32Array(0);
  private scores = new Int32Array(0);
  private slots = new Int32Array(0);
  private readonly noted: number[] = [];
  private run = 0;

  constructor(private readonly table: SlotTable) {}

  begin(): void {
    const products = this.table.products.length;
    if (this.holdsIn.length < products) {
      const room = products + 256;
      this.holdsIn = new Int32Array(room);
      this.openIn = new Int32Array(room);
      this.scores = new Int32Array(room);
      this.slots = new Int32Array(room);
    }
    this.run += 1;
    this.noted.length = 0;
  }

  /** A clause that holds, with its score; of equal ones the first counts. */
  note(slot: number, score: number): void {
    const product = this.field(slot, RECORD.product);
    if (this.holdsIn[product] !== this.run) {
      this.holdsIn[product] = this.run;
      this.noted.push(product);
    } else {
      const best = int(this.scores, product);
      const isFirst = this.field(slot, RECORD.clause) < this.field(int(this.slots, product), RECORD.clause);
      if (score < best || (score === best && !isFirst)) return;
    }
    this.scores[product] = score;
    this.slots[product] = slot;
  }

  /** Hands on each product's best clause; returns how many products there were. */
  eachBest(offer: (score: number, rank: number, slot: number) => void): number {
    for (const product of this.noted) {
      const slot = int(this.slots, product);
      offer(int(this.scores, product), this.field(slot, RECORD.rank), slot);
    }
    return this.noted.length;
  }

  /** Of undecided slots, how many products need information: no clause of theirs may hold. */
  countOpen(slots: Int32Array): number {
    const { arena, pools } = this.table;
    let count = 0;
    for (const slot of slots) {
      const product = this.field(slot, RECORD.product);
      const seen = this.holdsIn[product] === this.run || this.openIn[product] === this.run;
      if (seen || int(arena.words, pools.shares + this.field(slot, RECORD.pool)) < 0) continue;
      this.openIn[product] = this.run;
      count += 1;
    }
    return count;
  }

  private field(slot: number, word: number): number {
    return int(this.table.arena.words, this.table.records + slot * RECORD_WORDS + word);
  }
}
