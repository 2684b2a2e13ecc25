import type { MatchPolicy } from '../matching/index.js';
import { BestClauses } from './best-clauses.js';
import { GRADE_SHIFT, gradeShares } from './grades.js';
import { emptySelection, PLAN, type Plan, type Selection } from './plan.js';
import { Ranking, type Entries } from './ranking.js';
import { FLAG, MARK, MARKS, RECORD, RECORD_WORDS } from './records.js';
import { scan, type Found } from './scan.js';
import type { SlotTable } from './slot-table.js';
import { byte, half, int } from './typed-reads.js';

export const KERNELS = ['wasm', 'typescript'] as const;
export type KernelName = (typeof KERNELS)[number];

/** Finds what fits a request: exact counts and the best of them, in any implementation. */
export interface Kernel {
  /** What it leaves is overwritten by the next question. */
  select(plan: Plan): Readonly<Selection>;
  /** All slots that hold, unscored; overwritten likewise. */
  list(plan: Plan): Readonly<SlotList>;
}

export interface SlotList {
  slots: Int32Array;
  count: number;
}

/** A table with the kernel that reads it. */
export interface Laid {
  readonly table: SlotTable;
  readonly kernel: Kernel;
}

/** The kernel in plain TypeScript. */
export class TypescriptKernel implements Kernel {
  private readonly found: Found;
  private readonly entries: Entries;
  private readonly selection: Selection;
  private readonly ranking: Ranking;
  private readonly clauses: BestClauses;
  private readonly regionShares: Int32Array;
  private readonly industryShares: Int32Array;

  constructor(
    private readonly table: SlotTable,
    policy: MatchPolicy,
    limit: number,
  ) {
    const slots = table.shape.words * 32;
    this.selection = emptySelection(limit);
    this.ranking = new Ranking(limit);
    this.clauses = new BestClauses(table);
    this.regionShares = gradeShares(policy, 'region');
    this.industryShares = gradeShares(policy, 'industry');
    this.entries = { scores: new Int32Array(slots), slots: new Int32Array(slots), count: 0 };
    this.found = {
      survivors: new Int32Array(slots),
      survivorCount: 0,
      openSingles: 0,
      openOthers: new Int32Array(slots),
      openOtherCount: 0,
    };
  }

  select(plan: Plan): Selection {
    const { table, found, clauses, entries, ranking, selection: into } = this;
    scan(table, plan, found);
    clauses.begin();
    this.score(plan);
    into.eligibleCount = entries.count;
    const open = clauses.countOpen(found.openOthers, found.openOtherCount);
    into.needsInformationCount = found.openSingles + open;
    into.size = ranking.best(entries, this.rankOf);
    for (let at = 0; at < into.size; at += 1) {
      const slot = int(ranking.slots, at);
      into.scores[at] = int(ranking.scores, at);
      into.products[at] = this.field(slot, RECORD.product);
      into.clauses[at] = this.field(slot, RECORD.clause) >> 1;
    }
    return into;
  }

  list(plan: Plan): SlotList {
    scan(this.table, plan, this.found);
    return { slots: this.found.survivors, count: this.found.survivorCount };
  }

  private readonly rankOf = (slot: number): number => this.field(slot, RECORD.rank);

  /** One entry per product that fits. */
  private score(plan: Plan): void {
    const { entries, found, table } = this;
    const { halves } = table.arena;
    const { scores, slots } = entries;
    const first = 2 * table.marks;
    const cost = (plan[PLAN.tables] ?? 0) >> 1;
    const pools = (plan[PLAN.tables + 1] ?? 0) >> 1;
    const amount = (plan[PLAN.tables + 2] ?? 0) >> 1;
    const term = (plan[PLAN.tables + 3] ?? 0) >> 1;
    const security = (plan[PLAN.tables + 4] ?? 0) >> 1;
    const lists = (plan[PLAN.tables + 5] ?? 0) >> 1;
    entries.count = 0;
    for (let at = 0; at < found.survivorCount; at += 1) {
      const slot = int(found.survivors, at);
      const mark = first + slot * MARKS;
      const score =
        half(halves, mark + MARK.share) +
        half(halves, cost + half(halves, mark + MARK.tables)) +
        half(halves, pools + half(halves, mark + MARK.tables + 1)) +
        half(halves, amount + half(halves, mark + MARK.tables + 2)) +
        half(halves, term + half(halves, mark + MARK.tables + 3)) +
        half(halves, security + half(halves, mark + MARK.tables + 4)) +
        half(halves, lists + half(halves, mark + MARK.tables + 5));
      const flags = half(halves, mark + MARK.flags);
      if (flags !== 0) {
        this.enterFlagged(slot, score, flags, plan);
      } else {
        scores[entries.count] = score;
        slots[entries.count] = slot;
        entries.count += 1;
      }
    }
  }

  private enterFlagged(slot: number, share: number, flags: number, plan: Plan): void {
    const { entries } = this;
    let score = share;
    if ((flags & FLAG.graded) !== 0) {
      const { bytes } = this.table.arena;
      const region = byte(bytes, (plan[PLAN.region] ?? 0) + this.field(slot, RECORD.region));
      const industry = byte(bytes, (plan[PLAN.industry] ?? 0) + this.field(slot, RECORD.industry));
      score +=
        int(this.regionShares, region >> GRADE_SHIFT) + int(this.industryShares, industry >> GRADE_SHIFT);
    }
    if ((flags & FLAG.several) !== 0) {
      this.clauses.enter(slot, score, entries);
    } else {
      entries.scores[entries.count] = score;
      entries.slots[entries.count] = slot;
      entries.count += 1;
    }
  }

  private field(slot: number, word: number): number {
    return int(this.table.arena.words, this.table.records + slot * RECORD_WORDS + word);
  }
}
