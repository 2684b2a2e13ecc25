import { BLOCK_WORDS, type RowShape } from './bitmap-rows.js';
import { PLAN, MAX_ROWS, UNROLLED_ROWS } from './plan.js';
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

/** ANDs a request's bitmaps word by word when nothing about it is unknown. */
export function scanKnown(words: Int32Array, plan: Int32Array, frame: ScanFrame, found: Found): void {
  const rows = int(plan, PLAN.groups);
  const base = PLAN.holds;
  const a = int(plan, base);
  const b = int(plan, base + 1);
  const c = int(plan, base + 2);
  const d = int(plan, base + 3);
  const e = int(plan, base + 4);
  const f = int(plan, base + 5);
  const g = int(plan, base + 6);
  const h = int(plan, base + 7);
  const { survivors } = found;
  let count = 0;
  for (let part = 0; part < frame.summaryWords; part += 1) {
    let blocks = conjunction(words, plan, base, rows, frame.words + part);
    while (blocks !== 0) {
      const lowest = blocks & -blocks;
      blocks ^= lowest;
      const first = ((part << 5) + 31 - Math.clz32(lowest)) * BLOCK_WORDS;
      for (let at = first; at < first + BLOCK_WORDS; at += 1) {
        let word = int(words, a + at) & int(words, b + at) & int(words, c + at) & int(words, d + at);
        if (word === 0) continue;
        word &= int(words, e + at) & int(words, f + at) & int(words, g + at) & int(words, h + at);
        for (let row = UNROLLED_ROWS; row < rows; row += 1) word &= int(words, int(plan, base + row) + at);
        while (word !== 0) {
          const bit = word & -word;
          word ^= bit;
          survivors[count] = (at << 5) + 31 - Math.clz32(bit);
          count += 1;
        }
      }
    }
  }
  found.survivorCount = count;
  found.openSingles = found.openOtherCount = 0;
}

/** The same with two bitmaps per criterion: what is not false and does not hold needs information. */
export function scanOpen(words: Int32Array, plan: Int32Array, frame: ScanFrame, found: Found): void {
  const rows = int(plan, PLAN.groups);
  const base = PLAN.holds + MAX_ROWS;
  found.survivorCount = found.openSingles = found.openOtherCount = 0;
  for (let part = 0; part < frame.summaryWords; part += 1) {
    let blocks = conjunction(words, plan, base, rows, frame.words + part);
    while (blocks !== 0) {
      const lowest = blocks & -blocks;
      blocks ^= lowest;
      const first = ((part << 5) + 31 - Math.clz32(lowest)) * BLOCK_WORDS;
      for (let at = first; at < first + BLOCK_WORDS; at += 1) {
        const possible = conjunction(words, plan, base, rows, at);
        if (possible === 0) continue;
        const holding = conjunction(words, plan, PLAN.holds, rows, at);
        if (holding !== 0) {
          found.survivorCount = emit(holding, at, found.survivors, found.survivorCount);
        }
        const open = possible & ~holding;
        if (open !== 0) noteOpen(words, open, at, frame, found);
      }
    }
  }
}

function conjunction(words: Int32Array, plan: Int32Array, base: number, rows: number, at: number): number {
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
