import { BLOCK_WORDS } from './bitmap-rows.js';
import { PLAN, UNROLLED_ROWS, type Plan } from './plan.js';
import type { SlotTable } from './slot-table.js';
import { int, popcount } from './typed-reads.js';

/** Where a scan leaves what it found; sized once for an index. */
export interface Found {
  /** Slots whose conditions all hold. */
  readonly survivors: Int32Array;
  survivorCount: number;
  /** Undecided slots of products with one clause are only counted; of the others they are kept. */
  openSingles: number;
  readonly openOthers: Int32Array;
  openOtherCount: number;
}

const at = (plan: Plan, index: number): number => plan[index] ?? 0;

/** ANDs a request's bitmaps, and passes over the blocks of slots that one of them leaves empty. */
export function scan({ arena, shape, several }: SlotTable, plan: Plan, found: Found): void {
  const { words } = arena;
  found.survivorCount = found.openSingles = found.openOtherCount = 0;
  const rows = at(plan, PLAN.rows);
  const isDecided = plan[PLAN.openRows] === 0;
  for (let part = 0; part < shape.summaryWords; part += 1) {
    let blocks = conjunction(words, plan, PLAN.bitmaps, rows, shape.words + part);
    for (; blocks !== 0; blocks &= blocks - 1) {
      const first = ((part << 5) + 31 - Math.clz32(blocks & -blocks)) * BLOCK_WORDS;
      if (isDecided) scanKnown(words, plan, first, found);
      else scanOpen(words, plan, first, several, found);
    }
  }
}

/** Nothing about the request is unknown: what is not false holds. */
function scanKnown(words: Int32Array, plan: Plan, first: number, found: Found): void {
  const rows = at(plan, PLAN.rows);
  const a = at(plan, PLAN.bitmaps);
  const b = at(plan, PLAN.bitmaps + 1);
  const c = at(plan, PLAN.bitmaps + 2);
  const d = at(plan, PLAN.bitmaps + 3);
  const e = at(plan, PLAN.bitmaps + 4);
  const f = at(plan, PLAN.bitmaps + 5);
  const g = at(plan, PLAN.bitmaps + 6);
  const h = at(plan, PLAN.bitmaps + 7);
  const i = at(plan, PLAN.bitmaps + 8);
  const j = at(plan, PLAN.bitmaps + 9);
  const { survivors } = found;
  let count = found.survivorCount;
  for (let place = first; place < first + BLOCK_WORDS; place += 1) {
    let word = int(words, a + place) & int(words, b + place) & int(words, c + place) & int(words, d + place);
    if (word === 0) continue;
    word &= int(words, e + place) & int(words, f + place) & int(words, g + place) & int(words, h + place);
    word &= int(words, i + place) & int(words, j + place);
    for (let row = UNROLLED_ROWS; row < rows; row += 1) {
      word &= int(words, at(plan, PLAN.bitmaps + row) + place);
    }
    for (; word !== 0; word &= word - 1) {
      survivors[count] = (place << 5) + 31 - Math.clz32(word & -word);
      count += 1;
    }
  }
  found.survivorCount = count;
}

/** What is not false and does not hold needs information. */
function scanOpen(words: Int32Array, plan: Plan, first: number, several: number, found: Found): void {
  const rows = at(plan, PLAN.rows);
  const openRows = at(plan, PLAN.openRows);
  for (let place = first; place < first + BLOCK_WORDS; place += 1) {
    const possible = conjunction(words, plan, PLAN.bitmaps, rows, place);
    if (possible === 0) continue;
    const holding = possible & conjunction(words, plan, PLAN.bitmaps + rows, openRows, place);
    found.survivorCount = emit(holding, place, found.survivors, found.survivorCount);
    const open = possible & ~holding;
    const others = open & int(words, several + place);
    found.openSingles += popcount(open ^ others);
    found.openOtherCount = emit(others, place, found.openOthers, found.openOtherCount);
  }
}

function conjunction(words: Int32Array, plan: Plan, base: number, rows: number, place: number): number {
  let word = int(words, at(plan, base) + place);
  for (let row = 1; row < rows && word !== 0; row += 1) word &= int(words, at(plan, base + row) + place);
  return word;
}

function emit(word: number, place: number, into: Int32Array, count: number): number {
  let end = count;
  for (let rest = word; rest !== 0; rest &= rest - 1) {
    into[end] = (place << 5) + 31 - Math.clz32(rest & -rest);
    end += 1;
  }
  return end;
}
