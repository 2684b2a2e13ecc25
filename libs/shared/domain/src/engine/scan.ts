import { BLOCK_WORDS, type RowShape } from './bitmap-rows.js';
import { PLAN, UNROLLED_ROWS, type Plan } from './plan.js';
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

export interface ScanFrame extends RowShape {
  /** Word offset of the bitmap of slots whose product has several clauses. */
  readonly several: number;
  /** Set when an exhausted pool makes counting bits too little. */
  readonly isExhausted: ((slot: number) => boolean) | undefined;
}

/** ANDs a request's bitmaps, and passes over the blocks of slots that one of them leaves empty. */
export function scan(words: Int32Array, plan: Plan, frame: ScanFrame, found: Found): void {
  found.survivorCount = found.openSingles = found.openOtherCount = 0;
  const rows = int(plan, PLAN.rows);
  const scanBlock = int(plan, PLAN.openRows) === 0 ? scanKnown : scanOpen;
  for (let part = 0; part < frame.summaryWords; part += 1) {
    let blocks = conjunction(words, plan, PLAN.bitmaps, rows, frame.words + part);
    for (; blocks !== 0; blocks &= blocks - 1) {
      const first = ((part << 5) + 31 - Math.clz32(blocks & -blocks)) * BLOCK_WORDS;
      scanBlock(words, plan, first, frame, found);
    }
  }
}

/** Nothing about the request is unknown: what is not false holds. */
function scanKnown(words: Int32Array, plan: Plan, first: number, _frame: ScanFrame, found: Found): void {
  const rows = int(plan, PLAN.rows);
  const a = int(plan, PLAN.bitmaps);
  const b = int(plan, PLAN.bitmaps + 1);
  const c = int(plan, PLAN.bitmaps + 2);
  const d = int(plan, PLAN.bitmaps + 3);
  const e = int(plan, PLAN.bitmaps + 4);
  const f = int(plan, PLAN.bitmaps + 5);
  const g = int(plan, PLAN.bitmaps + 6);
  const h = int(plan, PLAN.bitmaps + 7);
  const i = int(plan, PLAN.bitmaps + 8);
  const j = int(plan, PLAN.bitmaps + 9);
  const { survivors } = found;
  let count = found.survivorCount;
  for (let at = first; at < first + BLOCK_WORDS; at += 1) {
    let word = int(words, a + at) & int(words, b + at) & int(words, c + at) & int(words, d + at);
    if (word === 0) continue;
    word &= int(words, e + at) & int(words, f + at) & int(words, g + at) & int(words, h + at);
    word &= int(words, i + at) & int(words, j + at);
    for (let row = UNROLLED_ROWS; row < rows; row += 1)
      word &= int(words, int(plan, PLAN.bitmaps + row) + at);
    for (; word !== 0; word &= word - 1) {
      survivors[count] = (at << 5) + 31 - Math.clz32(word & -word);
      count += 1;
    }
  }
  found.survivorCount = count;
}

/** What is not false and does not hold needs information. */
function scanOpen(words: Int32Array, plan: Plan, first: number, frame: ScanFrame, found: Found): void {
  const rows = int(plan, PLAN.rows);
  const openRows = int(plan, PLAN.openRows);
  for (let at = first; at < first + BLOCK_WORDS; at += 1) {
    const possible = conjunction(words, plan, PLAN.bitmaps, rows, at);
    if (possible === 0) continue;
    const holding = possible & conjunction(words, plan, PLAN.bitmaps + rows, openRows, at);
    if (holding !== 0) found.survivorCount = emit(holding, at, found.survivors, found.survivorCount);
    const open = possible & ~holding;
    if (open !== 0) noteOpen(words, open, at, frame, found);
  }
}

function conjunction(words: Int32Array, plan: Plan, base: number, rows: number, at: number): number {
  let word = int(words, int(plan, base) + at);
  for (let row = 1; row < rows && word !== 0; row += 1) word &= int(words, int(plan, base + row) + at);
  return word;
}

function emit(word: number, at: number, into: Int32Array, count: number): number {
  let end = count;
  for (let rest = word; rest !== 0; rest &= rest - 1) {
    into[end] = (at << 5) + 31 - Math.clz32(rest & -rest);
    end += 1;
  }
  return end;
}

function noteOpen(words: Int32Array, open: number, at: number, frame: ScanFrame, found: Found): void {
  const several = int(words, frame.several + at);
  const singles = open & ~several;
  const { isExhausted } = frame;
  if (isExhausted === undefined) found.openSingles += popcount(singles);
  else {
    for (let rest = singles; rest !== 0; rest &= rest - 1) {
      if (!isExhausted((at << 5) + 31 - Math.clz32(rest & -rest))) found.openSingles += 1;
    }
  }
  if ((open & several) !== 0)
    found.openOtherCount = emit(open & several, at, found.openOthers, found.openOtherCount);
}
