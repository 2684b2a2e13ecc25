import { Injectable } from '@nestjs/common';
import {
  applyEdit,
  markDuplicates,
  type Fault,
  type ReadContext,
  type StagedRow,
  type SurveyField,
} from '@yinqi/domain/survey';
import type { Tx } from '../platform/database/database.js';
import type { StagedBatch } from './import-batches.js';
import { ImportRowsStore, type RowRow } from './import-rows.store.js';
import { RegisterCheck } from './register-check.js';
import { StagingStore } from './staging.store.js';
import { decodeNeed } from './stored-need.js';
import { toStore } from './survey-staging.js';

type CellEdit = { readonly field: SurveyField; readonly text: string };

/** A row with at least one cell retyped. */
export type RowEdit = { readonly row: RowRow; readonly cells: readonly [CellEdit, ...CellEdit[]] };

const contextOf = ({ province, import_date }: StagedBatch): ReadContext => ({
  province,
  importDate: import_date,
});

/** Retypes cells of staged rows: read again, checked against the registers and against one another. */
@Injectable()
export class ImportRows {
  constructor(
    private readonly store: ImportRowsStore,
    private readonly staging: StagingStore,
    private readonly registers: RegisterCheck,
  ) {}

  async edit(tx: Tx, batch: StagedBatch, edits: readonly RowEdit[]): Promise<void> {
    const changed = edits.map(({ row, cells }) => this.retyped(batch, row, cells));
    await this.store.update(tx, batch.id, changed);
    const good = changed.flatMap(({ row, state, need }) =>
      state === 'good' && need.uscc !== null && need.amountFen !== null
        ? [{ row, uscc: need.uscc, amountFen: need.amountFen, currency: need.currency }]
        : [],
    );
    const checked = await this.registers.check(tx, good, { lo: batch.unit_lo, hi: batch.unit_hi });
    await this.staging.setFaults(tx, batch.id, checked.faults);
    await this.staging.addWarnings(tx, batch.id, checked.warnings);
    const usccs = [...edits.map(({ row }) => row.need.uscc), ...changed.map(({ need }) => need.uscc)];
    await this.recheckDuplicates(tx, batch.id, [...new Set(usccs.flatMap((uscc) => uscc ?? []))]);
  }

  async setDropped(tx: Tx, batch: StagedBatch, rows: readonly number[], dropped: boolean): Promise<void> {
    const usccs = await this.store.setDropped(tx, batch.id, rows, dropped);
    await this.recheckDuplicates(tx, batch.id, usccs);
  }

  private retyped(batch: StagedBatch, row: RowRow, cells: RowEdit['cells']) {
    const [first, ...others] = cells;
    const read = (staged: Pick<StagedRow, 'row' | 'cells'>, edit: CellEdit): StagedRow =>
      applyEdit(staged, edit, batch.header, contextOf(batch));
    const retyped = others.reduce(read, read(row, first));
    const edits = { ...row.edits, ...Object.fromEntries(cells.map(({ field, text }) => [field, text])) };
    return toStore(retyped, { rest: row.rest, edits, dropped: row.state === 'dropped' });
  }

  /** A row repeats an earlier one only as long as both stand as they are, so every change asks again. */
  private async recheckDuplicates(tx: Tx, batchId: string, usccs: readonly string[]): Promise<void> {
    if (usccs.length === 0) return;
    const rows = (await this.store.ofUsccs(tx, batchId, usccs)).map((row) => ({
      row: row.row,
      values: decodeNeed(row.need),
      // `elsewhere` stands among them; like any other fault it keeps a row out of the comparison.
      faults: row.faults as readonly Fault[],
    }));
    const marked = markDuplicates(rows);
    await this.staging.setFaults(
      tx,
      batchId,
      marked
        .filter(({ faults }, index) => JSON.stringify(faults) !== JSON.stringify(rows[index]?.faults))
        .map(({ row, faults }) => ({ row, faults })),
    );
  }
}
