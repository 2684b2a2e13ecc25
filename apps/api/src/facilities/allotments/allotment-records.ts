import { Injectable } from '@nestjs/common';
import type { AllotmentView, listAllotments } from '@yinqi/contracts/allotments';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { decodeCursor, pageOfRows } from '../../platform/http/cursor.js';
import { allotmentView } from './allotment-view.js';
import { AllotmentsStore, type AllotmentDecision, type AllotmentRow } from './allotments.store.js';

/** Allotments as the holder's people read and decide them. */
@Injectable()
export class AllotmentRecords {
  constructor(
    private readonly database: Database,
    private readonly store: AllotmentsStore,
  ) {}

  read(caller: Caller, id: string): Promise<AllotmentView> {
    return this.database.asCaller(caller, (tx) => this.view(tx, caller, id));
  }

  async view(tx: Tx, caller: Caller, id: string): Promise<AllotmentView> {
    return allotmentView(await this.find(tx, id), caller);
  }

  async find(tx: Tx, id: string): Promise<AllotmentRow> {
    const row = await this.store.find(tx, id);
    if (!row) throw notFound();
    return row;
  }

  decide(tx: Tx, id: string, version: number, decision: AllotmentDecision): Promise<boolean> {
    return this.store.decide(tx, id, version, decision);
  }

  list(
    caller: Caller,
    { facilityId, state, cursor, limit }: RouteInput<typeof listAllotments>['query'],
  ): Promise<RouteResult<typeof listAllotments>> {
    const after = decodeCursor(cursor, ['integer', 'instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.store.list(tx, { facilityId, states: state }, after, limit);
      return pageOfRows(
        rows,
        limit,
        total,
        (row) => allotmentView(row, caller),
        (row) => [row.state === 'proposed' ? 0 : 1, row.proposed_at, row.id],
      );
    });
  }
}
