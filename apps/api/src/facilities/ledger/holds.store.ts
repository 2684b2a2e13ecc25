import { Injectable } from '@nestjs/common';
import type { HoldState } from '@yinqi/domain/quota';
import type { Tx } from '../../platform/database/database.js';
import { HOLD_COLUMNS, type HoldRow } from './ledger-rows.js';

export type StoredHold = HoldRow & { readonly facility_id: string; readonly begun_at: string };

const POOLS = `quota_pool p join facility f on f.id = p.facility_id`;
const FROM = `from quota_hold h join (${POOLS}) on p.id = h.pool_id`;
/** A hold is its bank's, in whichever pool it stands; a pool is the bank's own. */
const HOLDS = { bank: 'h.bank_id', bureau: 'p.unit_position', holder: 'f.holder_id' };
const OWN_POOLS = { ...HOLDS, bank: 'p.bank_id' };
const COLUMNS = `${HOLD_COLUMNS}, p.facility_id, h.begun_at`;

/** Holds as their bank, the bureau of the area and the holder of the tool read them. */
@Injectable()
export class HoldsStore {
  find(tx: Tx, id: string): Promise<StoredHold | undefined> {
    return tx.first<StoredHold>(`select ${COLUMNS} ${FROM} where h.id = $1 and ${tx.own(HOLDS)}`, [id]);
  }

  async isPool(tx: Tx, id: string): Promise<boolean> {
    const found = await tx.first(`select p.id from ${POOLS} where p.id = $1 and ${tx.own(OWN_POOLS)}`, [id]);
    return found !== undefined;
  }

  async page(
    tx: Tx,
    { poolId, state }: { readonly poolId: string; readonly state: HoldState | undefined },
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: StoredHold[]; total: number }> {
    const where = `h.pool_id = $1 and ($2::text is null or h.state = $2) and ${tx.own(HOLDS)}`;
    const rows = await tx.rows<StoredHold>(
      `select ${COLUMNS} ${FROM} where ${where} and ($3::timestamptz is null or (h.begun_at, h.id) < ($3, $4::uuid))
       order by h.begun_at desc, h.id desc limit $5`,
      [poolId, state ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(`select count(*)::int as total ${FROM} where ${where}`, [
      poolId,
      state ?? null,
    ]);
    return { rows, total: count?.total ?? 0 };
  }
}
