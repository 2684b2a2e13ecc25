import { Injectable } from '@nestjs/common';
import type { Currency } from '@yinqi/domain/money';
import type { Basis, HoldState, Pool } from '@yinqi/domain/quota';
import type { Tx } from '../../platform/database/database.js';
import { TOOL_LIMIT } from './customer-limits.js';
import { POOL_COLUMNS, poolOf, type PoolRow } from './ledger-rows.js';

export type CaseHold = {
  readonly id: string;
  readonly poolId: string;
  readonly bankId: string;
  readonly state: HoldState;
  /** Acts upon it so far. */
  readonly version: number;
};

/** What of a note's repayments stands in the book, and whether any ever did. */
export type BookedRepayments = { readonly bookedFen: bigint; readonly isKnown: boolean };

export type CaseOfPool = {
  readonly facilityId: string;
  readonly bankId: string;
  /** Of the unit the enterprise reports to. */
  readonly unitPosition: number;
  readonly currency: Currency;
};

/** A pool as a case that is to be held there meets it. */
export type PoolOutlook = {
  readonly pool: Pool;
  /** Null for the pool of an area. */
  readonly bankId: string | null;
  /** Of the limits for one customer the one that leaves least, with what the customer has of what it counts. */
  readonly customer: { readonly limitFen: bigint; readonly exposureFen: bigint } | null;
};

type OutlookRow = PoolRow &
  Readonly<Record<'pool_fen' | 'tool_fen', string>> & { readonly tool_limit: string | null };

function tightest({
  single_customer_limit_fen,
  pool_fen,
  tool_limit,
  tool_fen,
}: OutlookRow): PoolOutlook['customer'] {
  const limits = [
    { limit: single_customer_limit_fen, fen: pool_fen },
    { limit: tool_limit, fen: tool_fen },
  ].flatMap(({ limit, fen }) =>
    limit === null ? [] : [{ limitFen: BigInt(limit), exposureFen: BigInt(fen) }],
  );
  const [first, second] = limits;
  if (!first || !second) return first ?? null;
  return second.limitFen - second.exposureFen < first.limitFen - first.exposureFen ? second : first;
}

const COLUMNS = `id, pool_id as "poolId", bank_id as "bankId", state, version`;
const LIVE = `state in ('reserved', 'committed')`;

/** Holds and pools as the cases they are for need them, read by the ledger's writer or the worker. */
@Injectable()
export class CaseHoldsStore {
  find(tx: Tx, id: string): Promise<CaseHold | undefined> {
    return tx.first<CaseHold>(`select ${COLUMNS} from quota_hold where id = $1`, [id]);
  }

  live(tx: Tx, ids: readonly string[]): Promise<CaseHold[]> {
    return tx.rows<CaseHold>(`select ${COLUMNS} from quota_hold where id = any($1) and ${LIVE}`, [ids]);
  }

  /** Past their time and still holding. */
  overdue(tx: Tx, now: Date, limit: number): Promise<CaseHold[]> {
    return tx.rows<CaseHold>(
      `select ${COLUMNS} from quota_hold where due_at <= $1 order by due_at, id limit $2`,
      [now, limit],
    );
  }

  /**
   * The bank's own pool of the tool, first the one in the enterprise's area; else the closest pool of that area. Only
   * lending scale is held by a case: what is reimbursed is claimed once the loan is paid out.
   */
  async poolFor(
    tx: Tx,
    { facilityId, bankId, unitPosition, currency }: CaseOfPool,
  ): Promise<string | undefined> {
    const pool = await tx.first<{ id: string }>(
      `select p.id from quota_pool p join organisation u on u.id = p.unit_id join facility f on f.id = p.facility_id
       where p.facility_id = $1 and f.mechanism = 'LENDING_SCALE' and p.currency = $4 and p.state <> 'closed'
         and (p.bank_id = $2 or (p.bank_id is null and $3 between u.lft and u.rgt))
       order by p.bank_id is null, $3 between u.lft and u.rgt desc, u.lft desc, p.id limit 1`,
      [facilityId, bankId, unitPosition, currency],
    );
    return pool?.id;
  }

  async outlook(tx: Tx, poolId: string, customerId: string): Promise<PoolOutlook | undefined> {
    const row = await tx.first<OutlookRow>(
      `select ${POOL_COLUMNS}, (${TOOL_LIMIT} and r.facility_id = quota_pool.facility_id) as tool_limit, e.pool_fen, e.tool_fen
       from quota_pool, lateral (select coalesce(sum(x.fen) filter (where x.pool = $1), 0) as pool_fen,
           coalesce(sum(x.fen), 0) as tool_fen
         from (select h.pool_id as pool, h.held_fen + h.posted_fen - h.repaid_fen as fen
           from quota_hold h join quota_pool p on p.id = h.pool_id
           where p.facility_id = quota_pool.facility_id and h.customer_id = $2) x) e
       where id = $1`,
      [poolId, customerId],
    );
    return row && { pool: poolOf(row), bankId: row.bank_id, customer: tightest(row) };
  }

  /** Whether a repayment gives the pool's quota back. */
  async isBalance(tx: Tx, poolId: string): Promise<boolean> {
    const pool = await tx.first<{ basis: Basis }>('select basis from quota_pool where id = $1', [poolId]);
    return pool?.basis === 'BALANCE';
  }

  /** Of notes whose repayments have keys that begin so and end in a day; what was taken back no longer counts. */
  async booked(
    tx: Tx,
    tenantId: string,
    prefixes: readonly string[],
  ): Promise<ReadonlyMap<string, BookedRepayments>> {
    const rows = await tx.rows<{ prefix: string; fen: string; known: boolean }>(
      `select n.prefix, coalesce(sum(e.amount_fen) filter (where not exists (select from quota_entry c
           where c.corrects_tenant_id = e.tenant_id and c.corrects_key = e.key)), 0) as fen, count(e.key) > 0 as known
       from unnest($2::text[]) n (prefix)
       left join quota_entry e on e.tenant_id = $1 and e.key >= n.prefix and e.key < n.prefix || ':'
       group by n.prefix`,
      [tenantId, prefixes],
    );
    return new Map(
      rows.map(({ prefix, fen, known }) => [prefix, { bookedFen: BigInt(fen), isKnown: known }]),
    );
  }

  /** Which of a bank's keys the ledger knows. */
  async knownKeys(tx: Tx, tenantId: string, keys: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.rows<{ key: string }>(
      `select distinct key from quota_entry where tenant_id = $1 and key = any($2::text[])`,
      [tenantId, keys],
    );
    return new Set(rows.map(({ key }) => key));
  }
}
