import {
  CLAIMING_HOLD_STATES,
  exposureKey,
  exposureOf,
  isLive,
  scopedKey,
  takenFen,
  type Entry,
  type Hold,
  type KnownCommand,
  type LedgerState,
  type Pool,
  type PoolState,
  type QuotaBook,
} from '../index.js';

/** What a database would keep: survives every crash, refuses what its constraints forbid. */
export class Storage implements LedgerState {
  readonly pools = new Map<string, Pool>();
  readonly holds = new Map<string, Hold>();
  readonly known = new Map<string, KnownCommand>();
  readonly claims = new Map<string, string>();
  readonly exposures = new Map<string, bigint>();
  readonly entries: Entry[] = [];
  /** What constraints would have refused. */
  readonly violations: string[] = [];
  private readonly states = new Map<string, PoolState>();
  private readonly taken = new Map<string, bigint>();
  private readonly customers = new Map<string, string>();
  private readonly toolExposures = new Map<string, bigint>();

  constructor(
    pools: readonly Pool[],
    customers: readonly string[],
    readonly toolLimits: ReadonlyMap<string, bigint>,
  ) {
    for (const pool of pools) {
      this.pools.set(pool.id, pool);
      for (const customer of customers) {
        this.exposures.set(exposureKey(pool.id, customer), 0n);
        this.exposures.set(exposureKey(pool.facilityId, customer), 0n);
      }
    }
  }

  /** One transaction: everything the book decided. */
  commit(book: QuotaBook): void {
    for (const entry of book.entries) this.append(entry);
    const { pools, holds } = book.changed;
    for (const hold of holds) this.put(hold);
    for (const pool of pools) {
      this.pools.set(pool.id, pool);
      const figures = [pool.allottedFen, pool.reservedFen, pool.committedFen, pool.usedFen, pool.excessFen];
      if (figures.some((fen) => fen < 0n)) this.violations.push(`negative in ${pool.id}`);
      if (takenFen(pool) - pool.excessFen > pool.limitFen) this.violations.push(`over-allocated ${pool.id}`);
    }
  }

  /** What the holds say the pools must say. */
  disagreements(): string[] {
    const found: string[] = [];
    const sums = new Map([...this.pools.keys()].map((id) => [id, { reserved: 0n, committed: 0n, used: 0n }]));
    for (const hold of this.holds.values()) {
      const sum = sums.get(hold.poolId);
      if (!sum) continue;
      if (isLive(hold)) sum[hold.state] += hold.heldFen;
      sum.used += hold.postedFen - hold.repaidFen;
    }
    for (const [id, { reserved, committed, used }] of sums) {
      const pool = this.pools.get(id);
      if (pool?.reservedFen !== reserved) found.push(`reserved of ${id}`);
      if (pool?.committedFen !== committed) found.push(`committed of ${id}`);
      if (pool?.usedFen !== used) found.push(`used of ${id}`);
    }
    return found;
  }

  private append(entry: Entry): void {
    this.entries.push(entry);
    this.count(entry);
    const key = scopedKey(entry);
    const before = this.known.get(key);
    if (before?.entries.some(({ leg }) => leg === entry.leg)) this.violations.push(`key twice: ${key}`);
    const { requestHash } = entry;
    this.known.set(key, { requestHash, entries: [...(before?.entries ?? []), entry], corrected: false });
    const corrected = entry.corrects && this.known.get(scopedKey(entry.corrects));
    if (!entry.corrects || !corrected) return;
    if (corrected.corrected) this.violations.push(`corrected twice: ${entry.corrects.key}`);
    this.known.set(scopedKey(entry.corrects), { ...corrected, corrected: true });
  }

  /**
   * Worked out from the entries alone: nothing is promised beneath a pool that is stopped, and no promise takes a
   * customer beyond the limit of the whole tool.
   */
  private count({ poolId, holdId, opens, kind, leg, after, stateAfter }: Entry): void {
    this.states.set(poolId, stateAfter);
    if ((kind === 'reserve' || (kind === 'allot' && leg === 0)) && this.isStopped(poolId)) {
      this.violations.push(`${kind} beneath what is stopped: ${poolId}`);
    }
    const taken = after.reservedFen + after.committedFen + after.usedFen;
    const grownFen = taken - (this.taken.get(poolId) ?? 0n);
    this.taken.set(poolId, taken);
    if (holdId === null) return;
    if (opens) this.customers.set(holdId, opens.customerId);
    const customer = this.customers.get(holdId) ?? '';
    const exposure = (this.toolExposures.get(customer) ?? 0n) + grownFen;
    this.toolExposures.set(customer, exposure);
    const limit = this.toolLimits.get(this.pools.get(poolId)?.facilityId ?? '');
    if (kind === 'reserve' && limit !== undefined && exposure > limit) {
      this.violations.push(`too much for ${customer}: ${exposure}`);
    }
  }

  private isStopped(poolId: string | null): boolean {
    if (poolId === null) return false;
    return (
      (this.states.get(poolId) ?? 'open') !== 'open' ||
      this.isStopped(this.pools.get(poolId)?.parentId ?? null)
    );
  }

  private put(hold: Hold): void {
    const before = this.holds.get(hold.id);
    this.holds.set(hold.id, hold);
    const { claimKey, customerId } = hold.subject;
    const grownFen = exposureOf(hold) - (before ? exposureOf(before) : 0n);
    for (const scopeId of [hold.poolId, this.pools.get(hold.poolId)?.facilityId ?? '']) {
      const key = exposureKey(scopeId, customerId);
      this.exposures.set(key, (this.exposures.get(key) ?? 0n) + grownFen);
    }
    if (claimKey === null) return;
    const claimant = this.claims.get(claimKey);
    const isClaiming = CLAIMING_HOLD_STATES.some((state) => state === hold.state);
    if (isClaiming && claimant !== undefined && claimant !== hold.id)
      this.violations.push(`claimed twice: ${claimKey}`);
    if (isClaiming) this.claims.set(claimKey, hold.id);
    else if (claimant === hold.id) this.claims.delete(claimKey);
  }
}
