import type { MatchPolicy } from '../matching/index.js';
import type { Plan, Selection } from './plan.js';
import { Ranking } from './ranking.js';
import { RECORD, RECORD_WORDS } from './records.js';
import { scanKnown, scanOpen, type Found, type ScanFrame } from './scan.js';
import type { SlotTable } from './slot-table.js';
import { PLAN } from './plan.js';
import { int } from './typed-reads.js';

/** Finds what fits a request: exact counts and the best of them, in any implementation. */
export interface Kernel {
  select(plan: Plan, into: Selection): void;
}

/** The kernel in plain TypeScript. */
export class TypescriptKernel implements Kernel {
  private readonly found: Found;
  private readonly ranking: Ranking;
  /** Per product number: the run that last saw it hold, or open, and its best clause in that run. */
  private holdsIn = new Int32Array(0);
  private openIn = new Int32Array(0);
  private bestScores = new Int32Array(0);
  private bestSlots = new Int32Array(0);
  private readonly several: number[] = [];
  private run = 0;

  constructor(
    private readonly table: SlotTable,
    policy: MatchPolicy,
    limit: number,
  ) {
    const slots = table.shape.words * 32;
    this.ranking = new Ranking(policy, limit);
    this.found = {
      survivors: new Int32Array(slots),
      survivorCount: 0,
      openSingles: 0,
      openOthers: new Int32Array(slots),
      openOtherCount: 0,
    };
  }

  select(plan: Plan, into: Selection): void {
    const { table, found } = this;
    const { words } = table.arena;
    const isExhausted = table.pools.anyExhausted ? this.isExhausted : undefined;
    const frame: ScanFrame = { ...table.shape, several: table.several, isExhausted };
    if (int(plan.words, PLAN.open) === 0) scanKnown(words, plan.words, frame, found);
    else scanOpen(words, plan.words, frame, found);
    this.beginRun();
    into.eligibleCount = this.rankSurvivors(plan) + this.rankSeveral();
    into.needsInformationCount = found.openSingles + this.countOpenOthers();
    this.ranking.drainInto(into);
  }

  private readonly isExhausted = (slot: number): boolean => this.poolShare(slot) < 0;

  private poolShare(slot: number): number {
    const { arena, records, pools } = this.table;
    return int(arena.words, pools.shares + int(arena.words, records + slot * RECORD_WORDS + RECORD.pool));
  }

  private beginRun(): void {
    const products = this.table.products.length;
    if (this.holdsIn.length < products) {
      const room = products + 256;
      this.holdsIn = new Int32Array(room);
      this.openIn = new Int32Array(room);
      this.bestScores = new Int32Array(room);
      this.bestSlots = new Int32Array(room);
    }
    this.run += 1;
    this.several.length = 0;
  }

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
        this.noteClause(int(words, record + RECORD.product), slot, score);
        continue;
      }
      eligible += 1;
      ranking.offer(score, int(words, record + RECORD.rank), slot);
    }
    return eligible;
  }

  private noteClause(product: number, slot: number, score: number): void {
    if (this.holdsIn[product] !== this.run) {
      this.holdsIn[product] = this.run;
      this.several.push(product);
    } else {
      const best = int(this.bestScores, product);
      const isFirst = this.clauseOf(slot) < this.clauseOf(int(this.bestSlots, product));
      if (score < best || (score === best && !isFirst)) return;
    }
    this.bestScores[product] = score;
    this.bestSlots[product] = slot;
  }

  private clauseOf(slot: number): number {
    return int(this.table.arena.words, this.table.records + slot * RECORD_WORDS + RECORD.clause);
  }

  private rankSeveral(): number {
    const { arena, records } = this.table;
    for (const product of this.several) {
      const slot = int(this.bestSlots, product);
      const rank = int(arena.words, records + slot * RECORD_WORDS + RECORD.rank);
      this.ranking.offer(int(this.bestScores, product), rank, slot);
    }
    return this.several.length;
  }

  private countOpenOthers(): number {
    const { arena, records } = this.table;
    let count = 0;
    for (let at = 0; at < this.found.openOtherCount; at += 1) {
      const slot = int(this.found.openOthers, at);
      const product = int(arena.words, records + slot * RECORD_WORDS + RECORD.product);
      const seen = this.holdsIn[product] === this.run || this.openIn[product] === this.run;
      if (seen || this.poolShare(slot) < 0) continue;
      this.openIn[product] = this.run;
      count += 1;
    }
    return count;
  }
}
