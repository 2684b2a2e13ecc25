import { Injectable } from '@nestjs/common';
import type { HeadroomTier } from '@yinqi/domain/matching';
import type { Currency } from '@yinqi/domain/money';
import { genesisHash, type Authority, type Basis, type Pool } from '@yinqi/domain/quota';
import type { Tx } from '../../platform/database/database.js';
import { tierOf } from './headroom.js';
import { POOL_COLUMNS, poolOf, type PoolRow } from './ledger-rows.js';
import { sha256 } from './sha256.js';

export const POOL_LEVELS = ['nation', 'province', 'bank'] as const;
export type PoolLevel = (typeof POOL_LEVELS)[number];

/** A pool that is to be opened, empty: its amounts come by entries. */
export type NewPool = {
  readonly id: string;
  readonly facilityId: string;
  readonly parentId: string | null;
  readonly level: PoolLevel;
  /** The reporting unit in whose area it lies: of a bank's pool, the one of the pool above. */
  readonly unitId: string;
  readonly bankId: string | null;
  readonly currency: Currency;
  readonly basis: Basis;
  readonly authority: Authority;
  readonly closesAt: Date | null;
  readonly singleCustomerLimitFen: bigint | null;
};

type Sums = { readonly facility_id: string; readonly limit_fen: string; readonly taken_fen: string };

@Injectable()
export class PoolsStore {
  async insert(tx: Tx, pool: NewPool): Promise<void> {
    await tx.execute(
      `insert into quota_pool (id, facility_id, parent_id, level, unit_id, unit_position, bank_id, currency, basis, authority,
         closes_at, single_customer_limit_fen, head_hash)
       select $1, $2, $3, $4, u.id, u.lft, $6, $7, $8, $9, $10, $11, decode($12, 'hex') from organisation u where u.id = $5`,
      [
        pool.id,
        pool.facilityId,
        pool.parentId,
        pool.level,
        pool.unitId,
        pool.bankId,
        pool.currency,
        pool.basis,
        pool.authority,
        pool.closesAt,
        pool.singleCustomerLimitFen,
        genesisHash(pool, sha256),
      ],
    );
  }

  /**
   * The pool a bank's loans under a tool count against: its own where it has one, else the lowest that serves its area.
   * Read by the poster's role: a bank and an enterprise do not see the pools of others.
   */
  async forLender(tx: Tx, facilityId: string, bankId: string): Promise<Pool | undefined> {
    const row = await tx.first<PoolRow>(
      `select ${POOL_COLUMNS} from quota_pool
       where facility_id = $1 and state <> 'closed' and (bank_id = $2 or bank_id is null)
       order by bank_id nulls last, level = 'nation', id limit 1`,
      [facilityId, bankId],
    );
    return row && poolOf(row);
  }

  /** A bank's own pool of a tool, under the bank's own role. */
  async ownOf(tx: Tx, facilityId: string): Promise<Pool | undefined> {
    const row = await tx.first<PoolRow>(
      `select ${POOL_COLUMNS} from quota_pool
       where facility_id = $1 and bank_id is not null and ${tx.own({ bank: 'bank_id' })} order by state = 'closed', id limit 1`,
      [facilityId],
    );
    return row && poolOf(row);
  }

  /** How much of whole tools is left, over all of their pools: what matching may rank by. */
  async headroomOf(tx: Tx, facilityIds: readonly string[]): Promise<ReadonlyMap<string, HeadroomTier>> {
    const rows = await tx.rows<Sums>(
      `select facility_id, sum(limit_fen) filter (where parent_id is null) as limit_fen,
         sum(reserved_fen + committed_fen + used_fen) as taken_fen
       from quota_pool where facility_id = any($1) group by facility_id`,
      [facilityIds],
    );
    return new Map(
      rows.map(({ facility_id, limit_fen, taken_fen }) => [
        facility_id,
        tierOf({
          limitFen: BigInt(limit_fen),
          allottedFen: 0n,
          reservedFen: 0n,
          committedFen: 0n,
          usedFen: BigInt(taken_fen),
          excessFen: 0n,
        }),
      ]),
    );
  }
}
