import { Injectable } from '@nestjs/common';
import type { HeadroomTier } from '@yinqi/domain/matching';
import type { Pool } from '@yinqi/domain/quota';
import type { Tx } from '../../platform/database/database.js';
import { tierOf } from './headroom.js';
import { POOL_COLUMNS, poolOf, type PoolRow } from './ledger-rows.js';

type Sums = { readonly facility_id: string; readonly limit_fen: string; readonly taken_fen: string };

@Injectable()
export class PoolsStore {
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
