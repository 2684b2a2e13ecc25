import { Injectable } from '@nestjs/common';
import { importUploaded } from '@yinqi/contracts/events';
import type {
  dropImportRows,
  editImportRow,
  ImportBatch,
  ImportRow,
  mapImportColumn,
  repairImportRows,
  uploadCorrections,
} from '@yinqi/contracts/imports';
import type { RouteInput } from '@yinqi/contracts/route';
import { findHeader, normaliseTitle } from '@yinqi/domain/survey';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { announce } from '../platform/live/live.js';
import { publish } from '../platform/outbox/outbox.js';
import { ImportBatches, type StagedBatch } from './import-batches.js';
import { ImportRowsStore, type RowRow } from './import-rows.store.js';
import { ImportRows, type RowEdit } from './import-rows.js';
import { ImportsStore } from './imports.store.js';
import { openContainer } from './workbook-container.js';

const unfit = (code: string): DomainError =>
  new DomainError('request.invalid', { faults: [{ pointer: '/body/field', code }] });

/** What a clerk does to a staged batch before it is committed. */
@Injectable()
export class ImportEditingService {
  constructor(
    private readonly commands: Commands,
    private readonly batches: ImportBatches,
    private readonly store: ImportsStore,
    private readonly rowsStore: ImportRowsStore,
    private readonly rows: ImportRows,
  ) {}

  editRow(
    caller: Caller,
    command: Command,
    { params, body, version }: RouteInput<typeof editImportRow>,
  ): Promise<ImportRow> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const batch = await this.batches.lockStaged(tx, params.id);
        const row = await this.rowsStore.find(tx, batch.id, params.row);
        if (row === undefined) throw notFound();
        if (row.version !== version) throw new DomainError('resource.version_conflict');
        await this.rows.edit(tx, batch, [{ row, cells: [body] }]);
        return this.changed(tx, batch);
      },
      (tx, id) => this.batches.row(tx, id, params.row),
    );
  }

  drop(
    caller: Caller,
    command: Command,
    { params, body }: RouteInput<typeof dropImportRows>,
  ): Promise<ImportBatch> {
    return this.change(caller, command, params.id, (tx, batch) =>
      this.rows.setDropped(tx, batch, body.rows, body.dropped),
    );
  }

  /** Takes every repair that is offered for one kind of fault. */
  repair(
    caller: Caller,
    command: Command,
    { params, body }: RouteInput<typeof repairImportRows>,
  ): Promise<ImportBatch> {
    return this.change(caller, command, params.id, async (tx, batch) => {
      const rows = await this.rowsStore.withFault(tx, batch.id, body.kind);
      await this.rows.edit(
        tx,
        batch,
        rows.flatMap((row) => repairsOf(row, body.kind)),
      );
    });
  }

  /** What a title means is remembered for the bureau, and the file is read again by it. */
  mapColumn(
    caller: Caller,
    command: Command,
    { params, body }: RouteInput<typeof mapImportColumn>,
  ): Promise<ImportBatch> {
    return this.change(caller, command, params.id, async (tx, batch) => {
      const title = normaliseTitle(body.title);
      const mapping = { ...(await this.store.mapping(tx, batch.organisation_id)), [title]: body.field };
      const isTaken = batch.header.columns.some(
        (column) => column.field === body.field && normaliseTitle(column.title) !== title,
      );
      if (isTaken) throw unfit('field_taken');
      if (findHeader(batch.heading, mapping) === undefined) throw unfit('no_header_left');
      await this.store.rememberMapping(tx, batch.organisation_id, title, body.field);
      await this.restage(tx, batch.id);
    });
  }

  async merge(
    caller: Caller,
    command: Command,
    { params, bytes }: RouteInput<typeof uploadCorrections>,
  ): Promise<ImportBatch> {
    await openContainer(bytes);
    return this.change(caller, command, params.id, async (tx, batch) => {
      await this.store.putFile(tx, batch.id, batch.organisation_id, 'corrections', bytes);
      await this.restage(tx, batch.id);
    });
  }

  private async restage(tx: Tx, batchId: string): Promise<void> {
    await this.store.restage(tx, batchId);
    await publish(tx, importUploaded, { batchId });
  }

  private change(
    caller: Caller,
    command: Command,
    batchId: string,
    work: (tx: Tx, batch: StagedBatch) => Promise<void>,
  ): Promise<ImportBatch> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const batch = await this.batches.lockStaged(tx, batchId);
        await work(tx, batch);
        return this.changed(tx, batch);
      },
      (tx, id) => this.batches.view(tx, id),
    );
  }

  /** Two clerks may have the same batch open: each sees the other's work. */
  private async changed(tx: Tx, batch: StagedBatch): Promise<{ resourceId: string }> {
    await this.store.touch(tx, batch.id);
    await announce(tx, { kind: 'import', id: batch.id }, { organisationIds: [batch.organisation_id] });
    return { resourceId: batch.id };
  }
}

function repairsOf(row: RowRow, kind: string): readonly RowEdit[] {
  const [first, ...others] = row.faults.flatMap(({ kind: own, field, repair }) =>
    own === kind && repair !== undefined ? [{ field, text: repair }] : [],
  );
  return first === undefined ? [] : [{ row, cells: [first, ...others] }];
}
