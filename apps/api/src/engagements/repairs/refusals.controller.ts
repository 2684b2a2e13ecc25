import { Controller } from '@nestjs/common';
import {
  abandonRepair,
  appealRefusal,
  askMediation,
  beginRepair,
  concludeMediation,
  decideAppeal,
  endMediation,
  finishRepairTask,
  resendEngagement,
} from '@yinqi/contracts/refusal-commands';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import type { Command } from '../../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../../platform/http/route.decorator.js';
import { AppealsService } from '../appeals/appeals.service.js';
import { RepairsService } from './repairs.service.js';

@Controller()
export class RefusalsController {
  constructor(
    private readonly repairs: RepairsService,
    private readonly appeals: AppealsService,
  ) {}

  @Route(beginRepair)
  beginRepair(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof beginRepair>,
  ): Promise<RouteResult<typeof beginRepair>> {
    return this.repairs.begin(caller, command, input);
  }

  @Route(finishRepairTask)
  finishRepairTask(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof finishRepairTask>,
  ): Promise<RouteResult<typeof finishRepairTask>> {
    return this.repairs.finish(caller, command, input);
  }

  @Route(abandonRepair)
  abandonRepair(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof abandonRepair>,
  ): Promise<RouteResult<typeof abandonRepair>> {
    return this.repairs.abandon(caller, command, input);
  }

  @Route(resendEngagement)
  resendEngagement(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof resendEngagement>,
  ): Promise<RouteResult<typeof resendEngagement>> {
    return this.repairs.resend(caller, command, input);
  }

  @Route(appealRefusal)
  appealRefusal(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof appealRefusal>,
  ): Promise<RouteResult<typeof appealRefusal>> {
    return this.appeals.appeal(caller, command, input);
  }

  @Route(decideAppeal)
  decideAppeal(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof decideAppeal>,
  ): Promise<RouteResult<typeof decideAppeal>> {
    return this.appeals.decide(caller, command, input);
  }

  @Route(askMediation)
  askMediation(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof askMediation>,
  ): Promise<RouteResult<typeof askMediation>> {
    return this.appeals.askMediation(caller, command, input);
  }

  @Route(concludeMediation)
  concludeMediation(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof concludeMediation>,
  ): Promise<RouteResult<typeof concludeMediation>> {
    return this.appeals.conclude(caller, command, input);
  }

  @Route(endMediation)
  endMediation(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof endMediation>,
  ): Promise<RouteResult<typeof endMediation>> {
    return this.appeals.endMediation(caller, command, input);
  }
}
