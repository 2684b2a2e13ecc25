import type { Clause, HeadroomTier, MatchPolicy, MatchProduct, Mechanism } from '../matching/index.js';
import { FULL_POINTS, MECHANISMS, NEUTRAL_POINTS } from '../matching/index.js';
import type { Arena } from './arena.js';
import { shareOf } from './grades.js';

/**
 * What scoring reads of a slot, in one cache line. The ceilings are doubles over two words each: fen below 2^53
 * are exact in them.
 */
export const RECORD_WORDS = 16;
export const RECORD = {
  product: 0,
  rank: 1,
  fixedShare: 2,
  pool: 3,
  mechanism: 4,
  rate: 5,
  region: 6,
  industry: 7,
  collateral: 8,
  lists: 9,
  amountCeiling: 10,
  termCeiling: 12,
  /** Twice the clause's index; odd where the product has other clauses, which may hold as well. */
  clause: 14,
  /** No request gets more from what the slot alone decides, so that hopeless ones are not scored. */
  bestShare: 15,
} as const;

export const NO_RATE = -(2 ** 31);

interface Pool {
  readonly code: string;
  tier: HeadroomTier | undefined;
}
export interface PoolSnapshot {
  readonly shares: number;
  readonly list: readonly Pool[];
}

/** What slots share with their funding: one write moves every product of the pool. */
export class Pools {
  anyExhausted = false;
  private readonly list: Pool[] = [];

  private constructor(
    private readonly arena: Arena,
    private readonly policy: MatchPolicy,
    private readonly room: number,
    readonly shares: number,
  ) {}

  static make(arena: Arena, policy: MatchPolicy, room: number): Pools {
    return new Pools(arena, policy, room, arena.allocate(4 * room) >> 2);
  }

  static open({ shares, list }: PoolSnapshot, arena: Arena, policy: MatchPolicy): Pools {
    const pools = new Pools(arena, policy, list.length, shares);
    pools.list.push(...list);
    pools.noteExhausted();
    return pools;
  }

  snapshot(): PoolSnapshot {
    return { shares: this.shares, list: this.list };
  }

  /** Undefined when there is no room for another pool. */
  poolOf({ facility: { code, headroom } }: MatchProduct): number | undefined {
    const known = this.list.findIndex((pool) => pool.code === code && pool.tier === headroom);
    if (known >= 0) return known;
    if (this.list.length === this.room) return undefined;
    this.list.push({ code, tier: headroom });
    this.write(this.list.length - 1);
    return this.list.length - 1;
  }

  tierOf(pool: number): HeadroomTier | undefined {
    return this.list[pool]?.tier;
  }

  /** The quota gate as a comparison: an exhausted pool has a share below zero. */
  isExhausted(pool: number): boolean {
    return (this.arena.words[this.shares + pool] ?? 0) < 0;
  }

  setTier(code: string, tier: HeadroomTier | undefined): void {
    for (const [at, pool] of this.list.entries()) {
      if (pool.code !== code) continue;
      pool.tier = tier;
      this.write(at);
    }
  }

  private write(pool: number): void {
    const tier = this.list[pool]?.tier;
    const points = tier === undefined ? NEUTRAL_POINTS : this.policy.points.headroom[tier];
    this.arena.words[this.shares + pool] =
      tier === 'exhausted' ? -1 : shareOf(this.policy, 'facilityHeadroom', points);
    this.noteExhausted();
  }

  private noteExhausted(): void {
    this.anyExhausted = this.list.some((one) => one.tier === 'exhausted');
  }
}

/** The parts of a score that no request changes. */
export function fixedShare(product: MatchProduct, policy: MatchPolicy): number {
  const { points } = policy;
  const speed =
    product.conclusionDays === undefined
      ? NEUTRAL_POINTS
      : Math.max(0, Math.min(FULL_POINTS, FULL_POINTS - points.perConclusionDay * product.conclusionDays));
  const responsiveness =
    product.responsiveness === undefined ? NEUTRAL_POINTS : points.responsiveness[product.responsiveness];
  return shareOf(policy, 'speed', speed) + shareOf(policy, 'responsiveness', responsiveness);
}

export const mechanismNumber = (mechanism: Mechanism): number => MECHANISMS.indexOf(mechanism);

/** The lowest upper bound a clause sets on a magnitude, as scoring counts headroom; undefined without one. */
export function ceilingOf(clause: Clause, attribute: 'amount' | 'termMonths'): number | undefined {
  let lowest: number | undefined;
  for (const atom of clause) {
    if (atom.attribute !== attribute) continue;
    let bound: number | undefined;
    if (atom.op === 'between') bound = Number(atom.operand.max);
    else if (atom.op === 'lte') bound = Number(atom.operand);
    // Magnitudes are whole: below 100 is at most 99.
    else if (atom.op === 'lt') bound = Number(atom.operand) - 1;
    else if (atom.op === 'is' && typeof atom.operand !== 'string' && typeof atom.operand !== 'boolean') {
      bound = Number(atom.operand);
    }
    if (bound !== undefined && (lowest === undefined || bound < lowest)) lowest = bound;
  }
  return lowest;
}
