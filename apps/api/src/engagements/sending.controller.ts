import { Controller } from '@nestjs/common';
import {
  consentToProposal,
  proposeEngagement,
  pushProposal,
  pushRequest,
  retractProposal,
  withdrawEngagement,
} from '@yinqi/contracts/engagement-commands';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Command } from '../platform/http/api-request.js';
import type { Caller } from '../platform/database/caller.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { SendingService } from './sending.service.js';

@Controller()
export class SendingController {
  constructor(private readonly sending: SendingService) {}

  @Route(pushRequest)
  push(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof pushRequest>,
  ): Promise<RouteResult<typeof pushRequest>> {
    return this.sending.push(caller, command, input);
  }

  @Route(proposeEngagement)
  propose(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof proposeEngagement>,
  ): Promise<RouteResult<typeof proposeEngagement>> {
    return this.sending.propose(caller, command, input);
  }

  @Route(consentToProposal)
  consent(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof consentToProposal>,
  ): Promise<RouteResult<typeof consentToProposal>> {
    return this.sending.consent(caller, command, input);
  }

  @Route(pushProposal)
  pushProposal(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof pushProposal>,
  ): Promise<RouteResult<typeof pushProposal>> {
    return this.sending.pushProposal(caller, command, input);
  }

  @Route(withdrawEngagement)
  withdraw(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof withdrawEngagement>,
  ): Promise<RouteResult<typeof withdrawEngagement>> {
    return this.sending.withdraw(caller, command, input);
  }

  @Route(retractProposal)
  retract(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof retractProposal>,
  ): Promise<RouteResult<typeof retractProposal>> {
    return this.sending.withdraw(caller, command, input);
  }
}
