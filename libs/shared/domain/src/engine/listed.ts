import type { Row } from './bitmap-rows.js';
import type { Laid } from './kernel.js';
import { NumberSet } from './number-set.js';
import { PLAN, UNROLLED_ROWS, type Plan } from './plan.js';
import type { PreparedRequest } from './prepared-request.js';
import { RECORD, RECORD_WORDS } from './records.js';
import { hasSlot } from './slot-reads.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';

/** Numbers of the products that a request does not miss, by verdict, each list ascending. */
export interface Listed {
  readonly eligible: readonly number[];
  readonly needsInformation: readonly number[];
  readonly unavailable: readonly number[];
}

interface Numbers {
  readonly table: SlotTable;
  readonly names: Int32Array | undefined;
  readonly epoch: number;
  readonly bySlot: Int32Array;
}

/**
 * Names the products that a request does not miss; what is in none of the lists is ineligible: with thousands of
 * products that is nearly all of them. Keeps what it needs for the next request.
 */
export class Lister {
  private readonly eligible = new NumberSet();
  private readonly open = new NumberSet();
  private readonly unavailable = new NumberSet();

  private kept: Numbers | undefined;

  /** By the index's own numbers, or by those that `names` holds for them. */
  list({ rows }: PreparedRequest, { table, kernel }: Laid, names?: Int32Array): Listed {
    const numbers = this.numbersOf(table, names);
    const { slots, count } = kernel.list(planOf(rows));
    const { gates } = table;
    const { words } = table.arena;
    const deciding = rows.filter(({ holds, notFalse }) => holds !== notFalse);
    for (let at = 0; at < count; at += 1) {
      const slot = int(slots, at);
      const number = int(numbers, slot);
      if (!hasSlot(words, gates, slot)) this.unavailable.add(number);
      else if (deciding.length === 0 || holdIn(deciding, words, slot)) this.eligible.add(number);
      else this.open.add(number);
    }
    return {
      // A product of several clauses counts by its best one.
      needsInformation: this.open.drainWithout(this.eligible),
      eligible: this.eligible.drain(),
      unavailable: this.unavailable.drain(),
    };
  }

  /** The number of each slot's product, kept until the index or the names are others. */
  private numbersOf(table: SlotTable, names: Int32Array | undefined): Int32Array {
    const { kept } = this;
    const { epoch } = table.arena;
    if (kept?.table === table && kept.names === names && kept.epoch === epoch) return kept.bySlot;
    const { records, shape } = table;
    const { words } = table.arena;
    const bySlot = new Int32Array(32 * shape.words);
    for (let slot = 0; slot < bySlot.length; slot += 1) {
      const own = int(words, records + slot * RECORD_WORDS + RECORD.product);
      bySlot[slot] = names === undefined ? own : int(names, own);
    }
    this.kept = { table, names, epoch, bySlot };
    return bySlot;
  }
}

const holdIn = (rows: readonly Row[], words: Int32Array, slot: number): boolean =>
  rows.every(({ holds }) => hasSlot(words, holds, slot));

/** Whatever is not false, gates or not; the rarest first, and again where a kernel reads more than there are. */
function planOf(rows: readonly Row[]): Plan {
  const byRarity = [...rows].sort((a, b) => a.count - b.count);
  const count = Math.max(UNROLLED_ROWS, rows.length);
  const plan = new Array<number>(PLAN.bitmaps + count).fill(0);
  plan[PLAN.rows] = count;
  for (let at = 0; at < count; at += 1) {
    plan[PLAN.bitmaps + at] = byRarity[at % rows.length]?.notFalse ?? 0;
  }
  return plan;
}
