import { LedgerAudit, type BadRow, type Entry, type Pool } from '@yinqi/domain/quota';
import type { Database, Tx } from '../../platform/database/database.js';
import { ENTRY_COLUMNS, entryOf, POOL_COLUMNS, poolOf, type EntryRow, type PoolRow } from './ledger-rows.js';
import { sha256 } from './sha256.js';

/** A ledger as it is read: every pool first, then entries, those of one pool in order of their versions. */
export type LedgerRow =
  { readonly pool: Pool; readonly entry?: never } | { readonly entry: Entry; readonly pool?: never };

export type Verified = { readonly pools: number; readonly entries: number; readonly bad: BadRow | undefined };

const PAGE = 5_000;

const poolsIn = (tx: Tx): Promise<PoolRow[]> =>
  tx.rows<PoolRow>(`select ${POOL_COLUMNS} from quota_pool order by id`);

const pageOf = (tx: Tx, pool: Pool, after: number): Promise<EntryRow[]> =>
  tx.rows<EntryRow>(
    `select ${ENTRY_COLUMNS} from quota_entry e where e.pool_id = $1 and e.version > $2 and e.version <= $3
     order by e.version limit ${PAGE}`,
    [pool.id, after, pool.version],
  );

/**
 * The ledger of a database in use: the pools as they stand at one moment, and their entries up to then, which never
 * change. What is posted meanwhile belongs to the next time.
 */
export async function* ledgerOf(database: Database): AsyncGenerator<LedgerRow> {
  const pools = (await database.asService('app_seed', poolsIn)).map(poolOf);
  for (const pool of pools) yield { pool };
  for (const pool of pools) {
    let after = 0;
    while (after < pool.version) {
      const rows = await database.asService('app_seed', (tx) => pageOf(tx, pool, after));
      for (const row of rows) yield { entry: entryOf(row) };
      if (rows.length < PAGE) break;
      after = Number(rows.at(-1)?.version);
    }
  }
}

/** Works the ledger out again from its entries and stops at the first row that is not right. */
export async function verifyLedger(rows: AsyncIterable<LedgerRow>): Promise<Verified> {
  const pools: Pool[] = [];
  let audit: LedgerAudit | undefined;
  let entries = 0;
  for await (const row of rows) {
    if (row.pool) {
      pools.push(row.pool);
      continue;
    }
    audit ??= new LedgerAudit(pools, sha256);
    const bad = audit.add(row.entry);
    if (bad) return { pools: pools.length, entries, bad };
    entries += 1;
  }
  const whole = audit ?? new LedgerAudit(pools, sha256);
  for (const pool of pools) {
    const bad = whole.comparePool(pool);
    if (bad) return { pools: pools.length, entries, bad };
  }
  return { pools: pools.length, entries, bad: whole.finish() };
}
