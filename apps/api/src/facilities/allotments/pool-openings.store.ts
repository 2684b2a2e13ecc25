import { Injectable } from '@nestjs/common';
import type { Currency } from '@yinqi/domain/money';
import { genesisHash, worseState, type Authority, type Basis, type PoolState } from '@yinqi/domain/quota';
import type { Tx } from '../../platform/database/database.js';
import { sha256 } from '../ledger/sha256.js';

export type StoredPool = {
  readonly id: string;
  readonly facility_id: string;
  readonly holder_id: string | null;
  readonly parent_id: string | null;
  readonly level: 'nation' | 'province' | 'bank';
  readonly unit_id: string;
  readonly unit_position: number;
  readonly bank_id: string | null;
  readonly currency: Currency;
  readonly basis: Basis;
  readonly authority: Authority;
  readonly state: PoolState;
  readonly limit_fen: string;
  readonly second_person_from_fen: string;
  readonly single_customer_limit_fen: string | null;
};

export type PostedEntry = {
  readonly tenant_id: string;
  readonly key: string;
  readonly hold_id: string | null;
};

type Opening = Pick<
  StoredPool,
  | 'id'
  | 'facility_id'
  | 'parent_id'
  | 'level'
  | 'unit_id'
  | 'unit_position'
  | 'bank_id'
  | 'currency'
  | 'basis'
  | 'authority'
  | 'second_person_from_fen'
> & { readonly single_customer_limit_fen?: string | null };

export type NewConditions = {
  readonly customer_limit_fen: string | null;
  readonly second_from_fen: string | null;
  readonly customer_limit_before_fen: string | null;
  readonly second_from_before_fen: string | null;
};

/** Pools as those who move quota between them know them, and new ones, which begin empty. */
@Injectable()
export class PoolOpeningsStore {
  find(tx: Tx, id: string): Promise<StoredPool | undefined> {
    return tx.first<StoredPool>(
      `select p.id, p.facility_id, f.holder_id, p.parent_id, p.level, p.unit_id, p.unit_position, p.bank_id, p.currency,
         p.basis, p.authority, p.state, p.limit_fen, p.second_person_from_fen, p.single_customer_limit_fen
       from quota_pool p join facility f on f.id = p.facility_id where p.id = $1`,
      [id],
    );
  }

  /** The id of the pool, whether it was opened now or before. */
  async open(tx: Tx, pool: Opening): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const origin = {
      id: pool.id,
      facilityId: pool.facility_id,
      parentId: pool.parent_id,
      currency: pool.currency,
      basis: pool.basis,
    };
    // Held until this commits: nobody stops the pool above unnoticed by the one opened below it.
    const above = await tx.first<Record<'state' | 'above_state', PoolState>>(
      'select state, above_state from quota_pool where id = $1 for share',
      [pool.parent_id],
    );
    const opened = await tx.execute(
      `insert into quota_pool (id, facility_id, parent_id, level, unit_id, unit_position, bank_id, currency, basis,
         authority, second_person_from_fen, head_hash, above_state, single_customer_limit_fen)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, decode($12, 'hex'), $13, $14) on conflict do nothing`,
      [
        pool.id,
        pool.facility_id,
        pool.parent_id,
        pool.level,
        pool.unit_id,
        pool.unit_position,
        pool.bank_id,
        pool.currency,
        pool.basis,
        pool.authority,
        pool.second_person_from_fen,
        genesisHash(origin, sha256),
        above ? worseState(above.state, above.above_state) : 'open',
        pool.single_customer_limit_fen ?? null,
      ],
    );
    if (opened === 1) return { id: pool.id, isNew: true };
    const known = await tx.first<{ id: string }>(
      `select id from quota_pool where facility_id = $1 and parent_id is not distinct from $2 and unit_id = $3
         and bank_id is not distinct from $4`,
      [pool.facility_id, pool.parent_id, pool.unit_id, pool.bank_id],
    );
    if (!known) throw new Error(`Pool ${pool.id} was neither opened nor found`);
    return { id: known.id, isNew: false };
  }

  /** A tally of our own becomes the holder's book; its basis stays, since its entries stand on it. */
  async takeOver(tx: Tx, id: string, secondPersonFromFen: string): Promise<boolean> {
    const taken = await tx.execute(
      `update quota_pool set authority = 'OFFICIAL', second_person_from_fen = $2 where id = $1 and authority = 'SHADOW'`,
      [id, secondPersonFromFen],
    );
    return taken === 1;
  }

  /** False where somebody else has changed them since this was proposed. */
  async setConditions(tx: Tx, id: string, set: NewConditions): Promise<boolean> {
    const changed = await tx.execute(
      `update quota_pool set single_customer_limit_fen = $2, second_person_from_fen = $3
       where id = $1 and single_customer_limit_fen is not distinct from $4 and second_person_from_fen = $5`,
      [
        id,
        set.customer_limit_fen,
        set.second_from_fen,
        set.customer_limit_before_fen,
        set.second_from_before_fen,
      ],
    );
    return changed === 1;
  }

  /** A posting that can be taken back, by its place in the pool's book. */
  posting(tx: Tx, poolId: string, version: number | string): Promise<PostedEntry | undefined> {
    return tx.first<PostedEntry>(
      `select tenant_id, key, hold_id from quota_entry
       where pool_id = $1 and version = $2 and kind in ('post', 'report', 'repay')`,
      [poolId, version],
    );
  }
}
