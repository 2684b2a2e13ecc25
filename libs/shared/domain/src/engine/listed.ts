import { BLOCK_WORDS } from './bitmap-rows.js';
import type { PreparedRequest } from './prepared-request.js';
import { RECORD, RECORD_WORDS } from './records.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';

/** Numbers of the products that a request does not miss, by verdict, each list ascending. */
export interface Listed {
  readonly eligible: readonly number[];
  readonly needsInformation: readonly number[];
  readonly unavailable: readonly number[];
}

/** What is in none of the lists is ineligible: with thousands of products that is nearly all of them. */
export function listed(request: PreparedRequest, table: SlotTable): Listed {
  const lists = { eligible: [] as number[], needsInformation: [] as number[], unavailable: [] as number[] };
  const several = new Map<number, boolean>();
  const { words } = table.arena;
  const enter = (slot: number, holds: boolean) => {
    const record = table.records + slot * RECORD_WORDS;
    const number = int(words, record + RECORD.product);
    if (!isOpen(table, slot, record)) lists.unavailable.push(number);
    else (holds ? lists.eligible : lists.needsInformation).push(number);
  };
  const firstSlots = new Map<number, number>();
  eachPossible(request, table, (slot, holds) => {
    const record = table.records + slot * RECORD_WORDS;
    if ((int(words, record + RECORD.clause) & 1) === 0) {
      enter(slot, holds);
      return;
    }
    // A product of several clauses counts by its best one.
    const number = int(words, record + RECORD.product);
    several.set(number, holds || several.get(number) === true);
    firstSlots.set(number, slot);
  });
  for (const [number, holds] of several) enter(firstSlots.get(number) ?? 0, holds);
  for (const list of Object.values(lists)) list.sort((a, b) => a - b);
  return lists;
}

/** Gates and quota belong to the product: each of its slots has the same. */
function isOpen({ arena, gates, pools }: SlotTable, slot: number, record: number): boolean {
  const open = (int(arena.words, gates + (slot >> 5)) & (1 << (slot & 31))) !== 0;
  return open && !pools.isExhausted(int(arena.words, record + RECORD.pool));
}

function eachPossible(
  { rows }: PreparedRequest,
  { arena, shape }: SlotTable,
  visit: (slot: number, holds: boolean) => void,
): void {
  const { words } = arena;
  const byRarity = [...rows].sort((a, b) => a.count - b.count);
  const possible = byRarity.map((row) => row.notFalse);
  const holding = byRarity.map((row) => row.holds);
  const isDecided = byRarity.every((row) => row.holds === row.notFalse);
  for (let part = 0; part < shape.summaryWords; part += 1) {
    for (let blocks = conjunction(words, possible, shape.words + part); blocks !== 0; blocks &= blocks - 1) {
      const first = ((part << 5) + 31 - Math.clz32(blocks & -blocks)) * BLOCK_WORDS;
      for (let at = first; at < first + BLOCK_WORDS; at += 1) {
        const bits = conjunction(words, possible, at);
        const held = isDecided || bits === 0 ? bits : conjunction(words, holding, at);
        for (let rest = bits; rest !== 0; rest &= rest - 1) {
          const bit = rest & -rest;
          visit((at << 5) + 31 - Math.clz32(bit), (held & bit) !== 0);
        }
      }
    }
  }
}

function conjunction(words: Int32Array, rows: readonly number[], at: number): number {
  let word = -1;
  for (let row = 0; row < rows.length && word !== 0; row += 1) word &= int(words, (rows[row] ?? 0) + at);
  return word;
}
