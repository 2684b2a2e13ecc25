import { exposureKey, type NamedRecords } from '@yinqi/domain/quota';
import type { Batch, Statement } from '../../platform/database/batch-connection.js';

/** A tool's limit for one customer stands with its first pool; of several, the least one counts. */
export const TOOL_LIMIT = `select min(r.single_customer_limit_fen) from quota_pool r where r.parent_id is null`;

// Pools of one tool are locked apart, so that what counts over all of them needs a lock of its own: taken after those
// of the pools, by every batch in one order, and given back with the commit.
const LOCK_CUSTOMERS: Statement = {
  name: 'lock-customers',
  text: `select pg_advisory_xact_lock(k.key) from (
      select distinct hashtextextended(p.facility_id::text || ' ' || n.customer_id::text, 0) as key
      from unnest($1::uuid[], $2::uuid[]) as n (pool_id, customer_id) join quota_pool p on p.id = n.pool_id
      order by 1) k`,
};
const READ_EXPOSURES: Statement = {
  name: 'read-exposures',
  text: `select n.pool_id, n.customer_id, p.facility_id, coalesce(sum(e.fen) filter (where e.pool_id = n.pool_id), 0) as pool_fen,
      coalesce(sum(e.fen), 0) as tool_fen
    from unnest($1::uuid[], $2::uuid[]) as n (pool_id, customer_id) join quota_pool p on p.id = n.pool_id
      left join lateral (select h.pool_id, h.held_fen + h.posted_fen - h.repaid_fen as fen
        from quota_hold h join quota_pool q on q.id = h.pool_id
        where h.customer_id = n.customer_id and q.facility_id = p.facility_id) e on true
    group by n.pool_id, n.customer_id, p.facility_id`,
};

type ExposureRow = {
  readonly pool_id: string;
  readonly customer_id: string;
  readonly facility_id: string;
  readonly pool_fen: string;
  readonly tool_fen: string;
};

/** What customers hold and have used, of a pool and of its whole tool; nobody else adds to it before the commit. */
export async function readExposures(
  lines: Pick<Batch, 'rows'>,
  customers: NamedRecords['customers'],
): Promise<ReadonlyMap<string, bigint>> {
  const named = [customers.map(({ poolId }) => poolId), customers.map(({ customerId }) => customerId)];
  const [, rows] = await Promise.all([
    lines.rows(LOCK_CUSTOMERS, named),
    // Begins when the locks are held, and sees what was committed until then.
    lines.rows<ExposureRow>(READ_EXPOSURES, named),
  ]);
  const exposures = new Map<string, bigint>();
  for (const { pool_id, customer_id, facility_id, pool_fen, tool_fen } of rows) {
    exposures.set(exposureKey(pool_id, customer_id), BigInt(pool_fen));
    exposures.set(exposureKey(facility_id, customer_id), BigInt(tool_fen));
  }
  return exposures;
}
