import { Injectable } from '@nestjs/common';
import type { Mechanism } from '@yinqi/domain/matching';
import type { Authority, Basis, PoolState } from '@yinqi/domain/quota';
import type { Tx } from '../../platform/database/database.js';
import { ownerColumn, POOL_OWNERSHIP, type PoolOwner } from './pool-names.js';

export type PoolRow = {
  readonly id: string;
  readonly parent_id: string | null;
  readonly facility_id: string;
  readonly facility_name: string;
  readonly facility_name_en: string;
  readonly mechanism: Mechanism;
  readonly level: 'nation' | 'province' | 'bank';
  readonly owner_id: string;
  readonly owner: PoolOwner;
  readonly authority: Authority;
  readonly basis: Basis;
  readonly state: PoolState;
  /** Null of a past moment, which its own book does not tell. */
  readonly above_state: PoolState | null;
  readonly limit_fen: string;
  readonly allotted_fen: string;
  readonly reserved_fen: string;
  readonly committed_fen: string;
  readonly used_fen: string;
  readonly excess_fen: string;
  readonly second_person_from_fen: string;
  readonly single_customer_limit_fen: string | null;
  readonly version: string;
  readonly is_holder: boolean;
  readonly open_exceptions: number;
  /** What was used when the observed days began, and since when there is anything to observe. */
  readonly used_before_fen: string;
  readonly began_at: string | null;
};

export type PoolFilter = {
  readonly facilityId: string | undefined;
  /** Null for the present. */
  readonly asOf: string | null;
  readonly observedSince: Date;
};

/** Pools as they stand, or stood at a moment: every figure is that of the last entry until then. */
@Injectable()
export class PoolViewsStore {
  list(tx: Tx, { facilityId, asOf, observedSince }: PoolFilter): Promise<PoolRow[]> {
    return tx.rows<PoolRow>(
      `select p.id, p.parent_id, p.facility_id, f.name as facility_name, f.name_en as facility_name_en, f.mechanism,
         p.level, o.id as owner_id, ${ownerColumn('p', 'o')} as owner, p.authority, p.basis,
         coalesce(e.state_after, 'open') as state,
         case when $2::timestamptz is null then p.above_state end as above_state, coalesce(e.limit_fen, 0) as limit_fen,
         coalesce(e.allotted_fen, 0) as allotted_fen, coalesce(e.reserved_fen, 0) as reserved_fen,
         coalesce(e.committed_fen, 0) as committed_fen, coalesce(e.used_fen, 0) as used_fen,
         coalesce(e.excess_fen, 0) as excess_fen, p.second_person_from_fen, p.single_customer_limit_fen, coalesce(e.version, 0) as version,
         coalesce(f.holder_id = current_organisation(), false) as is_holder,
         (select count(*)::int from quota_exception x
           where x.pool_id = p.id and x.settled_at is null and p.authority <> 'SHADOW') as open_exceptions,
         coalesce(b.used_fen, 0) as used_before_fen, first.at as began_at
       from quota_pool p
       join facility f on f.id = p.facility_id
       join organisation o on o.id = coalesce(p.bank_id, p.unit_id)
       left join quota_entry e on e.pool_id = p.id and e.version =
         case when $2::timestamptz is null then p.version else quota_version_at(p.id, p.version, $2) end
       left join quota_entry b on b.pool_id = p.id and b.version = quota_version_at(p.id, p.version, $3)
       left join quota_entry first on first.pool_id = p.id and first.version = 1
       where ($1::uuid is null or p.facility_id = $1) and ($2::timestamptz is null or e.version is not null)
         and ${tx.own(POOL_OWNERSHIP)}
       order by f.opens_on nulls last, f.code, p.level = 'bank', p.unit_position, o.name collate "zh-x-icu", p.id`,
      [facilityId ?? null, asOf, observedSince],
    );
  }

  async facilityOf(tx: Tx, poolId: string): Promise<string | undefined> {
    const row = await tx.first<{ facility_id: string }>(
      `select p.facility_id from quota_pool p join facility f on f.id = p.facility_id
       where p.id = $1 and ${tx.own(POOL_OWNERSHIP)}`,
      [poolId],
    );
    return row?.facility_id;
  }
}
