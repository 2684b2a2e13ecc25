import type { MatchPolicy } from '../matching/index.js';
import { GRADES, gradeShares } from './grades.js';
import type { Kernel, SlotList } from './kernel.js';
import { emptySelection, PLAN_WORDS, type Plan, type Selection } from './plan.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';
import { instantiate, type WasmMemorySource } from './wasm-memory.js';

/** What the module reads and writes, in words from the frame's start; assembly/kernel.ts has the same list. */
const FRAME = {
  summaries: 0,
  parts: 1,
  several: 2,
  records: 3,
  marks: 4,
  shares: 5,
  limit: 6,
  slots: 7,
  scores: 8,
  others: 9,
  holdsIn: 10,
  openIn: 11,
  entryOf: 12,
  buckets: 13,
  keys: 14,
  keySlots: 15,
  hits: 16,
  candidates: 17,
  run: 18,
  eligible: 19,
  open: 20,
  size: 21,
  bestScores: 22,
  bestProducts: 23,
  bestClauses: 24,
} as const;
const FRAME_WORDS = 25;
const BUCKETS = 128;
/** Slots are written four at a time, and scores are read sixteen at a time. */
const SLACK = 32;

interface KernelExports {
  select(frame: number, plan: number): void;
  list(frame: number, plan: number): number;
}

/** The same kernel as SIMD code: one call per request, nothing allocated. */
export class WasmKernel implements Kernel {
  private readonly exports: KernelExports;
  private readonly frame: number;
  private readonly plan: number;
  private readonly found = emptySelection(0);
  private readonly listed: SlotList = { slots: new Int32Array(0), count: 0 };
  private viewed: Int32Array | undefined;
  private run = 0;

  constructor(
    private readonly table: SlotTable,
    policy: MatchPolicy,
    private readonly limit: number,
    memory: WasmMemorySource,
  ) {
    this.exports = instantiate(memory) as KernelExports; // what assembly/kernel.ts exports
    const { arena, shape } = table;
    const slots = 4 * 32 * shape.words;
    this.frame = arena.allocate(4 * FRAME_WORDS) >> 2;
    this.plan = arena.allocate(4 * PLAN_WORDS) >> 2;
    const places = {
      shares: arena.allocate(2 * 4 * GRADES),
      slots: arena.allocate(slots + SLACK),
      scores: arena.allocate(slots / 2 + SLACK),
      others: arena.allocate(slots + SLACK),
      holdsIn: arena.allocate(slots),
      openIn: arena.allocate(slots),
      entryOf: arena.allocate(slots),
      buckets: arena.allocate(4 * BUCKETS),
      // A vector of bits and where it lies; a key, a slot and a gap.
      hits: arena.allocate(32 * (shape.words / 4) + SLACK),
      candidates: arena.allocate(16 * 32 * shape.words),
      keys: arena.allocate(8 * limit),
      keySlots: arena.allocate(4 * limit),
      bestScores: arena.allocate(4 * limit),
      bestProducts: arena.allocate(4 * limit),
      bestClauses: arena.allocate(4 * limit),
    };
    arena.keep();
    const { words } = arena;
    for (const [name, place] of Object.entries(places)) {
      words[this.frame + FRAME[name as keyof typeof places]] = place; // the keys of the literal above
    }
    words[this.frame + FRAME.summaries] = 4 * shape.words;
    words[this.frame + FRAME.parts] = shape.summaryWords;
    words[this.frame + FRAME.several] = table.several;
    words[this.frame + FRAME.records] = 4 * table.records;
    words[this.frame + FRAME.marks] = 4 * table.marks;
    words[this.frame + FRAME.limit] = limit;
    words.set(gradeShares(policy, 'region'), places.shares >> 2);
    words.set(gradeShares(policy, 'industry'), (places.shares >> 2) + GRADES);
  }

  select(plan: Plan): Selection {
    const { table, frame, found } = this;
    const { words } = table.arena;
    this.write(plan);
    words[frame + FRAME.run] = this.nextRun();
    this.exports.select(4 * frame, 4 * this.plan);
    // Views on the memory are void once it has grown.
    if (words !== this.viewed) this.view(words);
    found.eligibleCount = int(words, frame + FRAME.eligible);
    found.needsInformationCount = int(words, frame + FRAME.open);
    found.size = int(words, frame + FRAME.size);
    return found;
  }

  list(plan: Plan): SlotList {
    const { words } = this.table.arena;
    this.write(plan);
    this.listed.count = this.exports.list(4 * this.frame, 4 * this.plan);
    if (words !== this.viewed) this.view(words);
    return this.listed;
  }

  private write(plan: Plan): void {
    const { words } = this.table.arena;
    for (let at = 0; at < plan.length; at += 1) words[this.plan + at] = plan[at] ?? 0;
  }

  private view(words: Int32Array): void {
    const list = (at: number, length = this.limit) => {
      const first = int(words, this.frame + at) >> 2;
      return words.subarray(first, first + length);
    };
    this.listed.slots = list(FRAME.slots, 32 * this.table.shape.words);
    this.found.scores = list(FRAME.bestScores);
    this.found.products = list(FRAME.bestProducts);
    this.found.clauses = list(FRAME.bestClauses);
    this.viewed = words;
  }

  /** A number that no product of several clauses has been seen with. */
  private nextRun(): number {
    if (this.run === 2 ** 31 - 1) {
      const { words } = this.table.arena;
      for (const seen of [FRAME.holdsIn, FRAME.openIn]) {
        const first = int(words, this.frame + seen) >> 2;
        words.fill(0, first, first + 32 * this.table.shape.words);
      }
      this.run = 0;
    }
    this.run += 1;
    return this.run;
  }
}
