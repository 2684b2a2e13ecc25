import { Injectable } from '@nestjs/common';
import { BLANK_CELL, type SheetCell, type SurveyField } from '@yinqi/domain/survey';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { writeFaultyRows } from './faulty-workbook.js';
import { explainFault } from './finding-text.js';
import { ImportRowsStore, type RowRow } from './import-rows.store.js';
import { ImportsStore } from './imports.store.js';

const TEXT_FIELDS: readonly SurveyField[] = ['uscc', 'phone', 'policyNumber'];

export type FaultyRowsFile = { readonly name: string; readonly bytes: Uint8Array };

/** The rows that need repair, as the workbook they came in. */
@Injectable()
export class FaultyRowsService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportsStore,
    private readonly rows: ImportRowsStore,
  ) {}

  async write(caller: Caller, batchId: string): Promise<FaultyRowsFile> {
    const { batch, faulty } = await this.database.asCaller(caller, async (tx) => {
      const found = await this.imports.find(tx, batchId);
      if (found === undefined) throw notFound();
      return { batch: found, faulty: await this.rows.inState(tx, batchId, ['faulty']) };
    });
    const { header } = batch;
    if (header === null || faulty.length === 0) throw new DomainError('import.not_ready');
    const columnOf = new Map(header.columns.map(({ field, column }) => [field, column]));
    const bytes = await writeFaultyRows({
      sheetName: batch.sheet_name ?? '',
      heading: batch.heading,
      textColumns: TEXT_FIELDS.flatMap((field) => columnOf.get(field) ?? []),
      rows: faulty.map((row) => ({
        row: row.row,
        cells: cellsOf(row, columnOf),
        faultyColumns: row.faults.flatMap(({ field }) => columnOf.get(field) ?? []),
        explanation: row.faults.map(explainFault).join('\n'),
      })),
    });
    return { name: `${batch.file_name.replace(/\.xlsx$/i, '')}-待修改.xlsx`, bytes };
  }
}

/** Cells in the places of the sheet, with what was edited since. */
function cellsOf(row: RowRow, columnOf: ReadonlyMap<SurveyField, number>): readonly SheetCell[] {
  const places = new Map<number, SheetCell>(
    Object.entries(row.rest).map(([column, cell]) => [Number(column), cell]),
  );
  for (const [field, column] of columnOf) {
    const cell = row.cells[field];
    if (cell !== undefined) places.set(column, cell);
  }
  const width = Math.max(-1, ...places.keys()) + 1;
  return Array.from({ length: width }, (_, column) => places.get(column) ?? BLANK_CELL);
}
