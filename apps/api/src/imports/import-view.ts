import type { ImportBatch, ImportRow } from '@yinqi/contracts/imports';
import { findRegion } from '@yinqi/domain/codes';
import { cellText, normaliseTitle, SURVEY_FIELDS, type ColumnMapping } from '@yinqi/domain/survey';
import type { BatchFigures, RowRow } from './import-rows.store.js';
import type { BatchItemRow, BatchRow } from './imports.store.js';
import { ignoredTitles } from './survey-staging.js';

type Counts = { readonly goodRows: number; readonly faultyRows: number; readonly committedRows: number };

const common = (row: Omit<BatchRow, 'heading' | 'header' | 'corrections'>, counts: Counts) => ({
  id: row.id,
  fileName: row.file_name,
  sizeBytes: row.size_bytes,
  status: row.status,
  refusal: row.refusal,
  rowsRead: row.rows_read,
  rowsTotal: row.rows_total,
  ...counts,
  createdBy: row.created_by_name,
  createdAt: row.created_at,
  committedAt: row.committed_at,
  undoUntil: row.undo_until,
  undoneAt: row.undone_at,
});

export const itemOf = (row: BatchItemRow) =>
  common(row, { goodRows: row.good_rows, faultyRows: row.faulty_rows, committedRows: row.committed_rows });

/** Columns in the order of the sheet: read, unknown, and left out on a clerk's word. */
function columnsOf({ header, heading }: BatchRow, mapping: ColumnMapping): ImportBatch['columns'] {
  if (header === null) return [];
  const byHand = (title: string): boolean => Object.hasOwn(mapping, normaliseTitle(title));
  return [
    ...header.columns.map(({ column, title, field }) => ({ column, title, field, byHand: byHand(title) })),
    ...header.unrecognised.map(({ column, title }) => ({ column, title, field: null, byHand: false })),
    ...ignoredTitles(heading, header, mapping).map((ignored) => ({ ...ignored, field: null, byHand: true })),
  ].sort((left, right) => left.column - right.column);
}

/** A batch as the workbench shows it; `known` are codes of enterprises registered already. */
export function batchView(
  batch: BatchRow,
  figures: BatchFigures,
  known: ReadonlyMap<string, unknown>,
  mapping: ColumnMapping,
): ImportBatch {
  const rowsIn = (...states: readonly string[]): number =>
    figures.states.filter(({ state }) => states.includes(state)).reduce((sum, { rows }) => sum + rows, 0);
  const done = batch.status === 'committed' || batch.status === 'undone';
  const fresh = figures.usccs.filter(({ uscc }) => !known.has(uscc));
  const live = rowsIn('good', 'committed', 'undone');
  const create = done ? figures.made.rows : fresh.reduce((sum, { rows }) => sum + rows, 0);
  return {
    ...common(batch, {
      goodRows: rowsIn('good'),
      faultyRows: rowsIn('faulty'),
      committedRows: rowsIn('committed', 'undone'),
    }),
    version: batch.version,
    sheetName: batch.sheet_name,
    headerRow: batch.header?.headerRow ?? null,
    columns: columnsOf(batch, mapping),
    missing: [...(batch.header?.missing ?? [])],
    corrections: batch.corrections && { ...batch.corrections },
    importDate: batch.import_date,
    totals: {
      rows: rowsIn('good', 'faulty', 'dropped', 'committed', 'undone'),
      create,
      update: live - create,
      skip: rowsIn('dropped'),
      faulty: rowsIn('faulty'),
      newEnterprises: done ? figures.made.enterprises : fresh.length,
      amounts: figures.amounts.map((amount) => ({ ...amount })),
    },
    faults: figures.faults.map((fault) => ({ ...fault })),
    warnings: figures.warnings.map((warning) => ({ ...warning })),
  };
}

export function rowView(row: RowRow): ImportRow {
  const { need } = row;
  return {
    row: row.row,
    version: row.version,
    state: row.state,
    cells: Object.fromEntries(
      SURVEY_FIELDS.flatMap((field) => {
        const cell = row.cells[field];
        const text = cell === undefined ? '' : cellText(cell);
        return text === '' ? [] : [[field, text]];
      }),
    ),
    edited: SURVEY_FIELDS.filter((field) => row.edits[field] !== undefined),
    name: need.name,
    uscc: need.uscc,
    region: need.regionCode === null ? null : (findRegion(need.regionCode)?.name ?? need.regionCode),
    amountFen: need.amountFen,
    currency: need.currency,
    faults: row.faults.map((fault) => ({ ...fault })),
    warnings: row.warnings.map((warning) => ({ ...warning })),
    enterpriseId: row.enterprise_id,
    requestId: row.request_id,
  };
}
