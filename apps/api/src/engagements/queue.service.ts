import { Injectable } from '@nestjs/common';
import type {
  countEngagements,
  EngagementDetail,
  getRequestEngagements,
  listEngagements,
} from '@yinqi/contracts/engagements';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { WORK_PILES } from '@yinqi/domain/lifecycle';
import { Consents } from '../disclosure/disclosure.public.js';
import { chinaDate, chinaDayEnd } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database, type Tx } from '../platform/database/database.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { EngagementReader } from './engagement-reader.js';
import { EngagementRecordsStore } from './engagement-records.store.js';
import { QueueStore, type QueueFilter } from './queue.store.js';
import { Desks } from './transfers/desk-of.js';

/** Looking again within this time is the same opening of the dossier. */
const SAME_OPENING_MS = 30 * 60 * 1000;

/** 披露回执 of what banks open. */
@Injectable()
export class DossierOpenings {
  constructor(
    private readonly records: EngagementRecordsStore,
    private readonly consents: Consents,
    private readonly clock: Clock,
  ) {}

  async record(tx: Tx, caller: Caller, detail: EngagementDetail): Promise<void> {
    if (detail.dossier === null || detail.consent === null) return;
    const now = this.clock.now();
    const since = new Date(now.getTime() - SAME_OPENING_MS);
    if (await this.records.wasOpenedSince(tx, detail.id, caller.accountId, since)) return;
    await this.consents.recordOpening(
      tx,
      {
        consentId: detail.consent.id,
        engagementId: detail.id,
        fieldGroups: detail.dossier.fieldGroups,
        caller,
      },
      now,
    );
  }
}

/** A branch works its own cases and those of offices below it; the head office sees all. */
const officesOf = (caller: Caller): QueueFilter['offices'] =>
  caller.side === 'bank' && !caller.isHeadOffice ? caller.unit : null;

@Injectable()
export class QueueService {
  constructor(
    private readonly database: Database,
    private readonly queue: QueueStore,
    private readonly reader: EngagementReader,
    private readonly openings: DossierOpenings,
    private readonly desks: Desks,
  ) {}

  list(
    caller: Caller,
    { query }: RouteInput<typeof listEngagements>,
  ): Promise<RouteResult<typeof listEngagements>> {
    const { now } = this.desks;
    const staged = query.stage && WORK_PILES[query.stage];
    const filter: Omit<QueueFilter, 'actsFor' | 'able'> = {
      tab: query.tab,
      stage: query.status === undefined ? query.stage : undefined,
      states:
        query.status?.filter((state) => staged === undefined || staged.includes(state)) ?? staged ?? null,
      requestId: query.requestId,
      enterpriseId: query.enterpriseId,
      bankId: query.bankId,
      search: query.search,
      offices: officesOf(caller),
      now,
      endOfDay: chinaDayEnd(chinaDate(now)),
      consentDay: caller.side === 'bank' ? chinaDate(now) : null,
    };
    const after = decodeCursor(query.cursor, ['integer', 'integer', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      const desked = { ...filter, ...(await this.desks.of(tx, caller)) };
      const rows = await this.queue.page(tx, desked, after, query.limit);
      const { totalFen, otherCurrencyCount, listed, ...tabs } = await this.queue.sums(tx, desked);
      const page = pageOfRows(
        rows,
        query.limit,
        listed,
        (row) => row,
        (row) => [Number(row.dueKey), Number(row.recentKey), row.id],
      );
      const items = await this.reader.items(tx, caller, page.items);
      return { ...page, items, tabs, totalFen, otherCurrencyCount, asOf: now.toISOString() };
    });
  }

  counts(caller: Caller): Promise<RouteResult<typeof countEngagements>> {
    return this.database.asCaller(caller, async (tx) => ({
      stages: await this.queue.stageCounts(tx, officesOf(caller)),
    }));
  }

  /** A bank that reads an enterprise's data leaves a receipt in the same transaction. */
  open(caller: Caller, id: string): Promise<EngagementDetail> {
    return this.database.asCaller(caller, async (tx) => {
      const detail = await this.reader.detail(tx, caller, id);
      if (caller.side === 'bank') await this.openings.record(tx, caller, detail);
      return detail;
    });
  }

  ofRequest(caller: Caller, requestId: string): Promise<RouteResult<typeof getRequestEngagements>> {
    return this.database.asCaller(caller, async (tx) => {
      return { items: await this.reader.ofRequest(tx, caller, requestId) };
    });
  }
}
