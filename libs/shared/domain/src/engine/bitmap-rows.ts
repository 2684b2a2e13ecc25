import type { RequestFacts } from '../matching/index.js';
import type { Arena } from './arena.js';
import type { Column, FactClass } from './column.js';
import { HOLDS, NOT_FALSE, OPEN } from './condition.js';
import { byte, int, popcount } from './typed-reads.js';

/** A block of slots has one bit in a row's summary, so that a kernel passes over what cannot hold. */
export const BLOCK_WORDS = 8;
export const BLOCK_SLOTS = BLOCK_WORDS * 32;

/** How many words a row of bits over the slots takes, and the summary behind it. */
export interface RowShape {
  readonly words: number;
  readonly summaryWords: number;
}

export function shapeFor(slots: number): RowShape {
  const blocks = Math.ceil(slots / BLOCK_SLOTS);
  return { words: blocks * BLOCK_WORDS, summaryWords: Math.ceil(blocks / 32) };
}

export const rowBytes = ({ words, summaryWords }: RowShape): number => 4 * (words + summaryWords);

/** Word offsets of the slots that hold and of those that are not false: one and the same if nothing is open. */
export interface Row {
  readonly holds: number;
  readonly notFalse: number;
  /** Some slot has an undecided atom, false or not. Told of single columns only. */
  open: boolean;
  /** How many slots were not false when it was made. */
  readonly count: number;
  readonly classes: readonly FactClass[];
}

export function setBit(arena: Arena, shape: RowShape, row: number, slot: number, on: boolean): void {
  const { words } = arena;
  const at = row + (slot >> 5);
  const before = words[at] ?? 0;
  words[at] = on ? before | (1 << (slot & 31)) : before & ~(1 << (slot & 31));
  const block = Math.floor(slot / BLOCK_SLOTS);
  let any = 0;
  for (let word = block * BLOCK_WORDS; word < (block + 1) * BLOCK_WORDS; word += 1) {
    any |= words[row + word] ?? 0;
  }
  const summary = row + shape.words + (block >> 5);
  const marks = words[summary] ?? 0;
  words[summary] = any === 0 ? marks & ~(1 << (block & 31)) : marks | (1 << (block & 31));
}

export function summarise({ words }: Arena, shape: RowShape, row: number): void {
  for (let at = 0; at < shape.summaryWords; at += 1) words[row + shape.words + at] = 0;
  for (let word = 0; word < shape.words; word += 1) {
    if (words[row + word] === 0) continue;
    const block = Math.floor(word / BLOCK_WORDS);
    const at = row + shape.words + (block >> 5);
    words[at] = (words[at] ?? 0) | (1 << (block & 31));
  }
}

/** Where each column keeps the condition of every slot. */
export interface SlotColumn {
  readonly column: Column;
  readonly conditionOf: Int32Array;
}

/** One number as long as a few columns have few classes each, which is what they are grouped by. */
function keyOf(classes: readonly FactClass[]): string | number {
  const [first] = classes;
  if (classes.length === 1 && first !== undefined) return first.index;
  let key = 0;
  for (const { index } of classes) {
    if (index >= 256) return classes.map((one) => one.index).join();
    key = key * 256 + index;
  }
  return key;
}

/** The lowest bit of each of four bytes, side by side. */
const lowBits = (bytes: number): number => (Math.imul(bytes & 0x01010101, 0x01020408) >>> 24) & 15;

/** Bitmaps of one or several columns together, made when facts of a new class are met and kept from then on. */
export class RowGroup {
  /** By the classes' numbers. */
  rows = new Map<string | number, Row>();
  private openRows = new Map<Row, number>();
  private readonly scratchCodes: Uint8Array;
  private readonly scratchWords: Int32Array;

  /** `alone`: of several columns, the bitmaps of each, which theirs together are put together from. */
  constructor(
    readonly members: readonly SlotColumn[],
    private readonly shape: RowShape,
    private readonly arena: Arena,
    private readonly alone: readonly RowGroup[] = [],
  ) {
    this.scratchCodes = new Uint8Array(32 * shape.words);
    this.scratchWords = new Int32Array(shape.words);
  }

  forget(): void {
    this.rows = new Map();
    this.openRows = new Map();
  }

  rowOf(facts: RequestFacts): Row {
    const classes = this.members.map(({ column }) => column.classOf(facts));
    const key = keyOf(classes);
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const made = this.alone.length > 0 ? this.combine(facts, classes) : this.fill(classes);
    this.rows.set(key, made);
    return made;
  }

