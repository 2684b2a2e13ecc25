import { Injectable } from '@nestjs/common';
import type { OutcomeRowState, OutcomeStatus } from '@yinqi/contracts/outcomes';
import type { Candidate, LoanFault, LoanHeader } from '@yinqi/domain/outcomes';
import type { SheetCell } from '@yinqi/domain/survey';
import type { Tx } from '../../platform/database/database.js';
import type { Ownership } from '../../platform/database/ownership.js';
import type { StoredLoan } from './outcome-staging.js';

export type OutcomeBatchRow = {
  readonly id: string;
  readonly fileName: string | null;
  readonly status: OutcomeStatus;
  readonly refusal: string | null;
  readonly sheetName: string | null;
  readonly heading: readonly SheetCell[];
  readonly header: LoanHeader | null;
  readonly rowsRead: number;
  readonly purgedRows: number;
  readonly counts: Readonly<Partial<Record<OutcomeRowState, number>>>;
  readonly balances: number;
  readonly createdBy: string;
  readonly createdAt: string;
};

export type OutcomeRowRow = {
  readonly row: number;
  readonly state: OutcomeRowState;
  readonly cells: readonly SheetCell[];
  readonly loan: StoredLoan | null;
  readonly faults: readonly LoanFault[];
  readonly candidates: readonly Candidate[];
  readonly engagementId: string | null;
  readonly refusal: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
};

export type NewOutcomeBatch = {
  readonly id: string;
  readonly bankId: string;
  readonly organisationId: string;
  readonly unit: { readonly lo: number; readonly hi: number };
  readonly isHeadOffice: boolean;
  readonly fileName: string | null;
  readonly sha256: Uint8Array;
  readonly bytes: Uint8Array;
  readonly importDate: string;
  readonly createdBy: string;
  readonly createdByName: string;
};

export type Decided = {
  readonly state: OutcomeRowState;
  readonly engagementId?: string | null;
  readonly refusal?: string | null;
  readonly decidedByName?: string;
  readonly note?: string | undefined;
};

const OWNERSHIP: Ownership = { organisation: 'b.organisation_id' };
const ROWS_OWNERSHIP: Ownership = { organisation: 'r.organisation_id' };
/** Notes known already whose list tells of a balance that nobody has recorded. */
const HAS_BALANCE = `r.state = 'known' and not r.balance_recorded and r.loan -> 'balance' <> 'null'`;

const BATCH = `b.id, b.file_name as "fileName", b.status, b.refusal, b.sheet_name as "sheetName", b.heading, b.header,
  b.rows_read as "rowsRead", b.purged_rows as "purgedRows", b.created_by_name as "createdBy", b.created_at as "createdAt",
  (select coalesce(jsonb_object_agg(c.state, c.rows), '{}') from (
     select r.state, count(*) as rows from outcome_row r where r.batch_id = b.id group by r.state) c) as counts,
  (select count(*)::int from outcome_row r where r.batch_id = b.id and ${HAS_BALANCE}) as balances`;
const ROW = `r.row, r.state, r.cells, r.loan, r.faults, r.candidates, r.engagement_id as "engagementId", r.refusal,
  r.decided_by_name as "decidedBy", r.decided_at as "decidedAt", r.note`;

/** Batches of 放款回报 and their rows, as the office that uploaded them works on them. */
@Injectable()
export class OutcomesStore {
  find(tx: Tx, id: string): Promise<OutcomeBatchRow | undefined> {
    return tx.first(`select ${BATCH} from outcome_batch b where b.id = $1 and ${tx.own(OWNERSHIP)}`, [id]);
  }

  findByHash(tx: Tx, sha256: Uint8Array): Promise<{ readonly id: string } | undefined> {
    return tx.first(
      `select b.id from outcome_batch b where b.sha256 = $1 and b.status <> 'refused' and ${tx.own(OWNERSHIP)}`,
      [sha256],
    );
  }

