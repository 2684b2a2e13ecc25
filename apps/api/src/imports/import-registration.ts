import { Injectable } from '@nestjs/common';
import type { SurveyNeed } from '@yinqi/domain/survey';
import { EnterpriseRegistry, type Registered } from '../enterprises/enterprises.public.js';
import { RequestReader, RequestRegistry } from '../financing-requests/financing-requests.public.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { ImportRowsStore } from './import-rows.store.js';
import type { BatchRow } from './imports.store.js';
import { figuresOf, periodOf } from './need-facts.js';
import { elsewhere } from './register-check.js';
import { StagingStore } from './staging.store.js';
import { decodeNeed } from './stored-need.js';

type GoodNeed = {
  readonly row: number;
  readonly need: SurveyNeed & { readonly uscc: string; readonly name: string };
};
type Placed = GoodNeed & { readonly enterprise: Exclude<Registered, { outcome: 'elsewhere' }> };

const hasNames = (need: SurveyNeed): need is GoodNeed['need'] => need.uscc !== null && need.name !== null;

/** Good rows as enterprises, operating snapshots and financing requests, and back. */
@Injectable()
export class ImportRegistration {
  constructor(
    private readonly rows: ImportRowsStore,
    private readonly staging: StagingStore,
    private readonly enterprises: EnterpriseRegistry,
    private readonly requests: RequestRegistry,
    private readonly requestReader: RequestReader,
  ) {}

  async register(tx: Tx, caller: Caller, batch: BatchRow, now: Date): Promise<void> {
    const good = (await this.rows.inState(tx, batch.id, ['good'])).flatMap(
      ({ row, need: stored }): GoodNeed[] => {
        const need = decodeNeed(stored);
        return hasNames(need) ? [{ row, need }] : [];
      },
    );
    const placed = await this.place(tx, caller, batch, good, now);
    if (placed.length === 0) throw new DomainError('import.no_good_rows');
    await this.enterprises.recordSnapshots(
      tx,
      placed.map(({ row, need, enterprise }) => ({
        enterpriseId: enterprise.enterpriseId,
        unitPosition: enterprise.unitPosition,
        period: periodOf(need, batch.import_date),
        figures: figuresOf(need),
        source: {
          kind: 'survey',
          text: `${batch.file_name} 第${String(row)}行`,
          date: need.filledOn ?? batch.import_date,
          batchId: batch.id,
          row,
        },
      })),
      now,
    );
    const requestIds = await this.requests.registerImported(
      tx,
      {
        caller,
        batchId: batch.id,
        ...(batch.sheet_name !== null && { sheetName: batch.sheet_name }),
        rows: placed.map(({ row, need, enterprise: { enterpriseId, unitPosition } }) => ({
          row,
          need,
          enterpriseId,
          unitPosition,
        })),
      },
      now,
    );
    await this.rows.markCommitted(
      tx,
      batch.id,
      placed.map(({ row, enterprise: { enterpriseId, outcome } }, index) => {
        const requestId = requestIds[index];
        if (requestId === undefined) throw new Error(`Row ${String(row)} was given no request`);
        return { row, enterpriseId, requestId, created: outcome === 'created' };
      }),
    );
  }

  /** Refused as a whole while a single request of the batch has been acted upon. */
  async withdraw(tx: Tx, caller: Caller, batch: BatchRow, now: Date): Promise<void> {
    const rows = await this.rows.inState(tx, batch.id, ['committed']);
    const requestIds = rows.flatMap(({ request_id }) => request_id ?? []);
    const blockers = await this.requests.undoBlockers(tx, requestIds);
    if (blockers.length > 0) {
      throw new DomainError('import.undo_in_use', { params: { requests: blockers.length } });
    }
    await this.requests.withdrawImported(tx, requestIds, caller, now);
    const all = [...new Set(rows.flatMap(({ enterprise_id }) => enterprise_id ?? []))];
    await this.enterprises.removeSnapshotsOfBatch(tx, all, batch.id);
    const created = new Set(rows.flatMap((row) => (row.created_enterprise ? (row.enterprise_id ?? []) : [])));
    await this.enterprises.hold(tx, [...created]);
    for (const enterpriseId of await this.requestReader.enterprisesInUse(tx, [...created])) {
      created.delete(enterpriseId);
    }
    await this.enterprises.removeUnused(tx, [...created], now);
    await this.rows.markUndone(tx, batch.id);
  }

  private async place(
    tx: Tx,
    caller: Caller,
    batch: BatchRow,
    good: readonly GoodNeed[],
    now: Date,
  ): Promise<readonly Placed[]> {
    const registered = await this.enterprises.findOrCreateMany(
      tx,
      caller,
      good.map(({ need }) => ({
        uscc: need.uscc,
        name: need.name,
        regionCode: need.regionCode,
        industryCode: need.industry,
      })),
      now,
    );
    const byUscc = new Map(registered.map((answer) => [answer.uscc, answer]));
    const placed: Placed[] = [];
    const foreign: GoodNeed[] = [];
    for (const entry of good) {
      const enterprise = byUscc.get(entry.need.uscc);
      if (enterprise === undefined || enterprise.outcome === 'elsewhere') foreign.push(entry);
      else placed.push({ ...entry, enterprise });
    }
    await this.staging.setFaults(
      tx,
      batch.id,
      foreign.map(({ row, need }) => ({ row, faults: [elsewhere(need.uscc)] })),
    );
    return placed;
  }
}
