import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { outcomesUploaded } from '@yinqi/contracts/events';
import type {
  listOutcomeBatches,
  listOutcomeRows,
  OutcomeBatch,
  OutcomeRow,
  pasteOutcomes,
  uploadOutcomes,
} from '@yinqi/contracts/outcomes';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { refuseUnreadable } from '../../imports/workbooks.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../../platform/http/cursor.js';
import { publish } from '../../platform/outbox/outbox.js';
import { batchView, OutcomeRowsReader } from './outcome-view.js';
import { OutcomesStore, type OutcomeBatchRow } from './outcomes.store.js';

/** Uploads and readings of a bank's lists of loans. */
@Injectable()
export class OutcomesService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly store: OutcomesStore,
    private readonly rowsReader: OutcomeRowsReader,
    private readonly clock: Clock,
  ) {}

  upload(
    caller: Caller,
    command: Command,
    { bytes, query }: RouteInput<typeof uploadOutcomes>,
  ): Promise<OutcomeBatch> {
    return this.take(caller, command, query.fileName, bytes);
  }

  /** Pasted rows are a file like any other: the same rows pasted twice open the same batch. */
  paste(caller: Caller, command: Command, { body }: RouteInput<typeof pasteOutcomes>): Promise<OutcomeBatch> {
    return this.take(caller, command, null, new TextEncoder().encode(body.text));
  }

  list(
    caller: Caller,
    query: RouteInput<typeof listOutcomeBatches>['query'],
  ): Promise<RouteResult<typeof listOutcomeBatches>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.store.list(tx, after, query.limit);
      return pageOfRows(rows, query.limit, total, batchView, (row) => [row.createdAt, row.id]);
    });
  }

  get(caller: Caller, id: string): Promise<OutcomeBatch> {
    return this.database.asCaller(caller, (tx) => this.view(tx, id));
  }

  rows(
    caller: Caller,
    id: string,
    query: RouteInput<typeof listOutcomeRows>['query'],
  ): Promise<RouteResult<typeof listOutcomeRows>> {
    const after = decodeCursor(query.cursor, ['integer'])?.[0];
    return this.database.asCaller(caller, async (tx) => {
      await this.found(tx, id);
      const page = await this.store.rows(
        tx,
        id,
        query.state,
        typeof after === 'number' ? after : undefined,
        query.limit,
      );
      const views = new Map(
        (await this.rowsReader.views(tx, caller, page.rows)).map((view) => [view.row, view]),
      );
      return pageOfRows(
        page.rows,
        query.limit,
        page.total,
        ({ row }) => {
          const view = views.get(row);
          if (!view) throw notFound();
          return view;
        },
        ({ row }) => [row],
      );
    });
  }

  async view(tx: Tx, id: string): Promise<OutcomeBatch> {
    return batchView(await this.found(tx, id));
  }

  async found(tx: Tx, id: string): Promise<OutcomeBatchRow> {
    const batch = await this.store.find(tx, id);
    if (batch === undefined) throw notFound();
    return batch;
  }

  async rowView(tx: Tx, caller: Caller, id: string, row: number): Promise<OutcomeRow> {
    const found = await this.store.lockRow(tx, id, row);
    const [view] = await this.rowsReader.views(tx, caller, found ? [found] : []);
    if (!view) throw notFound();
    return view;
  }

  recordable(tx: Tx, id: string, limit: number): Promise<number[]> {
    return this.store.recordable(tx, id, limit);
  }

  private async take(
    caller: Caller,
    command: Command,
    fileName: string | null,
    bytes: Uint8Array,
  ): Promise<OutcomeBatch> {
    const { bankId } = caller;
    if (bankId === undefined) throw notFound();
    await refuseUnreadable(bytes);
    const sha256 = createHash('sha256').update(bytes).digest();
    const now = this.clock.now();
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const batch = {
          id: randomUUID(),
          bankId,
          organisationId: caller.organisationId,
          unit: caller.unit,
          isHeadOffice: caller.isHeadOffice,
          fileName,
          sha256,
          bytes,
          importDate: chinaDate(now),
          createdBy: caller.accountId,
          createdByName: caller.displayName,
        };
        if (await this.store.insert(tx, batch, now)) {
          await publish(tx, outcomesUploaded, { batchId: batch.id });
          return { resourceId: batch.id };
        }
        const earlier = await this.store.findByHash(tx, sha256);
        if (!earlier) throw notFound();
        return { resourceId: earlier.id };
      },
      (tx, id) => this.view(tx, id),
    );
  }
}
