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

/** Each is one statement and so one moment: a pool or hold and the entries upon it are never written apart. */
const STRAYS = {
  // A row set back to an earlier state would hide what was posted since.
  pool_row: `select p.id as pool_id, p.version::int, 'entries up to ' || max(e.version) as detail
    from quota_pool p join quota_entry e on e.pool_id = p.id and e.version > p.version
    group by p.id, p.version order by p.id limit 1`,
  hold_row: `with moved as (
      select e.pool_id, e.hold_id, count(*) as acts, max(e.version) as version,
        (array_agg(e.held_after_fen order by e.version desc))[1] as held_fen,
        coalesce(sum(case when e.kind in ('post', 'report') then e.amount_fen
                          when e.kind = 'repay' then -e.amount_fen
                          when e.kind = 'correct' and c.kind = 'repay' then e.amount_fen
                          when e.kind = 'correct' then -e.amount_fen end), 0) as out_fen
      from quota_entry e left join quota_entry c
        on c.key = e.corrects_key and c.tenant_id = e.corrects_tenant_id and c.pool_id = e.pool_id
      where e.hold_id is not null group by e.pool_id, e.hold_id)
    select coalesce(h.pool_id, m.pool_id) as pool_id, coalesce(m.version, 0)::int as version,
      coalesce(h.id, m.hold_id) || ': ' || concat_ws(' / ', m.acts, m.held_fen, m.out_fen) || ' ≠ '
        || concat_ws(' / ', h.version, h.held_fen, h.posted_fen - h.repaid_fen) as detail
    from quota_hold h full join moved m on m.hold_id = h.id and m.pool_id = h.pool_id
    where h.version is distinct from m.acts or h.held_fen <> m.held_fen or h.posted_fen - h.repaid_fen <> m.out_fen
    order by 1, 3 limit 1`,
} as const;

/** What lies beside the entries of a database, from which the next posting is decided: pools set back, holds changed. */
export async function strayRow(database: Database): Promise<BadRow | undefined> {
  for (const code of ['pool_row', 'hold_row'] as const) {
    const found = await database.asService('app_seed', (tx) =>
      tx.first<{ pool_id: string; version: number; detail: string }>(STRAYS[code]),
    );
    if (found) return { code, poolId: found.pool_id, version: found.version, detail: found.detail };
  }
  return undefined;
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
