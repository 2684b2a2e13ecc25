import { Controller, Res } from '@nestjs/common';
import { downloadConsentPaper, listConsents, listOpenings } from '@yinqi/contracts/disclosure';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Response } from 'express';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { CurrentCaller, Input, Route } from '../platform/http/route.decorator.js';
import { DisclosureListStore } from './disclosure-list.store.js';
import { consentView } from './disclosure.service.js';
import { DisclosureStore } from './disclosure.store.js';

@Controller()
export class DisclosureController {
  constructor(
    private readonly database: Database,
    private readonly lists: DisclosureListStore,
    private readonly store: DisclosureStore,
    private readonly clock: Clock,
  ) {}

  @Route(listConsents)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listConsents>,
  ): Promise<RouteResult<typeof listConsents>> {
    const { cursor, limit, ...filter } = query;
    const after = decodeCursor(cursor, ['instant', 'id']);
    const now = this.clock.now();
    const scope = { ...filter, today: chinaDate(now) };
    return this.database.asCaller(caller, async (tx) => {
      const rows = await this.lists.consents(tx, scope, after, limit);
      const total = await this.lists.consentTotal(tx, scope);
      return pageOfRows(
        rows,
        limit,
        total,
        (row) => consentView(row, now),
        (row) => [row.givenAt, row.id],
      );
    });
  }

  @Route(listOpenings)
  openings(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listOpenings>,
  ): Promise<RouteResult<typeof listOpenings>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    const scope = { consentId: query.consentId, enterpriseId: query.enterpriseId };
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.lists.openings(tx, scope, after, query.limit);
      return pageOfRows(
        rows,
        query.limit,
        total,
        (row) => row,
        (row) => [row.openedAt, row.id],
      );
    });
  }

  @Route(downloadConsentPaper)
  async download(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof downloadConsentPaper>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Uint8Array> {
    const paper = await this.database.asCaller(caller, (tx) => this.store.readPaper(tx, params.id));
    if (!paper) throw notFound();
    response.attachment(paper.fileName);
    // attachment() sets a type by the name's ending; the browser must save the file, never show it.
    response.type('application/octet-stream');
    return paper.bytes;
  }
}
