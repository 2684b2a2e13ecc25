import { Controller } from '@nestjs/common';
import {
  getPool,
  listPoolEntries,
  listPools,
  listQuotaExceptions,
  settleQuotaException,
  type PoolView,
  type QuotaException,
} from '@yinqi/contracts/quota-view';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import type { Command } from '../../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../../platform/http/route.decorator.js';
import { QuotaExceptionsService } from './quota-exceptions.service.js';
import { QuotaViewsService } from './quota-views.service.js';

@Controller()
export class QuotaViewsController {
  constructor(
    private readonly views: QuotaViewsService,
    private readonly exceptions: QuotaExceptionsService,
  ) {}

  @Route(listPools)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listPools>,
  ): Promise<RouteResult<typeof listPools>> {
    return this.views.list(caller, query);
  }

  @Route(getPool)
  read(@CurrentCaller() caller: Caller, @Input() input: RouteInput<typeof getPool>): Promise<PoolView> {
    return this.views.read(caller, input);
  }

  @Route(listPoolEntries)
  listEntries(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof listPoolEntries>,
  ): Promise<RouteResult<typeof listPoolEntries>> {
    return this.views.listEntries(caller, input);
  }

  @Route(listQuotaExceptions)
  listExceptions(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listQuotaExceptions>,
  ): Promise<RouteResult<typeof listQuotaExceptions>> {
    return this.exceptions.list(caller, query);
  }

  @Route(settleQuotaException)
  settle(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof settleQuotaException>,
  ): Promise<QuotaException> {
    return this.exceptions.settle(caller, command, input);
  }
}
