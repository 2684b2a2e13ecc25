import { BLOCK_WORDS, type Row } from './bitmap-rows.js';
import type { PreparedRequest } from './prepared-request.js';
import { idsInOrder, productIn, slotOf } from './slot-reads.js';
import type { SlotTable } from './slot-table.js';
import { int, popcount } from './typed-reads.js';

export interface FitCounts {
  readonly eligible: number;
  readonly needsInformation: number;
}

/** A request as it might be against the request as it is. */
export interface WhatIf {
  readonly before: FitCounts;
  readonly after: FitCounts;
  /** Products that would fit and do not now, and the reverse, in product order. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** Bitmaps that only one of the two requests has, or that both share. */
interface Rows {
  readonly holds: Int32Array;
  readonly notFalse: Int32Array;
}

/** What is found of 32 slots. */
interface Found {
  fitBefore: number;
  openBefore: number;
  fitAfter: number;
  openAfter: number;
}

const rowsOf = (rows: readonly Row[], ...more: readonly number[]): Rows => ({
  holds: Int32Array.of(...more, ...rows.map(({ holds }) => holds)),
  notFalse: Int32Array.of(...more, ...rows.map(({ notFalse }) => notFalse)),
});

/** What another wish would win and lose; only the criteria it changes are read twice. */
export function whatIf(present: PreparedRequest, changed: PreparedRequest, table: SlotTable): WhatIf {
  const { words } = table.arena;
  const shared = rowsOf(
    present.rows.filter((row, at) => changed.rows[at] === row),
    table.gates,
  );
  const before = rowsOf(present.rows.filter((row, at) => changed.rows[at] !== row));
  const after = rowsOf(changed.rows.filter((row, at) => present.rows[at] !== row));
  const tally = new Tally(table);
  const found: Found = { fitBefore: 0, openBefore: 0, fitAfter: 0, openAfter: 0 };
  eachPossibleWord(shared.notFalse, table, (at, possible) => {
    const sure = conjunction(words, shared.holds, at, possible);
    found.fitBefore = conjunction(words, before.holds, at, sure);
    found.openBefore = conjunction(words, before.notFalse, at, possible) & ~found.fitBefore;
    found.fitAfter = conjunction(words, after.holds, at, sure);
    found.openAfter = conjunction(words, after.notFalse, at, possible) & ~found.fitAfter;
    tally.enter(found, at);
  });
  return tally.close();
}

function eachPossibleWord(
  rows: Int32Array,
  table: SlotTable,
  visit: (at: number, possible: number) => void,
): void {
  const { words } = table.arena;
  const { shape } = table;
  for (let part = 0; part < shape.summaryWords; part += 1) {
    let blocks = conjunction(words, rows, shape.words + part, -1);
    for (; blocks !== 0; blocks &= blocks - 1) {
      const first = slotOf(part, blocks & -blocks) * BLOCK_WORDS;
      for (let at = first; at < first + BLOCK_WORDS; at += 1) {
        const possible = conjunction(words, rows, at, -1);
        if (possible !== 0) visit(at, possible);
      }
    }
  }
}

function conjunction(words: Int32Array, rows: Int32Array, at: number, start: number): number {
  let word = start;
  for (let row = 0; row < rows.length && word !== 0; row += 1) word &= int(words, int(rows, row) + at);
  return word;
}

const SEEN = { fitBefore: 1, openBefore: 2, fitAfter: 4, openAfter: 8 } as const;

/** Counts on both sides; a product of several clauses counts once, when all of them were seen. */
class Tally {
  private readonly counts = { fitBefore: 0, openBefore: 0, fitAfter: 0, openAfter: 0 };
  private readonly gained: number[] = [];
  private readonly lost: number[] = [];
  private readonly several = new Map<number, { readonly slot: number; seen: number }>();

  constructor(private readonly table: SlotTable) {}

  enter({ fitBefore, openBefore, fitAfter, openAfter }: Found, at: number): void {
    const { counts, table } = this;
    const apart = int(table.arena.words, table.several + at);
    const alone = ~apart;
    counts.fitBefore += popcount(fitBefore & alone);
    counts.openBefore += popcount(openBefore & alone);
    counts.fitAfter += popcount(fitAfter & alone);
    counts.openAfter += popcount(openAfter & alone);
    collect(fitAfter & ~fitBefore & alone, at, this.gained);
    collect(fitBefore & ~fitAfter & alone, at, this.lost);
    const either = apart & (fitBefore | openBefore | fitAfter | openAfter);
    for (let rest = either; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      this.setApart(
        slotOf(at, bit),
        (fitBefore & bit ? SEEN.fitBefore : 0) |
          (openBefore & bit ? SEEN.openBefore : 0) |
          (fitAfter & bit ? SEEN.fitAfter : 0) |
          (openAfter & bit ? SEEN.openAfter : 0),
      );
    }
  }

  close(): WhatIf {
    const { counts, gained, lost, table } = this;
    for (const { slot, seen } of this.several.values()) {
      const [fitted, fits] = [(seen & SEEN.fitBefore) !== 0, (seen & SEEN.fitAfter) !== 0];
      if (fitted) counts.fitBefore += 1;
      else if (seen & SEEN.openBefore) counts.openBefore += 1;
      if (fits) counts.fitAfter += 1;
      else if (seen & SEEN.openAfter) counts.openAfter += 1;
      if (fits && !fitted) gained.push(slot);
      if (fitted && !fits) lost.push(slot);
    }
    return {
      before: { eligible: counts.fitBefore, needsInformation: counts.openBefore },
      after: { eligible: counts.fitAfter, needsInformation: counts.openAfter },
      gained: idsInOrder(gained, table),
      lost: idsInOrder(lost, table),
    };
  }

  private setApart(slot: number, seen: number): void {
    const product = productIn(this.table, slot);
    const known = this.several.get(product);
    if (known === undefined) this.several.set(product, { slot, seen });
    else known.seen |= seen;
  }
}

function collect(bits: number, word: number, into: number[]): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) into.push(slotOf(word, rest & -rest));
}
