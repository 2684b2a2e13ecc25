import { RECORD, RECORD_WORDS } from './records.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';

/** The slot of a word's single bit. */
export const slotOf = (word: number, bit: number): number => (word << 5) + 31 - Math.clz32(bit);

export const hasSlot = (words: Int32Array, row: number, slot: number): boolean =>
  (int(words, row + (slot >> 5)) & (1 << (slot & 31))) !== 0;

export const productIn = ({ arena, records }: SlotTable, slot: number): number =>
  int(arena.words, records + slot * RECORD_WORDS + RECORD.product);

interface Exhausted {
  readonly epoch: number;
  readonly slots: Int32Array | undefined;
}
const exhausted = new WeakMap<SlotTable, Exhausted>();

/** Slots whose quota is used up, found anew after a change; undefined where there are none. */
export function exhaustedSlots(table: SlotTable): Int32Array | undefined {
  const { epoch } = table.arena;
  const known = exhausted.get(table);
  if (known?.epoch === epoch) return known.slots;
  const slots = table.pools.anyExhausted ? findExhausted(table) : undefined;
  exhausted.set(table, { epoch, slots });
  return slots;
}

function findExhausted({ arena, records, pools, shape }: SlotTable): Int32Array {
  const slots = new Int32Array(shape.words);
  for (let slot = 0; slot < 32 * shape.words; slot += 1) {
    const pool = int(arena.words, records + slot * RECORD_WORDS + RECORD.pool);
    if (pools.isExhausted(pool)) slots[slot >> 5] = int(slots, slot >> 5) | (1 << (slot & 31));
  }
  return slots;
}

/** Ids of the products in these slots, in product order; each slot of another product. */
export function idsInOrder(
  slots: readonly number[],
  { arena, records, ordered, products }: SlotTable,
): string[] {
  // Numbers sort faster than ids, and ranks are in the order of the ids.
  const ranks = Int32Array.from(slots, (slot) =>
    int(arena.words, records + slot * RECORD_WORDS + RECORD.rank),
  );
  return Array.from(ranks.sort(), (rank) => products[ordered[rank] ?? -1]?.id ?? '');
}
