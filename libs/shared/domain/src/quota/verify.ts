import { entryText, genesisHash } from './canonical.js';
import { scopedKey } from './decision.js';
import type { Entry, Hash } from './entry.js';
import { worseState, type Balances, type Pool, type PoolOrigin, type PoolState } from './pool.js';
import { recount, startOf, type Recount } from './recount.js';

export const BAD_ROWS = [
  /** An entry of a pool that is not there. */
  'pool_unknown',
  /** A row is missing, doubled or out of order. */
  'version',
  /** It does not follow the row before it. */
  'chain',
  /** It was changed after it was written. */
  'hash',
  /** The balances do not follow from the entry. */
  'balance',
  'negative',
  /** Something other than a reported loan went beyond the limit. */
  'over_limit',
  /** The entry could not have been made of its hold as it stood. */
  'hold',
  'state',
  'key_twice',
  /** A movement without its other half. */
  'counterpart',
  /** A pool has handed on something else than its children were given. */
  'allotment',
  /** The pool's own row says something else than its entries. */
  'pool_row',
  /** A hold's own row says something else than the entries upon it. */
  'hold_row',
] as const;
export type BadRowCode = (typeof BAD_ROWS)[number];

/** The first row that is not right. */
export interface BadRow {
  readonly code: BadRowCode;
  readonly poolId: string;
  /** Of the entry, or of the pool's last entry where the pool itself is meant. */
  readonly version: number;
  /** What differs, for whoever looks into it: field, expected, found. */
  readonly detail: string;
}

interface Chain {
  readonly origin: PoolOrigin;
  version: number;
  hash: string;
  recount: Recount;
}

const MOVES: readonly Entry['kind'][] = ['allot', 'return', 'transfer'];
const FIGURES = ['limitFen', 'allottedFen', 'reservedFen', 'committedFen', 'usedFen', 'excessFen'] as const;

/**
 * Recomputes a ledger from its entries alone: versions, hashes, balances, holds, and that pools agree with each
 * other. Entries of one pool come in order of their versions, pools in any order.
 */
export class LedgerAudit {
  private readonly chains = new Map<string, Chain>();
  private readonly keys = new Set<string>();
  /** First halves of movements whose second has not come yet, and the other way round. */
  private readonly halves = new Map<string, Entry>();

  constructor(
    origins: Iterable<PoolOrigin>,
    private readonly hash: Hash,
  ) {
    for (const origin of origins) {
      const hash0 = genesisHash(origin, hash);
      this.chains.set(origin.id, { origin, version: 0, hash: hash0, recount: startOf() });
    }
  }

  /** Takes the next entry; what is wrong with it, if anything is. */
  add(entry: Entry): BadRow | undefined {
    const chain = this.chains.get(entry.poolId);
    const bad = (code: BadRowCode, detail: string): BadRow => {
      return { code, poolId: entry.poolId, version: entry.version, detail };
    };
    if (!chain) return bad('pool_unknown', entry.poolId);
    if (entry.version !== chain.version + 1) return bad('version', `${chain.version + 1} ≠ ${entry.version}`);
    if (entry.previousHash !== chain.hash) return bad('chain', `${chain.hash} ≠ ${entry.previousHash}`);
    const sealed = this.hash(entryText(entry));
    if (sealed !== entry.hash) return bad('hash', `${sealed} ≠ ${entry.hash}`);
    const key = `${scopedKey(entry)} ${entry.leg}`;
    if (this.keys.has(key)) return bad('key_twice', key);
    this.keys.add(key);
    const counted = recount(chain.recount, entry);
    if (counted) return bad(counted.code, counted.detail);
    chain.version = entry.version;
    chain.hash = entry.hash;
    return MOVES.includes(entry.kind) && !this.pair(entry) ? bad('counterpart', key) : undefined;
  }

  /** What no single entry shows: movements without their other half, and pools that disagree with their children. */
  finish(): BadRow | undefined {
    const [half] = this.halves.values();
    if (half) {
      const { poolId, version, key } = half;
      return { code: 'counterpart', poolId, version, detail: key };
    }
    const given = new Map<string, bigint>();
    for (const { origin, recount: counted } of this.chains.values()) {
      if (origin.parentId === null) continue;
      given.set(origin.parentId, (given.get(origin.parentId) ?? 0n) + counted.after.limitFen);
    }
    for (const [poolId, { version, recount: counted }] of this.chains) {
      const expected = given.get(poolId) ?? 0n;
      const found = counted.after.allottedFen;
      if (expected !== found) return { code: 'allotment', poolId, version, detail: `${expected} ≠ ${found}` };
    }
    return undefined;
  }

  /** Whether a pool's row says what its entries say: shows also when the last of them are gone. */
  comparePool(pool: Pool): BadRow | undefined {
    const chain = this.chains.get(pool.id);
    const bad = (detail: string): BadRow => {
      return { code: 'pool_row', poolId: pool.id, version: pool.version, detail };
    };
    if (!chain) return bad('—');
    const { version, hash, recount: counted } = chain;
    if (pool.version !== version) return bad(`version: ${version} ≠ ${pool.version}`);
    if (pool.headHash !== hash) return bad(`headHash: ${hash} ≠ ${pool.headHash}`);
    if (pool.state !== counted.state) return bad(`state: ${counted.state} ≠ ${pool.state}`);
    const above = this.stateAbove(chain.origin);
    if (pool.aboveState !== above) return bad(`aboveState: ${above} ≠ ${pool.aboveState}`);
    const wrong = differing(counted.after, pool);
    return wrong === undefined ? undefined : bad(wrong);
  }

  /** Only when the entries of all pools are in. */
  private stateAbove({ parentId }: PoolOrigin): PoolState {
    const parent = this.chains.get(parentId ?? '');
    return parent ? worseState(parent.recount.state, this.stateAbove(parent.origin)) : 'open';
  }

  /** Both halves name each other's pool and carry the same amount. */
  private pair(entry: Entry): boolean {
    const key = scopedKey(entry);
    const other = this.halves.get(key);
    if (!other) {
      this.halves.set(key, entry);
      return true;
    }
    this.halves.delete(key);
    return (
      other.kind === entry.kind &&
      other.amountFen === entry.amountFen &&
      other.counterpartId === entry.poolId &&
      entry.counterpartId === other.poolId &&
      this.isRelated(entry.leg === 0 ? entry : other)
    );
  }

  private isRelated({ kind, poolId, counterpartId }: Entry): boolean {
    const from = this.chains.get(poolId)?.origin;
    const to = this.chains.get(counterpartId ?? '')?.origin;
    if (!from || !to) return false;
    if (kind === 'allot') return to.parentId === from.id;
    return kind === 'return' ? from.parentId === to.id : from.parentId === to.parentId;
  }
}

/** The first figure in which two balances differ. */
function differing(expected: Balances, found: Balances): string | undefined {
  const figure = FIGURES.find((name) => expected[name] !== found[name]);
  return figure && `${figure}: ${expected[figure]} ≠ ${found[figure]}`;
}

/** Checks a whole ledger; the first row that is not right, or nothing. */
export function verify(
  pools: Iterable<PoolOrigin>,
  entries: Iterable<Entry>,
  hash: Hash,
): BadRow | undefined {
  const audit = new LedgerAudit(pools, hash);
  for (const entry of entries) {
    const bad = audit.add(entry);
    if (bad) return bad;
  }
  return audit.finish();
}
