import { RECORD, RECORD_WORDS } from './records.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';

/** The slot of a word's single bit. */
export const slotOf = (word: number, bit: number): number => (word << 5) + 31 - Math.clz32(bit);

export const hasSlot = (words: Int32Array, row: number, slot: number): boolean =>
  (int(words, row + (slot >> 5)) & (1 << (slot & 31))) !== 0;

export const productIn = ({ arena, records }: SlotTable, slot: number): number =>
  int(arena.words, records + slot * RECORD_WORDS + RECORD.product);

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
