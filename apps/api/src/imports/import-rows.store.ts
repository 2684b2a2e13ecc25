import { Injectable } from '@nestjs/common';
import type { ImportFault, ImportRowState, ImportWarning } from '@yinqi/contracts/imports';
import type { FieldCells, Finding, SheetCell } from '@yinqi/domain/survey';
import type { Tx } from '../platform/database/database.js';
import type { Edits } from './survey-staging.js';
import type { StoredNeed } from './stored-need.js';

/** Codes of the survey, and those of the registers: `other-unit`, `registered-before`. */
type Found = Omit<Finding, 'code'> & { readonly code: string };
export type StoredFault = Found & { readonly kind: ImportFault };
export type StoredWarning = Found & { readonly kind: ImportWarning };

export type RowRow = {
  readonly row: number;
  readonly state: ImportRowState;
  readonly version: number;
  readonly cells: FieldCells;
  readonly rest: Readonly<Record<string, SheetCell>>;
  readonly edits: Edits;
  readonly need: StoredNeed;
  readonly faults: readonly StoredFault[];
  readonly warnings: readonly StoredWarning[];
  readonly enterprise_id: string | null;
  readonly request_id: string | null;
  readonly created_enterprise: boolean;
};

export type RowFilter = {
  readonly states: readonly ImportRowState[] | undefined;
  readonly fault: ImportFault | undefined;
  readonly warning: ImportWarning | undefined;
};

export type BatchFigures = {
  /** Enterprises a committed batch made, and its rows that name them. */
  readonly made: { readonly rows: number; readonly enterprises: number };
  readonly states: readonly { readonly state: ImportRowState; readonly rows: number }[];
  readonly usccs: readonly { readonly uscc: string; readonly rows: number }[];
  readonly amounts: readonly { readonly currency: string; readonly fen: string; readonly rows: number }[];
  readonly faults: readonly {
    readonly kind: ImportFault;
    readonly rows: number;
    readonly repairable: number;
  }[];
  readonly warnings: readonly { readonly kind: ImportWarning; readonly rows: number }[];
};

const ROW = `row, state, version, cells, rest, edits, need, faults, warnings, enterprise_id, request_id, created_enterprise`;
/** Rows that will be registered, or were. */
const LIVE = `state in ('good', 'committed', 'undone')`;

