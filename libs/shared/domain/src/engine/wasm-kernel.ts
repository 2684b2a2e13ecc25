import type { MatchPolicy } from '../matching/index.js';
import { FULL_POINTS, NEUTRAL_POINTS } from '../matching/index.js';
import { GRADES, gradeShares, shareOf } from './grades.js';
import { BestClauses } from './best-clauses.js';
import type { Kernel } from './kernel.js';
import { PLAN_WORDS, type Plan, type Selection } from './plan.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';
import { instantiate, type WasmMemorySource } from './wasm-memory.js';

/** What the module reads and writes, in words from the frame's start; assembly/kernel.ts has the same list. */
const FRAME = {
  words: 0,
  summaryWords: 1,
  several: 2,
  records: 3,
  pools: 4,
  limit: 5,
  keys: 6,
  slots: 7,
  survivors: 8,
  others: 9,
  anyExhausted: 10,
  shares: 11,
  costWeight: 12,
  perRateBp: 13,
  costNeutral: 14,
  amount: 15,
  term: 18,
  scores: 21,
  eligible: 24,
  openSingles: 25,
  openOthers: 26,
  severalFound: 27,
  size: 28,
} as const;
const FRAME_WORDS = 32;
interface KernelExports {
  select(frame: number, plan: number): void;
  offer(frame: number, score: number, rank: number, slot: number): void;
  drain(frame: number): void;
}
/** The same kernel as SIMD code; products of several clauses are still weighed here. */
export class WasmKernel implements Kernel {
  private readonly exports: KernelExports;
  private readonly frame: number;
  private readonly plan: number;
  private readonly clauses: BestClauses;

  constructor(
    private readonly table: SlotTable,
    policy: MatchPolicy,
    limit: number,
    memory: WasmMemorySource,
  ) {
    this.exports = instantiate(memory) as KernelExports; // what assembly/kernel.ts exports
    this.clauses = new BestClauses(table);
    const { arena, shape } = table;
    const slots = 32 * shape.words;
    this.frame = arena.allocate(4 * FRAME_WORDS);
    this.plan = arena.allocate(4 * PLAN_WORDS + 24);
    const places = {
      shares: arena.allocate(3 * 4 * GRADES),
      keys: arena.allocate(8 * limit),
      slots: arena.allocate(4 * limit),
      survivors: arena.allocate(4 * slots),
      scores: arena.allocate(4 * slots),
      others: arena.allocate(4 * slots),
    };
    arena.keep();
    for (const [name, place] of Object.entries(places)) {
      this.write(FRAME[name as keyof typeof places], place); // the keys of the literal above
    }
    this.write(FRAME.words, shape.words);
    this.write(FRAME.summaryWords, shape.summaryWords);
    this.write(FRAME.several, table.several);
    this.write(FRAME.records, 4 * table.records);
    this.write(FRAME.pools, 4 * table.pools.shares);
    this.write(FRAME.limit, limit);
    this.writePolicy(policy, places.shares >> 2);
  }

  select(plan: Plan, into: Selection): void {
    const { arena, pools } = this.table;
    arena.words.set(plan.words, this.plan >> 2);
    const wishes = (this.plan >> 3) + PLAN_WORDS / 2;
    arena.doubles[wishes] = plan.amountFen ?? Number.NaN;
    arena.doubles[wishes + 1] = plan.termMonths ?? Number.NaN;
    arena.doubles[wishes + 2] = plan.rateCeiling ?? Number.NaN;
    this.write(FRAME.anyExhausted, Number(pools.anyExhausted));
    this.exports.select(this.frame, this.plan);
    into.eligibleCount = this.read(FRAME.eligible) + this.offerSeveral();
    into.needsInformationCount = this.read(FRAME.openSingles) + this.countOthers();
    this.exports.drain(this.frame);
    into.size = this.read(FRAME.size);
    const keys = this.read(FRAME.keys) >> 3;
    const slots = this.read(FRAME.slots) >> 2;
    for (let at = 0; at < into.size; at += 1) {
      into.scores[at] = Math.floor((arena.doubles[keys + at] ?? 0) / 2 ** 32);
      into.slots[at] = int(arena.words, slots + at);
    }
  }

  private offerSeveral(): number {
    const { words } = this.table.arena;
    const slots = this.read(FRAME.survivors) >> 2;
    const scores = this.read(FRAME.scores) >> 2;
    this.clauses.begin();
    for (let at = 0; at < this.read(FRAME.severalFound); at += 1) {
      this.clauses.note(int(words, slots + at), int(words, scores + at));
    }
    return this.clauses.eachBest((score, rank, slot) => this.exports.offer(this.frame, score, rank, slot));
  }

  private countOthers(): number {
    if (this.read(FRAME.openOthers) === 0) return 0;
    const others = this.read(FRAME.others) >> 2;
    return this.clauses.countOpen(
      this.table.arena.words.subarray(others, others + this.read(FRAME.openOthers)),
    );
  }

  private writePolicy(policy: MatchPolicy, shares: number): void {
    const { words } = this.table.arena;
    for (const [at, component] of (['region', 'industry', 'collateral'] as const).entries()) {
      words.set(gradeShares(policy, component), shares + at * GRADES);
    }
    this.write(FRAME.costWeight, policy.weights.cost);
    this.write(FRAME.perRateBp, policy.points.perRateBp);
    this.write(FRAME.costNeutral, shareOf(policy, 'cost', NEUTRAL_POINTS));
    for (const [at, component] of [
      [FRAME.amount, 'amountHeadroom'],
      [FRAME.term, 'termHeadroom'],
    ] as const) {
      this.write(at, policy.weights[component]);
      this.write(at + 1, shareOf(policy, component, FULL_POINTS));
      this.write(at + 2, shareOf(policy, component, NEUTRAL_POINTS));
    }
  }

  private write(at: number, value: number): void {
    this.table.arena.words[(this.frame >> 2) + at] = value;
  }

  private read(at: number): number {
    return int(this.table.arena.words, (this.frame >> 2) + at);
  }
}
