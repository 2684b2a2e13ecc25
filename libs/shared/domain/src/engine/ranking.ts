import type { MatchPolicy } from '../matching/index.js';
import { FULL_POINTS, NEUTRAL_POINTS } from '../matching/index.js';
import type { Arena } from './arena.js';
import { GRADE_SHIFT, gradeShares, shareOf } from './grades.js';
import { PLAN, type Plan, type Selection } from './plan.js';
import { NO_RATE, RECORD } from './records.js';
import { byte, double, int } from './typed-reads.js';

// (c − w) × 1000 stays below 2^53: the quotient of exact doubles then has the exact floor.
const EXACT_SPAN = Math.floor(Number.MAX_SAFE_INTEGER / FULL_POINTS);
const RANK_SPACE = 2 ** 32;

/** Points for the part of a ceiling left above the wish; both whole numbers, the ceiling above zero. */
export function headroomPoints(wish: number, ceiling: number): number {
  const left = ceiling - wish;
  if (left <= 0) return 0;
  if (left >= ceiling) return FULL_POINTS;
  if (left <= EXACT_SPAN) return Math.floor((left * FULL_POINTS) / ceiling);
  return Number((BigInt(left) * BigInt(FULL_POINTS)) / BigInt(ceiling));
}

/** The share of a score for the room a ceiling leaves. */
class Headroom {
  private readonly weight: number;
  readonly full: number;
  private readonly neutral: number;

  constructor(policy: MatchPolicy, component: 'amountHeadroom' | 'termHeadroom') {
    this.weight = policy.weights[component];
    this.full = shareOf(policy, component, FULL_POINTS);
    this.neutral = shareOf(policy, component, NEUTRAL_POINTS);
  }

  /** Infinity stands for no ceiling. */
  share(ceiling: number, wish: number | undefined): number {
    if (ceiling === Infinity) return this.full;
    if (wish === undefined) return this.neutral;
    if (ceiling <= 0) return 0;
    return Math.floor((this.weight * headroomPoints(wish, ceiling)) / FULL_POINTS);
  }
}

/** Integer scores of survivors, and the best of them in a heap bounded by the size asked for. */
export class Ranking {
  private readonly regionShares: Int32Array;
  private readonly industryShares: Int32Array;
  private readonly collateralShares: Int32Array;
  private readonly amount: Headroom;
  private readonly term: Headroom;
  private readonly neutralCost: number;
  /** Score and rank in one exact double: higher scores first, then lower ranks. */
  private readonly keys: Float64Array;
  private readonly heapSlots: Int32Array;
  private size = 0;
  /** Below this score nobody enters any more. */
  private threshold = 0;

  constructor(
    private readonly policy: MatchPolicy,
    private readonly limit: number,
  ) {
    this.regionShares = gradeShares(policy, 'region');
    this.industryShares = gradeShares(policy, 'industry');
    this.collateralShares = gradeShares(policy, 'collateral');
    this.amount = new Headroom(policy, 'amountHeadroom');
    this.term = new Headroom(policy, 'termHeadroom');
    this.neutralCost = shareOf(policy, 'cost', NEUTRAL_POINTS);
    this.keys = new Float64Array(limit);
    this.heapSlots = new Int32Array(limit);
  }

  /**
   * The total the definition gives a clause that holds; or, for one that can no longer be among the best, an
   * upper bound of it, found without reading the tables.
   */
  score(arena: Arena, record: number, poolShare: number, plan: Plan): number {
    const { words, doubles } = arena;
    const cost = this.costShare(int(words, record + RECORD.rate), plan.rateCeiling);
    const programme = int(plan.words, PLAN.programme + int(words, record + RECORD.mechanism));
    let bound = int(words, record + RECORD.bestShare) + poolShare + programme + cost;
    if (bound < this.threshold) return bound;
    const amount = this.amount.share(double(doubles, (record + RECORD.amountCeiling) >> 1), plan.amountFen);
    const term = this.term.share(double(doubles, (record + RECORD.termCeiling) >> 1), plan.termMonths);
    bound += amount + term - this.amount.full - this.term.full;
    if (bound < this.threshold) return bound;
    const fixed = int(words, record + RECORD.fixedShare);
    return fixed + poolShare + programme + cost + amount + term + this.tableShares(arena, record, plan.words);
  }

  private tableShares({ words, bytes }: Arena, record: number, plan: Int32Array): number {
    const region = byte(bytes, int(plan, PLAN.region) + int(words, record + RECORD.region));
    const industry = byte(bytes, int(plan, PLAN.industry) + int(words, record + RECORD.industry));
    const collateral = byte(bytes, int(plan, PLAN.collateral) + int(words, record + RECORD.collateral));
    return (
      int(this.regionShares, region >> GRADE_SHIFT) +
      int(this.industryShares, industry >> GRADE_SHIFT) +
      int(this.collateralShares, collateral >> GRADE_SHIFT) +
      int(words, int(plan, PLAN.lists) + int(words, record + RECORD.lists))
    );
  }

  /** Enters one product with its best clause. */
  offer(score: number, rank: number, slot: number): void {
    const key = score * RANK_SPACE + (RANK_SPACE - 1 - rank);
    if (this.size < this.limit) this.siftUp(key, slot);
    else if (key > double(this.keys, 0)) this.siftDown(key, slot, this.size);
    else return;
    if (this.size === this.limit) this.threshold = Math.floor(double(this.keys, 0) / RANK_SPACE);
  }

  /** Empties the heap into the result, best first. */
  drainInto(selection: Selection): void {
    selection.size = this.size;
    for (let at = this.size - 1; at >= 0; at -= 1) {
      selection.scores[at] = Math.floor(double(this.keys, 0) / RANK_SPACE);
      selection.slots[at] = int(this.heapSlots, 0);
      this.siftDown(double(this.keys, at), int(this.heapSlots, at), at);
    }
    this.size = 0;
    this.threshold = 0;
  }

  private costShare(rate: number, ceiling: number | undefined): number {
    if (rate === NO_RATE || ceiling === undefined) return this.neutralCost;
    const points = (ceiling - rate) * this.policy.points.perRateBp;
    if (points <= 0) return 0;
    return Math.floor((this.policy.weights.cost * Math.min(FULL_POINTS, points)) / FULL_POINTS);
  }

  private siftUp(key: number, slot: number): void {
    const { keys, heapSlots } = this;
    let at = this.size;
    this.size += 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (double(keys, parent) <= key) break;
      keys[at] = double(keys, parent);
      heapSlots[at] = int(heapSlots, parent);
      at = parent;
    }
    keys[at] = key;
    heapSlots[at] = slot;
  }

  private siftDown(key: number, slot: number, size: number): void {
    const { keys, heapSlots } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && double(keys, child + 1) < double(keys, child)) child += 1;
      if (double(keys, child) >= key) break;
      keys[at] = double(keys, child);
      heapSlots[at] = int(heapSlots, child);
      at = child;
    }
    keys[at] = key;
    heapSlots[at] = slot;
  }
}
