import { Injectable } from '@nestjs/common';
import type { ImportBatch, ImportRow, listImportRows } from '@yinqi/contracts/imports';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { HeaderMatch } from '@yinqi/domain/survey';
import { EnterpriseRegistry } from '../enterprises/enterprises.public.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { ImportRowsStore } from './import-rows.store.js';
import { batchView, rowView } from './import-view.js';
import { ImportsStore, type BatchRow } from './imports.store.js';

export type StagedBatch = BatchRow & { readonly header: HeaderMatch };

/** One batch as commands find it and as every answer shows it. */
@Injectable()
export class ImportBatches {
  constructor(
    private readonly store: ImportsStore,
    private readonly rows: ImportRowsStore,
    private readonly enterprises: EnterpriseRegistry,
  ) {}

  async view(tx: Tx, id: string): Promise<ImportBatch> {
    const batch = await this.store.find(tx, id);
    if (batch === undefined) throw notFound();
    const figures = await this.rows.figures(tx, id);
    const known =
      batch.status === 'staged'
        ? await this.enterprises.findKnown(
            tx,
            figures.usccs.map(({ uscc }) => uscc),
          )
        : new Map<string, never>();
    return batchView(batch, figures, known, await this.store.mapping(tx, batch.organisation_id));
  }

  async rowsOf(
    tx: Tx,
    id: string,
    query: RouteInput<typeof listImportRows>['query'],
  ): Promise<RouteResult<typeof listImportRows>> {
    if ((await this.store.find(tx, id)) === undefined) throw notFound();
    const after = decodeCursor(query.cursor, ['integer'])?.[0];
    const { rows, total } = await this.rows.list(
      tx,
      id,
      { states: query.state, fault: query.fault, warning: query.warning },
      typeof after === 'number' ? after : undefined,
      query.limit,
    );
    return pageOfRows(rows, query.limit, total, rowView, (row) => [row.row]);
  }

  async row(tx: Tx, id: string, row: number): Promise<ImportRow> {
    const found = await this.rows.find(tx, id, row);
    if (found === undefined) throw notFound();
    return rowView(found);
  }

  async lock(tx: Tx, id: string): Promise<BatchRow> {
    const batch = await this.store.lock(tx, id);
    if (batch === undefined) throw notFound();
    return batch;
  }

  /** Only a batch that was read to the end and not committed can be worked on. */
  async lockStaged(tx: Tx, id: string): Promise<StagedBatch> {
    const batch = await this.lock(tx, id);
    const { header } = batch;
    if (batch.status !== 'staged' || header === null) {
      throw new DomainError('import.not_ready', { params: { status: batch.status } });
    }
    return { ...batch, header };
  }
}
