import { Injectable } from '@nestjs/common';
import type { ClaimBatchDetail, listClaimBatches } from '@yinqi/contracts/claim-batches';
import type { ClaimView, listClaims } from '@yinqi/contracts/claims';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { ClaimBatchesStore, rankOf, type BatchRow } from './claim-batches.store.js';
import { batchView, claimView, lineView } from './claim-views.js';
import type { Offices } from './claimable-loans.store.js';
import { ClaimsStore, type ClaimRow, type LineRow } from './claims.store.js';

/** A branch has its own loans and bills, a head office all of its bank's; nobody else goes by offices. */
export const officesOf = ({ side, isHeadOffice, unit }: Caller): Offices =>
  side !== 'bank' || isHeadOffice ? null : unit;

/** Claims and batches as the bank, the holder of the tool and a bureau read them, each its own part. */
@Injectable()
export class ClaimRecords {
  constructor(
    private readonly database: Database,
    private readonly claims: ClaimsStore,
    private readonly batches: ClaimBatchesStore,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  today(): string {
    return chinaDate(this.clock.now());
  }

  async findClaim(tx: Tx, caller: Caller, id: string): Promise<ClaimRow> {
    const row = await this.claims.find(tx, id, officesOf(caller));
    if (!row) throw notFound();
    return row;
  }

  /** Nothing where the hold is not a claim's. */
  claimOfHold(tx: Tx, holdId: string): Promise<ClaimRow | undefined> {
    return this.claims.find(tx, holdId, null);
  }

  async findBatch(tx: Tx, id: string): Promise<BatchRow> {
    const row = await this.batches.find(tx, id);
    if (!row) throw notFound();
    return row;
  }

  batchRow(caller: Caller, id: string): Promise<BatchRow> {
    return this.database.asCaller(caller, (tx) => this.findBatch(tx, id));
  }

  linesOf(tx: Tx, caller: Caller, batchId: string): Promise<LineRow[]> {
    return this.claims.ofBatch(tx, batchId, officesOf(caller));
  }

  async claim(tx: Tx, caller: Caller, id: string): Promise<ClaimView> {
    return claimView(await this.findClaim(tx, caller, id), this.today());
  }

  async batch(tx: Tx, caller: Caller, id: string): Promise<ClaimBatchDetail> {
    const row = await this.findBatch(tx, id);
    const lines = await this.linesOf(tx, caller, id);
    const today = this.today();
    return { ...batchView(row, caller), claims: lines.map((line) => lineView(line, today)) };
  }

  readClaim(caller: Caller, id: string): Promise<ClaimView> {
    return this.database.asCaller(caller, (tx) => this.claim(tx, caller, id));
  }

  readBatch(caller: Caller, id: string): Promise<ClaimBatchDetail> {
    return this.database.asCaller(caller, (tx) => this.batch(tx, caller, id));
  }

  list(
    caller: Caller,
    { facilityId, state, cursor, limit }: RouteInput<typeof listClaims>['query'],
  ): Promise<RouteResult<typeof listClaims>> {
    const after = decodeCursor(cursor, ['instant', 'id']);
    const filter = { facilityId, states: state, offices: officesOf(caller) };
    const today = this.today();
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.claims.list(tx, filter, after, limit);
      return pageOfRows(
        rows,
        limit,
        total,
        (row) => claimView(row, today),
        (row) => [row.marked_at, row.id],
      );
    });
  }

  listBatches(
    caller: Caller,
    { facilityId, state, cursor, limit }: RouteInput<typeof listClaimBatches>['query'],
  ): Promise<RouteResult<typeof listClaimBatches>> {
    const after = decodeCursor(cursor, ['integer', 'instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.batches.list(tx, { facilityId, states: state }, after, limit);
      return pageOfRows(
        rows,
        limit,
        total,
        (row) => batchView(row, caller),
        (row) => [rankOf(row), row.opened_at, row.id],
      );
    });
  }
}