  /** Slots with a single undecided condition among them, false or not; for near-misses. */
  openOf(row: Row): number {
    const known = this.openRows.get(row);
    if (known !== undefined) return known;
    const codes = this.codesOfSlots(row.classes);
    const bits = this.scratchWords.fill(0);
    for (let slot = 0; slot < codes.length; slot += 1) {
      if ((byte(codes, slot) & OPEN) !== 0) bits[slot >> 5] = int(bits, slot >> 5) | (1 << (slot & 31));
    }
    const made = this.keep(bits);
    this.openRows.set(row, made);
    return made;
  }

  /**
   * Brings every bitmap made so far in step with a changed slot; true if one of them is void. Needs no memory, so
   * that it cannot fail halfway: a bitmap that would have to become two is made anew when it is asked for.
   */
  refresh(slot: number): boolean {
    const { arena, shape } = this;
    let isVoid = false;
    for (const [key, row] of this.rows) {
      const code = this.codeAt(row.classes, slot);
      if (row.notFalse === row.holds && (code & HOLDS) === NOT_FALSE) {
        this.rows.delete(key);
        isVoid = true;
        continue;
      }
      row.open ||= (code & OPEN) !== 0;
      setBit(arena, shape, row.holds, slot, (code & HOLDS) === HOLDS);
      if (row.notFalse !== row.holds) setBit(arena, shape, row.notFalse, slot, (code & NOT_FALSE) !== 0);
    }
    this.openRows = new Map();
    return isVoid;
  }

  private allocate(): number {
    return this.arena.allocate(rowBytes(this.shape)) >> 2;
  }

  private codeAt(classes: readonly FactClass[], slot: number): number {
    let code = HOLDS | OPEN;
    for (const [at, { conditionOf }] of this.members.entries()) {
      code &= this.arena.bytes[(classes[at]?.codes ?? 0) + (conditionOf[slot] ?? 0)] ?? 0;
    }
    return code;
  }

  private fill(classes: readonly FactClass[]): Row {
    const holds = this.allocate();
    const notFalse = this.scratchWords;
    const codes = this.codesOfSlots(classes);
    // Four slots at a time: a code is a byte.
    const fours = new Int32Array(codes.buffer);
    const { words } = this.arena;
    let count = 0;
    let differing = 0;
    let open = 0;
    for (let word = 0; word < this.shape.words; word += 1) {
      let truth = 0;
      let possible = 0;
      for (let four = 0; four < 8; four += 1) {
        const code = int(fours, (word << 3) + four);
        truth |= lowBits(code >> 1) << (four << 2);
        possible |= lowBits(code) << (four << 2);
        open |= code;
      }
      words[holds + word] = truth;
      notFalse[word] = possible;
      count += popcount(possible);
      differing |= truth ^ possible;
    }
    summarise(this.arena, this.shape, holds);
    const separate = differing === 0 ? holds : this.keep(notFalse);
    return { holds, notFalse: separate, open: (open & (OPEN * 0x01010101)) !== 0, count, classes };
  }

  /** What holds in all of several columns holds in each; the same of what is not false. */
  private combine(facts: RequestFacts, classes: readonly FactClass[]): Row {
    const rows = this.alone.map((group) => group.rowOf(facts));
    const holds = this.allocate();
    const { words } = this.arena;
    const possible = this.scratchWords;
    for (const [at, row] of rows.entries()) {
      if (at === 0) {
        words.copyWithin(holds, row.holds, row.holds + this.shape.words);
        possible.set(words.subarray(row.notFalse, row.notFalse + this.shape.words));
      } else {
        for (let word = 0; word < this.shape.words; word += 1) {
          words[holds + word] = int(words, holds + word) & int(words, row.holds + word);
          possible[word] = int(possible, word) & int(words, row.notFalse + word);
        }
      }
    }
    let count = 0;
    let differing = 0;
    for (let word = 0; word < this.shape.words; word += 1) {
      count += popcount(int(possible, word));
      differing |= int(possible, word) ^ int(words, holds + word);
    }
    summarise(this.arena, this.shape, holds);
    const notFalse = differing === 0 ? holds : this.keep(possible);
    return { holds, notFalse, open: false, count, classes };
  }

  private keep(bits: Int32Array): number {
    const row = this.allocate();
    this.arena.words.set(bits, row);
    summarise(this.arena, this.shape, row);
    return row;
  }

  /** The code of each slot in a single column. */
  private codesOfSlots([one]: readonly FactClass[]): Uint8Array {
    const { bytes } = this.arena;
    const { scratchCodes: codes } = this;
    const [member] = this.members;
    if (one === undefined || member === undefined) throw new Error('a bitmap is of one column or of several');
    const { conditionOf } = member;
    for (let slot = 0; slot < codes.length; slot += 1) {
      codes[slot] = byte(bytes, one.codes + int(conditionOf, slot));
    }
    return codes;
  }
}
