import type { MatchPolicy } from '../matching/index.js';
import { GRADES, gradeShares } from './grades.js';
import type { Kernel } from './kernel.js';
import { PLAN_WORDS, type Plan, type Selection } from './plan.js';
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
  run: 16,
  eligible: 17,
  open: 18,
  size: 19,
  bestScores: 20,
  bestProducts: 21,
  bestClauses: 22,
} as const;
const FRAME_WORDS = 23;
const BUCKETS = 128;
/** Slots are written four at a time, and scores are read sixteen at a time. */
const SLACK = 32;

interface KernelExports {
  select(frame: number, plan: number): void;
}

/** The same kernel as SIMD code: one call per request, nothing allocated. */
export class WasmKernel implements Kernel {
  private readonly exports: KernelExports;
  private readonly frame: number;
  private readonly plan: number;
  private readonly best: { readonly scores: number; readonly products: number; readonly clauses: number };
  private run = 0;

  constructor(
    private readonly table: SlotTable,
    policy: MatchPolicy,
    limit: number,
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
    this.best = {
      scores: places.bestScores >> 2,
      products: places.bestProducts >> 2,
      clauses: places.bestClauses >> 2,
    };
    words[this.frame + FRAME.summaries] = 4 * shape.words;
    words[this.frame + FRAME.parts] = shape.summaryWords;
    words[this.frame + FRAME.several] = table.several;
    words[this.frame + FRAME.records] = 4 * table.records;
    words[this.frame + FRAME.marks] = 4 * table.marks;
    words[this.frame + FRAME.limit] = limit;
    words.set(gradeShares(policy, 'region'), places.shares >> 2);
    words.set(gradeShares(policy, 'industry'), (places.shares >> 2) + GRADES);
  }

  select(plan: Plan, into: Selection): void {
    const { table, frame, best } = this;
    const { words } = table.arena;
    for (let at = 0; at < plan.length; at += 1) words[this.plan + at] = plan[at] ?? 0;
    words[frame + FRAME.run] = this.nextRun();
    this.exports.select(4 * frame, 4 * this.plan);
    into.eligibleCount = int(words, frame + FRAME.eligible);
    into.needsInformationCount = int(words, frame + FRAME.open);
    into.size = int(words, frame + FRAME.size);
    for (let at = 0; at < into.size; at += 1) {
      into.scores[at] = int(words, best.scores + at);
      into.products[at] = int(words, best.products + at);
      into.clauses[at] = int(words, best.clauses + at);
    }
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
