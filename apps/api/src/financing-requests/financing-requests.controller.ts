import { Controller } from '@nestjs/common';
import {
  getFinancingRequest,
  listFinancingRequests,
  saveFinancingRequest,
  startFinancingRequest,
  type RequestDetail,
} from '@yinqi/contracts/financing-requests';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { allRegions, regionPath } from '@yinqi/domain/codes';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../platform/http/cursor.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { FinancingRequestsService } from './financing-requests.service.js';
import { RequestListStore } from './request-list.store.js';
import { itemOf } from './request-view.js';

/** A city finds the requests of its counties. */
const regionsUnder = (code: string): readonly string[] =>
  allRegions()
    .filter((region) => regionPath(region.code).includes(code))
    .map((region) => region.code);

@Controller()
export class FinancingRequestsController {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly requests: FinancingRequestsService,
    private readonly lists: RequestListStore,
    private readonly clock: Clock,
  ) {}

  @Route(listFinancingRequests)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listFinancingRequests>,
  ): Promise<RouteResult<typeof listFinancingRequests>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    const filter = {
      statuses: query.status,
      enterpriseId: query.enterpriseId,
      regionCodes: query.region === undefined ? undefined : regionsUnder(query.region),
      bankId: query.bankId,
      search: query.search,
      amountFrom: query.amountFrom,
      amountTo: query.amountTo,
    };
    return this.database.asCaller(caller, async (tx) => {
      const rows = await this.lists.list(tx, filter, { sort: query.sort, after, limit: query.limit });
      const situations = await this.lists.situations(
        tx,
        rows.map((row) => row.id),
      );
      const { total, totalFen, otherCurrencyCount } = await this.lists.totals(tx, filter);
      const page = pageOfRows(
        rows,
        query.limit,
        total,
        (row) => itemOf(row, situations.get(row.id), caller),
        (row) => [row.sortKey, row.id],
      );
      return { ...page, totalFen, otherCurrencyCount, asOf: this.clock.now().toISOString() };
    });
  }

  @Route(getFinancingRequest)
  get(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getFinancingRequest>,
  ): Promise<RequestDetail> {
    return this.database.asCaller(caller, (tx) => this.requests.detail(tx, params.id, caller));
  }

  @Route(startFinancingRequest)
  start(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { body }: RouteInput<typeof startFinancingRequest>,
  ): Promise<RequestDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => ({ resourceId: await this.requests.start(tx, caller, body, this.clock.now()) }),
      (tx, id) => this.requests.detail(tx, id, caller),
    );
  }

  @Route(saveFinancingRequest)
  save(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { params, body, version }: RouteInput<typeof saveFinancingRequest>,
  ): Promise<RequestDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        await this.requests.save(tx, caller, { id: params.id, version, patch: body, now: this.clock.now() });
        return { resourceId: params.id };
      },
      (tx, id) => this.requests.detail(tx, id, caller),
    );
  }
}
