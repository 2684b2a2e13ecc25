import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import type { StoredFault, StoredWarning } from './import-rows.store.js';
import type { Corrections, Edits, StagingEvent } from './survey-staging.js';

export type BatchToStage = {
  readonly id: string;
  readonly organisation_id: string;
  readonly unit_lo: number;
  readonly unit_hi: number;
  readonly province: string;
  readonly import_date: string;
  readonly survey: Uint8Array;
  readonly corrections: Uint8Array | null;
};

export type GoodRow = {
  readonly row: number;
  readonly uscc: string;
  readonly amount_fen: string;
  readonly currency: string;
};

/** What the worker writes while it reads a workbook; every write asks whether its attempt is still the one. */
@Injectable()
export class StagingStore {
  /** Takes the batch over from whoever may have died reading it; nothing where there is nothing to read. */
  async claim(tx: Tx, batchId: string, attempt: string): Promise<BatchToStage | undefined> {
    const claimed = await tx.execute(
      `update import_batch set status = 'parsing', attempt = $2, rows_read = 0
       where id = $1 and status in ('uploaded', 'parsing')`,
      [batchId, attempt],
    );
    if (claimed === 0) return undefined;
    return tx.first<BatchToStage>(
      `select b.id, b.organisation_id, b.unit_lo, b.unit_hi, b.province, b.import_date, s.bytes as survey,
              c.bytes as corrections
       from import_batch b
       join import_file s on s.batch_id = b.id and s.kind = 'survey'
       left join import_file c on c.batch_id = b.id and c.kind = 'corrections'
       where b.id = $1`,
      [batchId],
    );
  }

  marks(tx: Tx, batchId: string): Promise<{ row: number; edits: Edits; dropped: boolean }[]> {
    return tx.rows(
      `select row, edits, state = 'dropped' as dropped from import_row
       where batch_id = $1 and (edits <> '{}' or state = 'dropped')`,
      [batchId],
    );
  }

  /** False when a later attempt took over. */
  async putHeader(
    tx: Tx,
    batchId: string,
    attempt: string,
    event: Extract<StagingEvent, { kind: 'header' }>,
  ): Promise<boolean> {
    const mine = await tx.execute(
      `update import_batch set sheet_name = $3, header = $4, heading = $5, rows_total = $6
       where id = $1 and attempt = $2 and status = 'parsing'`,
      [
        batchId,
        attempt,
        event.sheetName,
        JSON.stringify(event.header),
        JSON.stringify(event.heading),
        event.rowsTotal,
      ],
    );
    return mine === 1;
  }

  /** `json` is UTF-8. Written whole or not at all, and again by the next attempt: the same rows under the same numbers. */
  async putRows(
    tx: Tx,
    batchId: string,
    attempt: string,
    rowsRead: number,
    json: Uint8Array,
  ): Promise<boolean> {
    const batch = await tx.first<{ organisation_id: string }>(
      `update import_batch set rows_read = $3 where id = $1 and attempt = $2 and status = 'parsing'
       returning organisation_id`,
      [batchId, attempt, rowsRead],
    );
    if (batch === undefined) return false;
    await tx.execute(
      `insert into import_row (batch_id, organisation_id, row, state, attempt, cells, rest, edits, need, faults, warnings)
       select $1, $2, r.row, r.state, $3, r.cells, r.rest, r.edits, r.need, r.faults, r.warnings
       from jsonb_to_recordset(convert_from($4, 'UTF8')::jsonb) as r (row int, state text, cells jsonb, rest jsonb, edits jsonb, need jsonb,
         faults jsonb, warnings jsonb)
       on conflict (batch_id, row) do update
       set state = excluded.state, attempt = excluded.attempt, cells = excluded.cells, rest = excluded.rest,
           edits = excluded.edits, need = excluded.need, faults = excluded.faults, warnings = excluded.warnings,
           version = import_row.version + 1`,
      [batchId, batch.organisation_id, attempt, json],
    );
    return true;
  }

  /** The rows a plan can be made of: what is to be checked against the registers. */
  goodRows(tx: Tx, batchId: string): Promise<GoodRow[]> {
    return tx.rows(
      `select row, need ->> 'uscc' as uscc, need ->> 'amountFen' as amount_fen, need ->> 'currency' as currency
       from import_row where batch_id = $1 and state = 'good' order by row`,
      [batchId],
    );
  }

  async setFaults(
    tx: Tx,
    batchId: string,
    rows: readonly { readonly row: number; readonly faults: readonly StoredFault[] }[],
  ): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `update import_row r set faults = m.faults, state = case when m.faults = '[]' then 'good' else 'faulty' end
       from jsonb_to_recordset($2::jsonb) as m (row int, faults jsonb)
       where r.batch_id = $1 and r.row = m.row and r.state in ('good', 'faulty')`,
      [batchId, JSON.stringify(rows)],
    );
  }

  async addWarnings(
    tx: Tx,
    batchId: string,
    rows: readonly { readonly row: number; readonly warning: StoredWarning }[],
  ): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `update import_row r set warnings = r.warnings || m.warning
       from jsonb_to_recordset($2::jsonb) as m (row int, warning jsonb)
       where r.batch_id = $1 and r.row = m.row`,
      [batchId, JSON.stringify(rows)],
    );
  }

  /** False when a later attempt took over. */
  async finish(
    tx: Tx,
    batchId: string,
    attempt: string,
    rowsRead: number,
    corrections: Corrections | null,
  ): Promise<boolean> {
    const mine = await tx.execute(
      `update import_batch set status = 'staged', rows_read = $3, rows_total = $3, version = version + 1,
         corrections = coalesce($4::jsonb, corrections)
       where id = $1 and attempt = $2 and status = 'parsing'`,
      [batchId, attempt, rowsRead, corrections === null ? null : JSON.stringify(corrections)],
    );
    if (mine === 0) return false;
    await tx.execute(`delete from import_row where batch_id = $1 and attempt <> $2`, [batchId, attempt]);
    await tx.execute(`delete from import_file where batch_id = $1 and kind = 'corrections'`, [batchId]);
    return true;
  }

  /** Refused whole: nothing of the workbook is kept but that it came and why it was refused. */
  async refuse(tx: Tx, batchId: string, attempt: string, code: string): Promise<boolean> {
    const mine = await tx.execute(
      `update import_batch set status = 'refused', refusal = $3, version = version + 1
       where id = $1 and attempt = $2 and status = 'parsing'`,
      [batchId, attempt, code],
    );
    if (mine === 0) return false;
    await tx.execute('delete from import_row where batch_id = $1', [batchId]);
    await tx.execute('delete from import_file where batch_id = $1', [batchId]);
    return true;
  }
}