  async list(
    tx: Tx,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: OutcomeBatchRow[]; total: number }> {
    const rows = await tx.rows<OutcomeBatchRow>(
      `select ${BATCH} from outcome_batch b
       where ${tx.own(OWNERSHIP)} and ($1::timestamptz is null or (b.created_at, b.id) < ($1, $2::uuid))
       order by b.created_at desc, b.id desc limit $3`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from outcome_batch b where ${tx.own(OWNERSHIP)}`,
    );
    return { rows, total: count?.total ?? 0 };
  }

  /** False when the same file lies there already and was not refused. */
  async insert(tx: Tx, batch: NewOutcomeBatch, now: Date): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into outcome_batch (id, bank_id, organisation_id, unit_lo, unit_hi, is_head_office, file_name, sha256, status,
         import_date, created_by, created_by_name, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'uploaded', $9, $10, $11, $12)
       on conflict (organisation_id, sha256) where status <> 'refused' do nothing`,
      [
        batch.id,
        batch.bankId,
        batch.organisationId,
        batch.unit.lo,
        batch.unit.hi,
        batch.isHeadOffice,
        batch.fileName,
        batch.sha256,
        batch.importDate,
        batch.createdBy,
        batch.createdByName,
        now,
      ],
    );
    if (inserted === 0) return false;
    await tx.execute('insert into outcome_file (batch_id, organisation_id, bytes) values ($1, $2, $3)', [
      batch.id,
      batch.organisationId,
      batch.bytes,
    ]);
    return true;
  }

  async rows(
    tx: Tx,
    batchId: string,
    states: readonly OutcomeRowState[] | undefined,
    after: number | undefined,
    limit: number,
  ): Promise<{ rows: OutcomeRowRow[]; total: number }> {
    const where = `r.batch_id = $1 and ${tx.own(ROWS_OWNERSHIP)} and ($2::text[] is null or r.state = any($2))`;
    const rows = await tx.rows<OutcomeRowRow>(
      `select ${ROW} from outcome_row r where ${where} and r.row > $3 order by r.row limit $4`,
      [batchId, states ?? null, after ?? 0, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from outcome_row r where ${where}`,
      [batchId, states ?? null],
    );
    return { rows, total: count?.total ?? 0 };
  }

  inState(tx: Tx, batchId: string, state: OutcomeRowState): Promise<OutcomeRowRow[]> {
    return tx.rows(
      `select ${ROW} from outcome_row r where r.batch_id = $1 and r.state = $2 and ${tx.own(ROWS_OWNERSHIP)} order by r.row`,
      [batchId, state],
    );
  }

  /** Rows that one click records: notes laid to a case beyond doubt, and newer balances of notes known already. */
  async recordable(tx: Tx, batchId: string, limit: number): Promise<number[]> {
    const rows = await tx.rows<{ row: number }>(
      `select r.row from outcome_row r
       where r.batch_id = $1 and ${tx.own(ROWS_OWNERSHIP)} and (r.state = 'sure' or (${HAS_BALANCE}))
       order by r.loan ->> 'disbursedOn', r.row limit $2`,
      [batchId, limit],
    );
    return rows.map(({ row }) => row);
  }

  /** Held until the transaction ends: one row is decided once. */
  lockRow(tx: Tx, batchId: string, row: number): Promise<OutcomeRowRow | undefined> {
    return tx.first(
      `select ${ROW} from outcome_row r where r.batch_id = $1 and r.row = $2 and ${tx.own(ROWS_OWNERSHIP)} for update`,
      [batchId, row],
    );
  }

  async decide(tx: Tx, batchId: string, row: number, decided: Decided, now: Date): Promise<void> {
    await tx.execute(
      `update outcome_row set state = $3, engagement_id = coalesce($4, engagement_id), refusal = $5, decided_by_name = $6,
         decided_at = $7, note = $8 where batch_id = $1 and row = $2`,
      [
        batchId,
        row,
        decided.state,
        decided.engagementId ?? null,
        decided.refusal ?? null,
        decided.decidedByName ?? null,
        now,
        decided.note ?? null,
      ],
    );
  }

  /** The balance of a note known already is left; the row says why. */
  async balanceRefused(tx: Tx, batchId: string, row: number, refusal: string): Promise<void> {
    await tx.execute(
      'update outcome_row set balance_recorded = true, refusal = $3 where batch_id = $1 and row = $2',
      [batchId, row, refusal],
    );
  }

  async balanceRecorded(tx: Tx, batchId: string, row: number): Promise<void> {
    await tx.execute('update outcome_row set balance_recorded = true where batch_id = $1 and row = $2', [
      batchId,
      row,
    ]);
  }
}