/** Staged rows as the clerk works on them. */
@Injectable()
export class ImportRowsStore {
  async list(
    tx: Tx,
    batchId: string,
    filter: RowFilter,
    after: number | undefined,
    limit: number,
  ): Promise<{ rows: RowRow[]; total: number }> {
    const kind = (name: string | undefined) => (name === undefined ? null : JSON.stringify([{ kind: name }]));
    const values = [batchId, filter.states ?? null, kind(filter.fault), kind(filter.warning)];
    const where = `batch_id = $1 and ($2::text[] is null or state = any($2))
      and ($3::jsonb is null or faults @> $3) and ($4::jsonb is null or warnings @> $4)`;
    const rows = await tx.rows<RowRow>(
      `select ${ROW} from import_row where ${where} and row > $5 order by row limit $6`,
      [...values, after ?? 0, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from import_row where ${where}`,
      values,
    );
    return { rows, total: count?.total ?? 0 };
  }

  find(tx: Tx, batchId: string, row: number): Promise<RowRow | undefined> {
    return tx.first<RowRow>(`select ${ROW} from import_row where batch_id = $1 and row = $2`, [batchId, row]);
  }

  inState(tx: Tx, batchId: string, states: readonly ImportRowState[]): Promise<RowRow[]> {
    return tx.rows<RowRow>(
      `select ${ROW} from import_row where batch_id = $1 and state = any($2) order by row`,
      [batchId, states],
    );
  }

  withFault(tx: Tx, batchId: string, kind: ImportFault): Promise<RowRow[]> {
    return tx.rows<RowRow>(
      `select ${ROW} from import_row where batch_id = $1 and state = 'faulty' and faults @> $2 order by row`,
      [batchId, JSON.stringify([{ kind }])],
    );
  }

  /** Rows that may repeat one another: those of the same codes that are not dropped. */
  ofUsccs(tx: Tx, batchId: string, usccs: readonly string[]): Promise<RowRow[]> {
    return tx.rows<RowRow>(
      `select ${ROW} from import_row
       where batch_id = $1 and need ->> 'uscc' = any($2) and state in ('good', 'faulty') order by row`,
      [batchId, usccs],
    );
  }

  async update(
    tx: Tx,
    batchId: string,
    rows: readonly Pick<RowRow, 'row' | 'state' | 'cells' | 'edits' | 'need' | 'faults' | 'warnings'>[],
  ): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `update import_row r set state = m.state, cells = m.cells, edits = m.edits, need = m.need, faults = m.faults,
         warnings = m.warnings, version = r.version + 1
       from jsonb_to_recordset($2::jsonb) as m (row int, state text, cells jsonb, edits jsonb, need jsonb, faults jsonb,
         warnings jsonb)
       where r.batch_id = $1 and r.row = m.row`,
      [batchId, JSON.stringify(rows)],
    );
  }

  /** Answers the codes of the rows whose state changed. */
  async setDropped(tx: Tx, batchId: string, rows: readonly number[], dropped: boolean): Promise<string[]> {
    const changed = await tx.rows<{ uscc: string | null }>(
      `update import_row set version = version + 1,
         state = case when $3 then 'dropped' when faults = '[]' then 'good' else 'faulty' end
       where batch_id = $1 and row = any($2) and (state = 'dropped') <> $3 and state in ('good', 'faulty', 'dropped')
       returning need ->> 'uscc' as uscc`,
      [batchId, rows, dropped],
    );
    return [...new Set(changed.flatMap(({ uscc }) => uscc ?? []))];
  }

  async markCommitted(
    tx: Tx,
    batchId: string,
    rows: readonly {
      readonly row: number;
      readonly enterpriseId: string;
      readonly requestId: string;
      readonly created: boolean;
    }[],
  ): Promise<void> {
    await tx.execute(
      `update import_row r set state = 'committed', enterprise_id = m."enterpriseId", request_id = m."requestId",
         created_enterprise = m.created, version = r.version + 1
       from jsonb_to_recordset($2::jsonb) as m (row int, "enterpriseId" uuid, "requestId" uuid, created boolean)
       where r.batch_id = $1 and r.row = m.row`,
      [batchId, JSON.stringify(rows)],
    );
  }

  async markUndone(tx: Tx, batchId: string): Promise<void> {
    await tx.execute(
      `update import_row set state = 'undone', version = version + 1 where batch_id = $1 and state = 'committed'`,
      [batchId],
    );
  }

  async figures(tx: Tx, batchId: string): Promise<BatchFigures> {
    const states = await tx.rows<BatchFigures['states'][number]>(
      'select state, count(*)::int as rows from import_row where batch_id = $1 group by state',
      [batchId],
    );
    const usccs = await tx.rows<BatchFigures['usccs'][number]>(
      `select need ->> 'uscc' as uscc, count(*)::int as rows from import_row where batch_id = $1 and ${LIVE} group by 1`,
      [batchId],
    );
    const amounts = await tx.rows<BatchFigures['amounts'][number]>(
      `select need ->> 'currency' as currency, sum((need ->> 'amountFen')::bigint)::text as fen, count(*)::int as rows
       from import_row where batch_id = $1 and ${LIVE} group by 1 order by (need ->> 'currency') <> 'CNY', 1`,
      [batchId],
    );
    const faults = await tx.rows<BatchFigures['faults'][number]>(
      `select fault ->> 'kind' as kind, count(distinct row)::int as rows,
              count(distinct row) filter (where fault ? 'repair')::int as repairable
       from import_row, jsonb_array_elements(faults) as fault where batch_id = $1 and state = 'faulty' group by 1`,
      [batchId],
    );
    const warnings = await tx.rows<BatchFigures['warnings'][number]>(
      `select warning ->> 'kind' as kind, count(distinct row)::int as rows
       from import_row, jsonb_array_elements(warnings) as warning
       where batch_id = $1 and state <> 'dropped' group by 1`,
      [batchId],
    );
    const made = await tx.first<BatchFigures['made']>(
      `select count(*)::int as rows, count(distinct enterprise_id)::int as enterprises
       from import_row where batch_id = $1 and created_enterprise`,
      [batchId],
    );
    return { states, usccs, amounts, faults, warnings, made: made ?? { rows: 0, enterprises: 0 } };
  }
}
