import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { importUploaded } from '@yinqi/contracts/events';
import type { ImportBatch, listImportRows, listImports, uploadImport } from '@yinqi/contracts/imports';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { publish } from '../platform/outbox/outbox.js';
import { ImportBatches } from './import-batches.js';
import { itemOf } from './import-view.js';
import { ImportsStore } from './imports.store.js';
import { openContainer } from './workbook-container.js';

const provinceOf = (regionCode: string | null): string =>
  regionCode === null ? '' : `${regionCode.slice(0, 2)}0000`;

/** Uploads and readings of imports. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly store: ImportsStore,
    private readonly batches: ImportBatches,
    private readonly clock: Clock,
  ) {}

  /** The same file of the same bureau, not undone, opens the earlier batch. */
  async upload(
    caller: Caller,
    command: Command,
    { bytes, query }: RouteInput<typeof uploadImport>,
  ): Promise<ImportBatch> {
    await openContainer(bytes);
    const sha256 = createHash('sha256').update(bytes).digest();
    const now = this.clock.now();
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const id = randomUUID();
        const region = await this.store.regionOf(tx, caller.organisationId);
        const batch = {
          id,
          organisationId: caller.organisationId,
          unit: caller.unit,
          province: provinceOf(region),
          fileName: query.fileName,
          sha256,
          bytes,
          importDate: chinaDate(now),
          createdBy: caller.accountId,
          createdByName: caller.displayName,
        };
        if (!(await this.store.insert(tx, batch, now))) {
          const earlier = await this.store.findByHash(tx, sha256);
          if (earlier === undefined) throw notFound();
          return { resourceId: earlier };
        }
        await publish(tx, importUploaded, { batchId: id });
        return { resourceId: id };
      },
      (tx, id) => this.batches.view(tx, id),
    );
  }

  list(
    caller: Caller,
    query: RouteInput<typeof listImports>['query'],
  ): Promise<RouteResult<typeof listImports>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.store.list(tx, after, query.limit);
      return pageOfRows(rows, query.limit, total, itemOf, (row) => [row.created_at, row.id]);
    });
  }

  get(caller: Caller, id: string): Promise<ImportBatch> {
    return this.database.asCaller(caller, (tx) => this.batches.view(tx, id));
  }

  listRows(
    caller: Caller,
    id: string,
    query: RouteInput<typeof listImportRows>['query'],
  ): Promise<RouteResult<typeof listImportRows>> {
    return this.database.asCaller(caller, (tx) => this.batches.rowsOf(tx, id, query));
  }
}
