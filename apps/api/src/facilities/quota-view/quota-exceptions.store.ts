import { Injectable } from '@nestjs/common';
import type { QuotaExceptionKind } from '@yinqi/domain/quota';
import type { Tx } from '../../platform/database/database.js';
import { ownerColumn, POOL_OWNERSHIP, type PoolOwner } from './pool-names.js';

export type ExceptionRow = {
  readonly id: string;
  readonly kind: QuotaExceptionKind;
  readonly pool_id: string;
  readonly owner: PoolOwner;
  readonly facility_id: string;
  readonly facility_name: string;
  readonly facility_name_en: string;
  readonly amount_fen: string;
  readonly opened_at: string;
  readonly settled_at: string | null;
  readonly settled_by_name: string | null;
  readonly note: string | null;
};

type Settlement = { readonly by: string; readonly byName: string; readonly note: string; readonly at: Date };

const SELECT = `select x.id, x.kind, x.pool_id, ${ownerColumn('p', 'o')} as owner, f.id as facility_id,
    f.name as facility_name, f.name_en as facility_name_en, x.amount_fen, x.opened_at, x.settled_at, x.settled_by_name,
    x.note
  from quota_exception x join quota_pool p on p.id = x.pool_id join facility f on f.id = p.facility_id
  join organisation o on o.id = coalesce(p.bank_id, p.unit_id)`;

/**
 * Loans that were paid out beyond the quota or without anything reserved for them. A tally of our own has no limit to
 * exceed and nothing to reserve from, so none of its loans is one.
 */
@Injectable()
export class QuotaExceptionsStore {
  async list(
    tx: Tx,
    filter: { readonly poolId: string | undefined; readonly isSettled: boolean | undefined },
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: ExceptionRow[]; total: number }> {
    const values = [filter.poolId ?? null, filter.isSettled ?? null];
    const where = `($1::uuid is null or x.pool_id = $1) and ($2::boolean is null or (x.settled_at is not null) = $2)
      and x.pool_id in (select p.id from quota_pool p join facility f on f.id = p.facility_id
        where p.authority <> 'SHADOW' and ${tx.own(POOL_OWNERSHIP)})`;
    const rows = await tx.rows<ExceptionRow>(
      `${SELECT} where ${where} and ($3::timestamptz is null or (x.opened_at, x.id) < ($3, $4::uuid))
       order by x.opened_at desc, x.id desc limit $5`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from quota_exception x where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }

  find(tx: Tx, id: string): Promise<ExceptionRow | undefined> {
    return tx.first<ExceptionRow>(`${SELECT} where x.id = $1 and ${tx.own(POOL_OWNERSHIP)}`, [id]);
  }

  /** False where somebody settled it before. */
  async settle(tx: Tx, id: string, { by, byName, note, at }: Settlement): Promise<boolean> {
    const settled = await tx.execute(
      `update quota_exception set settled_at = $2, settled_by = $3, settled_by_name = $4, note = $5, version = version + 1
       where id = $1 and settled_at is null`,
      [id, at, by, byName, note],
    );
    return settled === 1;
  }
}
