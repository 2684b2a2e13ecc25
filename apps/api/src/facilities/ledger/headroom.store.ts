import { Injectable } from '@nestjs/common';
import type { HeadroomTier } from '@yinqi/domain/matching';
import type { Tx } from '../../platform/database/database.js';
import { tierOf } from './headroom.js';

type Sums = { readonly facility_id: string; readonly limit_fen: string; readonly taken_fen: string };

@Injectable()
export class HeadroomStore {
  /** How much of whole tools is left, over all of their pools: what matching may rank by. A tally of ours knows no rest. */
  async headroomOf(tx: Tx, facilityIds: readonly string[]): Promise<ReadonlyMap<string, HeadroomTier>> {
    const rows = await tx.rows<Sums>(
      `select facility_id, sum(limit_fen) filter (where parent_id is null) as limit_fen,
         sum(reserved_fen + committed_fen + used_fen) as taken_fen
       from quota_pool where facility_id = any($1) and authority <> 'SHADOW'
       group by facility_id having sum(limit_fen) filter (where parent_id is null) > 0`,
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
