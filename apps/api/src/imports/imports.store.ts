import { Injectable } from '@nestjs/common';
import type { ImportStatus } from '@yinqi/contracts/imports';
import type { ColumnMapping, HeaderMatch, SheetRow } from '@yinqi/domain/survey';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import type { Corrections } from './survey-staging.js';

export type BatchRow = {
  readonly id: string;
  readonly organisation_id: string;
  readonly unit_lo: number;
  readonly unit_hi: number;
  readonly province: string;
  readonly file_name: string;
  readonly size_bytes: number;
  readonly status: ImportStatus;
  readonly refusal: string | null;
  readonly sheet_name: string | null;
  readonly heading: readonly SheetRow[];
  readonly header: HeaderMatch | null;
  readonly import_date: string;
  readonly rows_read: number;
  readonly rows_total: number | null;
  readonly corrections: Corrections | null;
  readonly created_by_name: string;
  readonly created_at: string;
  readonly committed_at: string | null;
  readonly undo_until: string | null;
  readonly undone_at: string | null;
  readonly version: number;
};

export type BatchItemRow = Omit<BatchRow, 'heading' | 'header' | 'corrections'> & {
  readonly good_rows: number;
  readonly faulty_rows: number;
  readonly committed_rows: number;
};

export type NewBatch = {
  readonly id: string;
  readonly organisationId: string;
  readonly unit: { readonly lo: number; readonly hi: number };
  readonly province: string;
  readonly fileName: string;
  readonly sha256: Uint8Array;
  readonly bytes: Uint8Array;
  readonly importDate: string;
  readonly createdBy: string;
  readonly createdByName: string;
};

const ITEM = `b.id, b.organisation_id, b.unit_lo, b.unit_hi, b.province, b.file_name, b.size_bytes, b.status, b.refusal,
  b.sheet_name, b.import_date, b.rows_read, b.rows_total, b.created_by_name, b.created_at, b.committed_at, b.undo_until,
  b.undone_at, b.version`;
/** A bureau's own: what units below it import is theirs. */
const OWNERSHIP: Ownership = { organisation: 'b.organisation_id' };
const BATCH = `${ITEM}, b.heading, b.header, b.corrections`;

/** Batches, their files and what the bureau knows of titles. */
@Injectable()
export class ImportsStore {
  find(tx: Tx, id: string): Promise<BatchRow | undefined> {
    return tx.first<BatchRow>(`select ${BATCH} from import_batch b where id = $1 and ${tx.own(OWNERSHIP)}`, [
      id,
    ]);
  }

  /** Held until the transaction ends: two clerks change one batch one after the other. */
  lock(tx: Tx, id: string): Promise<BatchRow | undefined> {
    return tx.first<BatchRow>(
      `select ${BATCH} from import_batch b where id = $1 and ${tx.own(OWNERSHIP)} for update`,
      [id],
    );
  }

  async list(
    tx: Tx,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: BatchItemRow[]; total: number }> {
    const rows = await tx.rows<BatchItemRow>(
      `select ${ITEM}, r.good_rows, r.faulty_rows, r.committed_rows
       from import_batch b, lateral (
         select count(*) filter (where state = 'good')::int as good_rows,
                count(*) filter (where state = 'faulty')::int as faulty_rows,
                count(*) filter (where state in ('committed', 'undone'))::int as committed_rows
         from import_row where batch_id = b.id) r
       where ${tx.own(OWNERSHIP)} and ($1::timestamptz is null or (b.created_at, b.id) < ($1, $2::uuid))
       order by b.created_at desc, b.id desc limit $3`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from import_batch b where ${tx.own(OWNERSHIP)}`,
    );
    return { rows, total: count?.total ?? 0 };
  }

  /** False when the same file lies there already and was neither undone nor refused. */
  async insert(tx: Tx, batch: NewBatch, now: Date): Promise<boolean> {
    const inserted = await tx.execute(
      `insert into import_batch (id, organisation_id, unit_lo, unit_hi, province, file_name, sha256, size_bytes, status,
         import_date, created_by, created_by_name, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'uploaded', $9, $10, $11, $12)
       on conflict (organisation_id, sha256) where status not in ('undone', 'refused') do nothing`,
      [
        batch.id,
        batch.organisationId,
        batch.unit.lo,
        batch.unit.hi,
        batch.province,
        batch.fileName,
        batch.sha256,
        batch.bytes.byteLength,
        batch.importDate,
        batch.createdBy,
        batch.createdByName,
        now,
      ],
    );
    if (inserted === 1) await this.putFile(tx, batch.id, batch.organisationId, 'survey', batch.bytes);
    return inserted === 1;
  }

  async findByHash(tx: Tx, sha256: Uint8Array): Promise<string | undefined> {
    const row = await tx.first<{ id: string }>(
      `select id from import_batch b
       where sha256 = $1 and status not in ('undone', 'refused') and ${tx.own(OWNERSHIP)}`,
      [sha256],
    );
    return row?.id;
  }

  async putFile(
    tx: Tx,
    batchId: string,
    organisationId: string,
    kind: 'survey' | 'corrections',
    bytes: Uint8Array,
  ): Promise<void> {
    await tx.execute(
      `insert into import_file (batch_id, kind, organisation_id, bytes) values ($1, $2, $3, $4)
       on conflict (batch_id, kind) do update set bytes = excluded.bytes`,
      [batchId, kind, organisationId, bytes],
    );
  }

  async regionOf(tx: Tx, organisationId: string): Promise<string | null> {
    const row = await tx.first<{ region_code: string | null }>(
      'select region_code from organisation where id = $1',
      [organisationId],
    );
    return row?.region_code ?? null;
  }

  async mapping(tx: Tx, organisationId: string): Promise<ColumnMapping> {
    const rows = await tx.rows<{ title: string; field: ColumnMapping[string] }>(
      'select title, field from import_mapping where organisation_id = $1',
      [organisationId],
    );
    return Object.fromEntries(rows.map(({ title, field }) => [title, field]));
  }

  async rememberMapping(tx: Tx, organisationId: string, title: string, field: string | null): Promise<void> {
    await tx.execute(
      `insert into import_mapping (organisation_id, title, field) values ($1, $2, $3)
       on conflict (organisation_id, title) do update set field = excluded.field`,
      [organisationId, title, field],
    );
  }

  /** The file is read again; until then nothing of the batch can be changed. */
  async restage(tx: Tx, id: string): Promise<void> {
    await tx.execute(
      `update import_batch set status = 'uploaded', rows_read = 0, version = version + 1 where id = $1`,
      [id],
    );
  }

  async touch(tx: Tx, id: string): Promise<void> {
    await tx.execute('update import_batch set version = version + 1 where id = $1', [id]);
  }

  async markCommitted(tx: Tx, id: string, now: Date, undoUntil: Date): Promise<void> {
    await tx.execute(
      `update import_batch set status = 'committed', committed_at = $2, undo_until = $3, version = version + 1 where id = $1`,
      [id, now, undoUntil],
    );
  }

  async markUndone(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.execute(
      `update import_batch set status = 'undone', undone_at = $2, version = version + 1 where id = $1`,
      [id, now],
    );
    await tx.execute('delete from import_file where batch_id = $1', [id]);
  }
}
