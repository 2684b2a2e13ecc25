import { Injectable } from '@nestjs/common';
import type { listQuotaExceptions, QuotaException, settleQuotaException } from '@yinqi/contracts/quota-view';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../../platform/http/cursor.js';
import { ownerName } from './pool-names.js';
import { QuotaExceptionsStore, type ExceptionRow } from './quota-exceptions.store.js';

/** What a reported loan left to be looked into by a person. */
@Injectable()
export class QuotaExceptionsService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly store: QuotaExceptionsStore,
    private readonly clock: Clock,
  ) {}

  list(
    caller: Caller,
    { poolId, settled, cursor, limit }: RouteInput<typeof listQuotaExceptions>['query'],
  ): Promise<RouteResult<typeof listQuotaExceptions>> {
    const after = decodeCursor(cursor, ['instant', 'id']);
    const isSettled = settled === undefined ? undefined : settled === 'yes';
    return this.database.asCaller(caller, async (tx) => {
      const { rows, total } = await this.store.list(tx, { poolId, isSettled }, after, limit);
      return pageOfRows(
        rows,
        limit,
        total,
        (row) => viewOf(row, caller),
        (row) => [row.opened_at, row.id],
      );
    });
  }

  settle(
    caller: Caller,
    command: Command,
    { params, body }: RouteInput<typeof settleQuotaException>,
  ): Promise<QuotaException> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const open = await this.find(tx, params.id);
        const settlement = {
          by: caller.accountId,
          byName: caller.displayName,
          note: body.note,
          at: this.clock.now(),
        };
        if (!(await this.store.settle(tx, params.id, settlement))) {
          const earlier = await this.find(tx, open.id);
          throw new DomainError('quota_exception.settled', {
            params: { who: earlier.settled_by_name ?? '', when: earlier.settled_at ?? '' },
          });
        }
        return { resourceId: params.id };
      },
      async (tx, id) => viewOf(await this.find(tx, id), caller),
    );
  }

  private async find(tx: Tx, id: string): Promise<ExceptionRow> {
    const row = await this.store.find(tx, id);
    if (!row) throw notFound();
    return row;
  }
}

function settledOf({ settled_at, settled_by_name, note }: ExceptionRow): QuotaException['settled'] {
  if (settled_at === null || settled_by_name === null || note === null) return null;
  return { at: settled_at, by: settled_by_name, note };
}

const viewOf = (row: ExceptionRow, caller: Caller): QuotaException => ({
  id: row.id,
  kind: row.kind,
  pool: { id: row.pool_id, ...ownerName(row.owner) },
  facility: { id: row.facility_id, name: row.facility_name, nameEn: row.facility_name_en },
  amountFen: row.amount_fen,
  openedAt: row.opened_at,
  settled: settledOf(row),
  maySettle: row.settled_at === null && caller.permissions.has('quota.settle'),
});
