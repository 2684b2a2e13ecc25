import { int } from './typed-reads.js';

const BUCKET_SHIFT = 5;
/** Scores are no higher than 10,000, in buckets of 32. */
const BUCKETS = 320;

/** What scoring leaves: one entry per product that fits, with the slot that ranks it. */
export interface Entries {
  readonly scores: Int32Array;
  readonly slots: Int32Array;
  count: number;
}

/** The best of many entries, in descending order; of equal scores the lower rank first. */
export class Ranking {
  readonly slots: Int32Array;
  readonly scores: Int32Array;
  private readonly ranks: Int32Array;
  private readonly buckets = new Int32Array(BUCKETS);

  constructor(private readonly limit: number) {
    this.slots = new Int32Array(limit);
    this.scores = new Int32Array(limit);
    this.ranks = new Int32Array(limit);
  }

  /** Returns how many there are. */
  best({ scores, slots, count }: Entries, rankOf: (slot: number) => number): number {
    const least = count > this.limit ? this.leastOf(scores, count) : 0;
    let size = 0;
    for (let at = 0; at < count; at += 1) {
      const score = int(scores, at);
      if (score < least) continue;
      const slot = int(slots, at);
      size = this.insert(score, rankOf(slot), slot, size);
    }
    return size;
  }

  /** A score that at least as many entries reach as are wanted, and few more. */
  private leastOf(scores: Int32Array, count: number): number {
    const { buckets } = this;
    buckets.fill(0);
    for (let at = 0; at < count; at += 1) {
      const bucket = int(scores, at) >> BUCKET_SHIFT;
      buckets[bucket] = int(buckets, bucket) + 1;
    }
    let bucket = BUCKETS - 1;
    for (let missing = this.limit; bucket > 0; bucket -= 1) {
      missing -= int(buckets, bucket);
      if (missing <= 0) break;
    }
    return bucket << BUCKET_SHIFT;
  }

  private insert(score: number, rank: number, slot: number, size: number): number {
    const { scores, ranks, slots, limit } = this;
    let at = size;
    if (size === limit) {
      at -= 1;
      if (!this.precedes(score, rank, at)) return size;
    }
    for (; at > 0 && this.precedes(score, rank, at - 1); at -= 1) {
      scores[at] = int(scores, at - 1);
      ranks[at] = int(ranks, at - 1);
      slots[at] = int(slots, at - 1);
    }
    scores[at] = score;
    ranks[at] = rank;
    slots[at] = slot;
    return Math.min(size + 1, limit);
  }

  private precedes(score: number, rank: number, at: number): boolean {
    const other = int(this.scores, at);
    return score > other || (score === other && rank < int(this.ranks, at));
  }
}
