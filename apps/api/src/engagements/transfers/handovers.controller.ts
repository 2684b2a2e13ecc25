import { Controller } from '@nestjs/common';
import {
  answerNeedChange,
  endDeputy,
  getTeam,
  nameDeputy,
  transferEngagement,
} from '@yinqi/contracts/handovers';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import type { Command } from '../../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../../platform/http/route.decorator.js';
import { NeedChangeService } from './need-change.service.js';
import { TeamService } from './team.service.js';
import { TransferService } from './transfer.service.js';

@Controller()
export class HandoversController {
  constructor(
    private readonly needs: NeedChangeService,
    private readonly transfers: TransferService,
    private readonly teams: TeamService,
  ) {}

  @Route(getTeam)
  getTeam(@CurrentCaller() caller: Caller): Promise<RouteResult<typeof getTeam>> {
    return this.teams.get(caller);
  }

  @Route(answerNeedChange)
  answerNeedChange(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof answerNeedChange>,
  ): Promise<RouteResult<typeof answerNeedChange>> {
    return this.needs.answer(caller, command, input);
  }

  @Route(transferEngagement)
  transferEngagement(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof transferEngagement>,
  ): Promise<RouteResult<typeof transferEngagement>> {
    return this.transfers.transfer(caller, command, input);
  }

  @Route(nameDeputy)
  nameDeputy(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof nameDeputy>,
  ): Promise<RouteResult<typeof nameDeputy>> {
    return this.teams.name(caller, command, input);
  }

  @Route(endDeputy)
  endDeputy(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof endDeputy>,
  ): Promise<RouteResult<typeof endDeputy>> {
    return this.teams.end(caller, command, input);
  }
}
