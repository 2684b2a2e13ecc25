import { Injectable } from '@nestjs/common';
import type { ClaimBatchState } from '@yinqi/domain/claims';
import type { Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { ownershipOf } from './claims.store.js';

export type BatchRow = {
  readonly id: string;
  readonly number: string;
  readonly facility_id: string;
  readonly facility_name: string;
  readonly facility_name_en: string;
  readonly mechanism: 'RELENDING' | 'REDISCOUNT';
  readonly holder_id: string | null;
  readonly pool_id: string;
  readonly bank_id: string;
  readonly bank_name: string;
  readonly bank_name_en: string | null;
  readonly unit_position: number;
  readonly state: ClaimBatchState;
  readonly opened_by_name: string;
  readonly opened_at: string;
  readonly submitted_by_name: string | null;
  readonly submitted_at: string | null;
  readonly decided_by: string | null;
  readonly decided_by_name: string | null;
  readonly decided_at: string | null;
  readonly version: number;
  readonly lines: number;
  readonly amount_fen: string;
  readonly reimbursed_lines: number;
  readonly reimbursed_fen: string;
  readonly reduced_lines: number;
  readonly rejected_lines: number;
  readonly corrected_lines: number;
};

export type NewBatch = Pick<
  BatchRow,
  'id' | 'number' | 'facility_id' | 'pool_id' | 'bank_id' | 'unit_position' | 'opened_by_name'
>;

export type Decider = { readonly id: string; readonly name: string };

const OWN = ownershipOf('b');
const FROM = `from claim_batch b join facility f on f.id = b.facility_id join organisation o on o.id = b.bank_id`;
const SELECT = `select b.id, b.number, b.facility_id, f.name as facility_name, f.name_en as facility_name_en, f.mechanism,
    f.holder_id, b.pool_id, b.bank_id, o.name as bank_name, o.name_en as bank_name_en, b.unit_position, b.state,
    b.opened_by_name, b.opened_at, b.submitted_by_name, b.submitted_at, b.decided_by, b.decided_by_name, b.decided_at,
    b.version, l.lines, l.amount_fen, l.reimbursed_lines, l.reimbursed_fen, l.reduced_lines, l.rejected_lines,
    l.corrected_lines
  ${FROM}, lateral (
    select count(*)::int as lines, coalesce(sum(asked), 0)::text as amount_fen,
      (count(*) filter (where given > 0))::int as reimbursed_lines, coalesce(sum(given), 0)::text as reimbursed_fen,
      (count(*) filter (where given > 0 and given < asked))::int as reduced_lines,
      (count(*) filter (where given = 0 and not back))::int as rejected_lines,
      (count(*) filter (where back))::int as corrected_lines
    from (
      select d.asked_fen as asked, case when d.corrected_at is null then d.reimbursed_fen else 0 end as given,
        d.corrected_at is not null as back
      from claim_decision d where d.batch_id = b.id
      union all
      select c.amount_fen - c.reimbursed_fen, null, null from claim c where c.batch_id = b.id and b.state <> 'decided') line) l`;

/** What waits for the holder first, then drafts, then what is done. */
const RANK = `case b.state when 'submitted' then 0 when 'draft' then 1 else 2 end`;
export const rankOf = ({ state }: Pick<BatchRow, 'state'>): number =>
  state === 'submitted' ? 0 : state === 'draft' ? 1 : 2;

/** Batches in which a bank hands in what it claims. */
@Injectable()
export class ClaimBatchesStore {
  find(tx: Tx, id: string): Promise<BatchRow | undefined> {
    return tx.first<BatchRow>(`${SELECT} where b.id = $1 and ${tx.own(OWN)}`, [id]);
  }

  async list(
    tx: Tx,
    filter: {
      readonly facilityId: string | undefined;
      readonly states: readonly ClaimBatchState[] | undefined;
    },
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: BatchRow[]; total: number }> {
    const where = `${tx.own(OWN)} and ($1::uuid is null or b.facility_id = $1) and ($2::text[] is null or b.state = any($2))`;
    const values = [filter.facilityId ?? null, filter.states ?? null];
    const rows = await tx.rows<BatchRow>(
      `${SELECT} where ${where} and ($3::int is null or (${RANK}, -extract(epoch from b.opened_at), b.id)
           > ($3, -extract(epoch from $4::timestamptz), $5::uuid))
       order by ${RANK}, b.opened_at desc, b.id limit $6`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total ${FROM} where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }

  /** Of the area a pool lies in. */
  async positionOfPool(tx: Tx, poolId: string): Promise<number> {
    const pool = await tx.first<{ unit_position: number }>(
      `select p.unit_position from quota_pool p where p.id = $1 and ${tx.own({ bank: 'p.bank_id' })}`,
      [poolId],
    );
    if (!pool) throw notFound();
    return pool.unit_position;
  }

  async insert(tx: Tx, batch: NewBatch, now: Date): Promise<void> {
    const { id, number, facility_id, pool_id, bank_id, unit_position, opened_by_name } = batch;
    await tx.execute(
      `insert into claim_batch (id, number, facility_id, pool_id, bank_id, unit_position, state, opened_by_name, opened_at)
       values ($1, $2, $3, $4, $5, $6, 'draft', $7, $8)`,
      [id, number, facility_id, pool_id, bank_id, unit_position, opened_by_name, now],
    );
  }

  /** False where it is no longer the draft that was looked at. */
  async touch(tx: Tx, id: string, version: number): Promise<boolean> {
    const touched = await tx.execute(
      `update claim_batch set version = version + 1 where id = $1 and version = $2 and state = 'draft'`,
      [id, version],
    );
    return touched === 1;
  }

  /** Whoever looked at it is to look again: one of its lines has changed. */
  async stir(tx: Tx, id: string): Promise<void> {
    await tx.execute(`update claim_batch set version = version + 1 where id = $1 and state = 'submitted'`, [
      id,
    ]);
  }

  async submit(tx: Tx, id: string, version: number, byName: string, now: Date): Promise<boolean> {
    const submitted = await tx.execute(
      `update claim_batch set state = 'submitted', submitted_by_name = $3, submitted_at = $4, version = version + 1
       where id = $1 and version = $2 and state = 'draft'`,
      [id, version, byName, now],
    );
    return submitted === 1;
  }

  async decide(tx: Tx, id: string, version: number, by: Decider, now: Date): Promise<boolean> {
    const decided = await tx.execute(
      `update claim_batch set state = 'decided', decided_by = $3, decided_by_name = $4, decided_at = $5,
         version = version + 1
       where id = $1 and version = $2 and state = 'submitted'`,
      [id, version, by.id, by.name, now],
    );
    return decided === 1;
  }
}
