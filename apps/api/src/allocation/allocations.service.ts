import { Injectable } from '@nestjs/common';
import type { AllocationView, listAllocationRequests, listAllocations } from '@yinqi/contracts/allocation';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { AllocationPlansStore } from './allocation-plans.store.js';
import { AllocationReader } from './allocation-reader.js';
import { itemOf } from './allocation-view.js';

/** Readings of a bureau's plans. */
@Injectable()
export class AllocationsService {
  constructor(
    private readonly database: Database,
    private readonly plans: AllocationPlansStore,
    private readonly reader: AllocationReader,
  ) {}

  list(
    caller: Caller,
    query: RouteInput<typeof listAllocations>['query'],
  ): Promise<RouteResult<typeof listAllocations>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.plans.list(tx, after, query.limit);
      return pageOfRows(rows, query.limit, total, itemOf, (row) => [row.created_at, row.id]);
    });
  }

  get(caller: Caller, id: string): Promise<AllocationView> {
    return this.database.asCaller(caller, (tx) => this.reader.view(tx, id));
  }

  listRequests(
    caller: Caller,
    { params, query }: RouteInput<typeof listAllocationRequests>,
  ): Promise<RouteResult<typeof listAllocationRequests>> {
    return this.database.asCaller(caller, (tx) => this.reader.requests(tx, params.id, query));
  }
}
