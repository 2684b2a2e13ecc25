import { Controller } from '@nestjs/common';
import {
  decideAllotment,
  getAllotment,
  listAllotments,
  openQuota,
  proposeAllotment,
  withdrawAllotment,
  type AllotmentView,
} from '@yinqi/contracts/allotments';
import type { PoolView } from '@yinqi/contracts/quota-view';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import type { Command } from '../../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../../platform/http/route.decorator.js';
import { AllotmentDecisionsService } from './allotment-decisions.service.js';
import { AllotmentRecords } from './allotment-records.js';
import { AllotmentsService } from './allotments.service.js';
import { QuotaOpeningService } from './quota-opening.service.js';

@Controller()
export class AllotmentsController {
  constructor(
    private readonly opening: QuotaOpeningService,
    private readonly allotments: AllotmentsService,
    private readonly decisions: AllotmentDecisionsService,
    private readonly records: AllotmentRecords,
  ) {}

  @Route(openQuota)
  open(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof openQuota>,
  ): Promise<PoolView> {
    return this.opening.open(caller, command, input);
  }

  @Route(proposeAllotment)
  propose(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof proposeAllotment>,
  ): Promise<AllotmentView> {
    return this.allotments.propose(caller, command, input);
  }

  @Route(listAllotments)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listAllotments>,
  ): Promise<RouteResult<typeof listAllotments>> {
    return this.records.list(caller, query);
  }

  @Route(getAllotment)
  read(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getAllotment>,
  ): Promise<AllotmentView> {
    return this.records.read(caller, params.id);
  }

  @Route(decideAllotment)
  decide(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof decideAllotment>,
  ): Promise<AllotmentView> {
    return this.decisions.decide(caller, command, input);
  }

  @Route(withdrawAllotment)
  withdraw(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof withdrawAllotment>,
  ): Promise<AllotmentView> {
    return this.decisions.withdraw(caller, command, input);
  }
}
