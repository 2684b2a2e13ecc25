import type { Entries } from './ranking.js';
import { RECORD, RECORD_WORDS } from './records.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';

/** Products of several clauses: they count once, and rank by their best clause. */
export class BestClauses {
  /** Per home slot: the run that last saw the product hold, or open, and its entry in that run. */
  private readonly holdsIn: Int32Array;
  private readonly openIn: Int32Array;
  private readonly entryOf: Int32Array;
  private run = 0;

  constructor(private readonly table: SlotTable) {
    const slots = 32 * table.shape.words;
    this.holdsIn = new Int32Array(slots);
    this.openIn = new Int32Array(slots);
    this.entryOf = new Int32Array(slots);
  }

  begin(): void {
    // A run's number is never met again, however long the index lives.
    if (this.run === 2 ** 31 - 1) {
      this.holdsIn.fill(0);
      this.openIn.fill(0);
      this.run = 0;
    }
    this.run += 1;
  }

  /** Enters a clause that holds: a new entry, or the better of two; of equal ones the first counts. */
  enter(slot: number, score: number, entries: Entries): void {
    const home = this.field(slot, RECORD.home);
    if (this.holdsIn[home] !== this.run) {
      this.holdsIn[home] = this.run;
      this.entryOf[home] = entries.count;
      entries.count += 1;
    } else {
      const entry = int(this.entryOf, home);
      const best = int(entries.scores, entry);
      const present = int(entries.slots, entry);
      const isFirst = this.field(slot, RECORD.clause) < this.field(present, RECORD.clause);
      if (score < best || (score === best && !isFirst)) return;
    }
    const entry = int(this.entryOf, home);
    entries.scores[entry] = score;
    entries.slots[entry] = slot;
  }

  /** Of undecided slots, how many products need information: no clause of theirs may hold. */
  countOpen(slots: Int32Array, length: number): number {
    let count = 0;
    for (let at = 0; at < length; at += 1) {
      const home = this.field(int(slots, at), RECORD.home);
      if (this.holdsIn[home] === this.run || this.openIn[home] === this.run) continue;
      this.openIn[home] = this.run;
      count += 1;
    }
    return count;
  }

  private field(slot: number, word: number): number {
    return int(this.table.arena.words, this.table.records + slot * RECORD_WORDS + word);
  }
}
