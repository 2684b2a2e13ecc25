import { Injectable } from '@nestjs/common';
import type { OutcomeRowState } from '@yinqi/contracts/outcomes';
import type { EngagementState } from '@yinqi/domain/lifecycle';
import type { Currency } from '@yinqi/domain/money';
import type { Candidate, KnownNote } from '@yinqi/domain/outcomes';
import type { Tx } from '../../platform/database/database.js';
import type { OutcomeEvent, StoredLoan } from './outcome-staging.js';

export type BatchToRead = {
  readonly id: string;
  readonly bankId: string;
  readonly organisationId: string;
  readonly unitLo: number;
  readonly unitHi: number;
  readonly isHeadOffice: boolean;
  readonly importDate: string;
  readonly bytes: Uint8Array;
};

export type StoredCase = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly currency: Currency;
  readonly state: EngagementState;
  readonly contractNumber: string | null;
  readonly approvedFen: string;
  readonly disbursedFen: string;
  readonly approvedAt: string;
  readonly approvedUntil: string;
};

export type MatchedRow = {
  readonly row: number;
  readonly state: OutcomeRowState;
  readonly engagementId: string | null;
  readonly candidates: readonly Candidate[];
};

/** What the worker writes while it reads a list; every write asks whether its attempt is still the one. */
@Injectable()
export class OutcomeStagingStore {
  /** Takes the batch over from whoever may have died reading it; nothing where there is nothing to read. */
  async claim(tx: Tx, batchId: string, attempt: string): Promise<BatchToRead | undefined> {
    const claimed = await tx.execute(
      `update outcome_batch set status = 'parsing', attempt = $2, rows_read = 0
       where id = $1 and status in ('uploaded', 'parsing')`,
      [batchId, attempt],
    );
    if (claimed === 0) return undefined;
    await tx.execute('delete from outcome_row where batch_id = $1', [batchId]);
    return tx.first<BatchToRead>(
      `select b.id, b.bank_id as "bankId", b.organisation_id as "organisationId", b.unit_lo as "unitLo",
         b.unit_hi as "unitHi", b.is_head_office as "isHeadOffice", b.import_date as "importDate", f.bytes
       from outcome_batch b join outcome_file f on f.batch_id = b.id where b.id = $1`,
      [batchId],
    );
  }

  async putHeader(
    tx: Tx,
    batchId: string,
    attempt: string,
    { sheetName, header, heading }: Extract<OutcomeEvent, { kind: 'header' }>,
  ): Promise<boolean> {
    const mine = await tx.execute(
      `update outcome_batch set sheet_name = $3, header = $4, heading = $5
       where id = $1 and attempt = $2 and status = 'parsing'`,
      [batchId, attempt, sheetName, JSON.stringify(header), JSON.stringify(heading)],
    );
    return mine === 1;
  }

  /** `json` is UTF-8. Until they are laid to cases, rows that could be read are nobody's. */
  async putRows(
    tx: Tx,
    batchId: string,
    attempt: string,
    { rowsRead, json }: Extract<OutcomeEvent, { kind: 'rows' }>,
  ): Promise<boolean> {
    const batch = await tx.first<{ organisation_id: string }>(
      `update outcome_batch set rows_read = $3 where id = $1 and attempt = $2 and status = 'parsing'
       returning organisation_id`,
      [batchId, attempt, rowsRead],
    );
    if (batch === undefined) return false;
    await tx.execute(
      `insert into outcome_row (batch_id, organisation_id, row, state, attempt, cells, loan, note_number, faults)
       select $1, $2, r.row, case when r.loan is null then 'faulty' else 'unmatched' end, $3, r.cells, r.loan,
         r."noteNumber", r.faults
       from jsonb_to_recordset(convert_from($4, 'UTF8')::jsonb) as r (row int, cells jsonb, loan jsonb,
         "noteNumber" text, faults jsonb)`,
      [batchId, batch.organisation_id, attempt, json],
    );
    return true;
  }

  loans(tx: Tx, batchId: string): Promise<{ readonly row: number; readonly loan: StoredLoan }[]> {
    return tx.rows('select row, loan from outcome_row where batch_id = $1 and loan is not null', [batchId]);
  }

