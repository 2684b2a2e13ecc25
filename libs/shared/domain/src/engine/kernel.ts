import type { MatchPolicy } from '../matching/index.js';
import { BestClauses } from './best-clauses.js';
import { PLAN, type Plan, type Selection } from './plan.js';
import { Ranking } from './ranking.js';
import { RECORD, RECORD_WORDS } from './records.js';
import { scanKnown, scanOpen, type Found, type ScanFrame } from './scan.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';

export const KERNELS = ['wasm', 'typescript'] as const;
export type KernelName = (typeof KERNELS)[number];

/** Finds what fits a request: exact counts and the best of them, in any implementation. */
export interface Kernel {
  select(plan: Plan, into: Selection): void;
}

/** The kernel in plain TypeScript. */
export class TypescriptKernel implements Kernel {
  private readonly found: Found;
  private readonly ranking: Ranking;
  private readonly clauses: BestClauses;

  constructor(
    private readonly table: SlotTable,
    policy: MatchPolicy,
    limit: number,
  ) {
    const slots = table.shape.words * 32;
    this.ranking = new Ranking(policy, limit);
    this.clauses = new BestClauses(table);
    this.found = {
      survivors: new Int32Array(slots),
      survivorCount: 0,
      openSingles: 0,
      openOthers: new Int32Array(slots),
      openOtherCount: 0,
    };
  }

  select(plan: Plan, into: Selection): void {
    const { table, found, clauses, ranking } = this;
    const { words } = table.arena;
    const isExhausted = table.pools.anyExhausted ? this.isExhausted : undefined;
    const frame: ScanFrame = { ...table.shape, several: table.several, isExhausted };
    if (int(plan.words, PLAN.open) === 0) scanKnown(words, plan.words, frame, found);
    else scanOpen(words, plan.words, frame, found);
    clauses.begin();
    const alone = this.rankSurvivors(plan);
    const others = clauses.eachBest((score, rank, slot) => ranking.offer(score, rank, slot));
    into.eligibleCount = alone + others;
    const open = clauses.countOpen(found.openOthers.subarray(0, found.openOtherCount));
    into.needsInformationCount = found.openSingles + open;
    ranking.drainInto(into);
  }

  private readonly isExhausted = (slot: number): boolean => {
    const { arena, records, pools } = this.table;
    return int(arena.words, pools.shares + int(arena.words, records + slot * RECORD_WORDS + RECORD.pool)) < 0;
  };

  /** Ranks products of one clause at once; the others wait until all their clauses were seen. */
  private rankSurvivors(plan: Plan): number {
    const { table, found, ranking } = this;
    const { arena, records } = table;
    const { words } = arena;
    const poolShares = table.pools.shares;
    let eligible = 0;
    for (let at = 0; at < found.survivorCount; at += 1) {
      const slot = int(found.survivors, at);
      const record = records + slot * RECORD_WORDS;
      const poolShare = int(words, poolShares + int(words, record + RECORD.pool));
      if (poolShare < 0) continue;
      const score = ranking.score(arena, record, poolShare, plan);
      if ((int(words, record + RECORD.clause) & 1) !== 0) {
        this.clauses.note(slot, score);
        continue;
      }
      eligible += 1;
      ranking.offer(score, int(words, record + RECORD.rank), slot);
    }
    return eligible;
  }
}
