import { SIZE_CLASSES } from '../codes/index.js';
import type { HeadroomTier, MatchPolicy, MatchProduct, Mechanism } from '../matching/index.js';
import { NEUTRAL_POINTS } from '../matching/index.js';
import type { Arena } from './arena.js';
import { shareOf } from './grades.js';
import { MOST_ENTRIES } from './score-table.js';

/** Who asks, as far as a kind of money suits them: each size of firm, and firms of unknown size. */
const FIRMS = [...SIZE_CLASSES, undefined];

interface Pool {
  readonly code: string;
  readonly mechanism: Mechanism;
  tier: HeadroomTier | undefined;
}
export interface PoolSnapshot {
  readonly at: number;
  readonly room: number;
  readonly list: readonly Pool[];
}

/** What slots share with their funding: a few writes move every product of the pool. */
export class Pools {
  private readonly list: Pool[] = [];

  private constructor(
    private readonly arena: Arena,
    private readonly policy: MatchPolicy,
    private readonly room: number,
    /** Byte offset of one table of shares per kind of firm. */
    private readonly at: number,
  ) {}

  static make(arena: Arena, policy: MatchPolicy, wanted: number): Pools {
    const room = Math.min(MOST_ENTRIES, 32 * Math.ceil(wanted / 32));
    return new Pools(arena, policy, room, arena.allocate(2 * room * FIRMS.length));
  }

  static open({ at, room, list }: PoolSnapshot, arena: Arena, policy: MatchPolicy): Pools {
    const pools = new Pools(arena, policy, room, at);
    pools.list.push(...list);
    return pools;
  }

  snapshot(): PoolSnapshot {
    const { at, room, list } = this;
    return { at, room, list: list.map((pool) => ({ ...pool })) };
  }

  /** Undefined when there is no room for another pool. */
  poolOf({ facility: { code, headroom, mechanism } }: MatchProduct): number | undefined {
    const known = this.list.findIndex(
      (pool) => pool.code === code && pool.tier === headroom && pool.mechanism === mechanism,
    );
    if (known >= 0) return known;
    if (this.list.length === this.room) return undefined;
    this.list.push({ code, mechanism, tier: headroom });
    this.write(this.list.length - 1);
    return this.list.length - 1;
  }

  tierOf(pool: number): HeadroomTier | undefined {
    return this.list[pool]?.tier;
  }

  isExhausted(pool: number): boolean {
    return this.list[pool]?.tier === 'exhausted';
  }

  /** Returns the pools that ran dry, or did so before and are filled again. */
  setTier(code: string, tier: HeadroomTier | undefined): ReadonlySet<number> {
    const turned = new Set<number>();
    for (const [at, pool] of this.list.entries()) {
      if (pool.code !== code) continue;
      if ((pool.tier === 'exhausted') !== (tier === 'exhausted')) turned.add(at);
      pool.tier = tier;
      this.write(at);
    }
    return turned;
  }

  /** Byte offset of what each pool adds for a firm: its headroom, and how well its kind of money suits the firm. */
  tableFor(size: string | undefined): number {
    const known = FIRMS.findIndex((firm) => firm === size);
    return this.at + 2 * this.room * (known < 0 ? FIRMS.length - 1 : known);
  }

  private write(number: number): void {
    const pool = this.list[number];
    if (pool === undefined) return;
    const { points } = this.policy;
    const headroom = pool.tier === undefined ? NEUTRAL_POINTS : points.headroom[pool.tier];
    const programme = points.programme[pool.mechanism];
    for (const firm of FIRMS) {
      const suits = firm === undefined ? NEUTRAL_POINTS : programme[firm];
      this.arena.halves[(this.tableFor(firm) >> 1) + number] =
        shareOf(this.policy, 'facilityHeadroom', headroom) + shareOf(this.policy, 'programme', suits);
    }
  }
}
