import { Injectable } from '@nestjs/common';
import type { getPool, listPoolEntries, listPools, PoolEntry, PoolView } from '@yinqi/contracts/quota-view';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { decodeCursor, pageOfRows } from '../../platform/http/cursor.js';
import { PoolEntriesStore, type PoolEntryRow } from './pool-entries.store.js';
import { ownerName } from './pool-names.js';
import { OBSERVED_MS, poolViews } from './pool-views.js';
import { PoolViewsStore } from './pool-views.store.js';

/** Quota as its holder, a bureau and a bank see it, each its own part. */
@Injectable()
export class QuotaViewsService {
  constructor(
    private readonly database: Database,
    private readonly pools: PoolViewsStore,
    private readonly entries: PoolEntriesStore,
    private readonly clock: Clock,
  ) {}

  list(
    caller: Caller,
    { facilityId, asOf }: RouteInput<typeof listPools>['query'],
  ): Promise<RouteResult<typeof listPools>> {
    return this.database.asCaller(caller, async (tx) => ({
      items: await this.views(tx, facilityId, asOf),
      asOf: asOf ?? this.clock.now().toISOString(),
    }));
  }

  read(caller: Caller, { params, query }: RouteInput<typeof getPool>): Promise<PoolView> {
    return this.database.asCaller(caller, (tx) => this.view(tx, params.id, query.asOf));
  }

  async view(tx: Tx, id: string, asOf?: string): Promise<PoolView> {
    const facilityId = await this.pools.facilityOf(tx, id);
    if (facilityId === undefined) throw notFound();
    const pool = (await this.views(tx, facilityId, asOf)).find((one) => one.id === id);
    if (!pool) throw notFound();
    return pool;
  }

  listEntries(
    caller: Caller,
    { params, query }: RouteInput<typeof listPoolEntries>,
  ): Promise<RouteResult<typeof listPoolEntries>> {
    const after = decodeCursor(query.cursor, ['instant', 'id', 'integer']);
    const isHolder = caller.side === 'facility_administrator';
    return this.database.asCaller(caller, async (tx) => {
      if ((await this.pools.facilityOf(tx, params.id)) === undefined) throw notFound();
      const filter = {
        poolId: params.id,
        below: query.below === 'yes',
        figure: query.figure,
        asOf: query.asOf ?? null,
      };
      const { rows, total } = await this.entries.list(tx, filter, after, query.limit, isHolder);
      return pageOfRows(
        rows,
        query.limit,
        total,
        (row) => entryView(row, isHolder),
        (row) => [row.at, row.pool_id, Number(row.version)],
      );
    });
  }

  private async views(tx: Tx, facilityId: string | undefined, asOf: string | undefined): Promise<PoolView[]> {
    const moment = asOf === undefined ? this.clock.now().getTime() : Date.parse(asOf);
    const rows = await this.pools.list(tx, {
      facilityId,
      asOf: asOf ?? null,
      observedSince: new Date(moment - OBSERVED_MS),
    });
    return poolViews(rows, moment);
  }
}

function allotmentOf(row: PoolEntryRow): PoolEntry['allotment'] {
  const { allotment_id, allotment_reason, effective_on } = row;
  if (allotment_id === null || allotment_reason === null || effective_on === null) return null;
  return {
    id: allotment_id,
    people:
      row.proposed_by_name === null
        ? null
        : { proposedBy: row.proposed_by_name, approvedBy: row.decided_by_name },
    reason: allotment_reason,
    documentNumber: row.document_number,
    effectiveOn: effective_on,
  };
}

const entryView = (row: PoolEntryRow, isHolder: boolean): PoolEntry => ({
  pool: { id: row.pool_id, ...ownerName(row.owner) },
  version: Number(row.version),
  kind: row.kind,
  at: row.at,
  amountFen: row.amount_fen,
  changes: {
    limitFen: row.limit_change,
    allottedFen: row.allotted_change,
    reservedFen: row.reserved_change,
    committedFen: row.committed_change,
    usedFen: row.used_change,
    excessFen: row.excess_change,
  },
  after: {
    limitFen: row.limit_fen,
    allottedFen: row.allotted_fen,
    reservedFen: row.reserved_fen,
    committedFen: row.committed_fen,
    usedFen: row.used_fen,
    excessFen: row.excess_fen,
  },
  // The pool above is not a bank's to read, so for a bank it has no name.
  counterpart:
    row.counterpart_id === null || row.counterpart === null
      ? null
      : { poolId: row.counterpart_id, ...ownerName(row.counterpart) },
  holdId: row.hold_id,
  isCorrectable: isHolder && row.is_posting,
  reason: row.reason,
  allotment: allotmentOf(row),
  hash: row.hash,
});