  /** Cases of the office's reach in which credit was approved, of these enterprises. */
  cases(tx: Tx, batch: BatchToRead, enterpriseIds: readonly string[]): Promise<StoredCase[]> {
    return tx.rows(
      `select e.id, e.enterprise_id as "enterpriseId", e.currency, e.status as state,
         l.contract_number as "contractNumber", e.approved_fen as "approvedFen", e.disbursed_fen as "disbursedFen",
         c.approved_at as "approvedAt", c.valid_until as "approvedUntil"
       from engagement e join credit_approval c on c.engagement_id = e.id
       left join loan_contract l on l.engagement_id = e.id
       where e.bank_id = $1 and e.enterprise_id = any($2) and ($3 or e.branch_position between $4 and $5)
       order by e.id`,
      [batch.bankId, enterpriseIds, batch.isHeadOffice, batch.unitLo, batch.unitHi],
    );
  }

  async known(tx: Tx, batch: BatchToRead, noteNumbers: readonly string[]): Promise<KnownNote[]> {
    const rows = await tx.rows<Omit<KnownNote, 'amountFen'> & { readonly amountFen: string }>(
      `select d.note_number as "noteNumber", d.engagement_id as "caseId", d.amount_fen as "amountFen",
         d.disbursed_on as "disbursedOn"
       from disbursement d join engagement e on e.id = d.engagement_id
       where d.bank_id = $1 and d.note_number = any($2) and ($3 or e.branch_position between $4 and $5)`,
      [batch.bankId, noteNumbers, batch.isHeadOffice, batch.unitLo, batch.unitHi],
    );
    return rows.map((row) => ({ ...row, amountFen: BigInt(row.amountFen) }));
  }

  async putMatches(tx: Tx, batchId: string, matches: readonly MatchedRow[]): Promise<void> {
    if (matches.length === 0) return;
    await tx.execute(
      `update outcome_row r set state = m.state, engagement_id = m."engagementId", candidates = m.candidates
       from jsonb_to_recordset($2::jsonb) as m (row int, state text, "engagementId" uuid, candidates jsonb)
       where r.batch_id = $1 and r.row = m.row`,
      [batchId, JSON.stringify(matches)],
    );
  }

  /** False when a later attempt took over. With its rows read the file itself is not kept. */
  async finish(tx: Tx, batchId: string, attempt: string): Promise<boolean> {
    const mine = await tx.execute(
      `update outcome_batch set status = 'read' where id = $1 and attempt = $2 and status = 'parsing'`,
      [batchId, attempt],
    );
    if (mine === 1) await tx.execute('delete from outcome_file where batch_id = $1', [batchId]);
    return mine === 1;
  }

  async refuse(tx: Tx, batchId: string, attempt: string, code: string): Promise<boolean> {
    const mine = await tx.execute(
      `update outcome_batch set status = 'refused', refusal = $3
       where id = $1 and attempt = $2 and status = 'parsing'`,
      [batchId, attempt, code],
    );
    if (mine === 0) return false;
    await tx.execute('delete from outcome_row where batch_id = $1', [batchId]);
    await tx.execute('delete from outcome_file where batch_id = $1', [batchId]);
    return true;
  }

  /** What was laid to no case, could not be read or was set aside; a row that waits for a person stays. */
  async purgeStrangers(tx: Tx, before: Date, limit: number): Promise<number> {
    const purged = await tx.first<{ rows: number }>(
      `with gone as (
         delete from outcome_row where (batch_id, row) in (
           select r.batch_id, r.row from outcome_row r join outcome_batch b on b.id = r.batch_id
           where b.created_at < $1 and r.state in ('unmatched', 'faulty', 'rejected')
           order by b.created_at, b.id, r.row limit $2)
         returning batch_id
       ), told as (
         update outcome_batch b set purged_rows = b.purged_rows + g.rows
         from (select batch_id, count(*)::int as rows from gone group by 1) g where b.id = g.batch_id)
       select count(*)::int as rows from gone`,
      [before, limit],
    );
    return purged?.rows ?? 0;
  }
}
