import { Controller } from '@nestjs/common';
import {
  acceptEngagement,
  answerSupplement,
  askSupplement,
  claimEngagement,
  declineEngagement,
  recordCompleteness,
  stepHqApproval,
  stepEngagement,
  undoEngagement,
} from '@yinqi/contracts/engagement-commands';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Command } from '../platform/http/api-request.js';
import type { Caller } from '../platform/database/caller.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { DecisionsService } from './decisions.service.js';
import { HqApprovalService } from './hq-approval.service.js';
import { SupplementsService } from './supplements.service.js';

@Controller()
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsService,
    private readonly supplements: SupplementsService,
    private readonly hqApprovals: HqApprovalService,
  ) {}

  @Route(claimEngagement)
  claim(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof claimEngagement>,
  ): Promise<RouteResult<typeof claimEngagement>> {
    return this.decisions.claim(caller, command, input);
  }

  @Route(acceptEngagement)
  accept(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof acceptEngagement>,
  ): Promise<RouteResult<typeof acceptEngagement>> {
    return this.decisions.accept(caller, command, input);
  }

  @Route(declineEngagement)
  decline(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof declineEngagement>,
  ): Promise<RouteResult<typeof declineEngagement>> {
    return this.decisions.decline(caller, command, input);
  }

  @Route(stepEngagement)
  step(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof stepEngagement>,
  ): Promise<RouteResult<typeof stepEngagement>> {
    return this.decisions.step(caller, command, input);
  }

  @Route(recordCompleteness)
  completeness(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof recordCompleteness>,
  ): Promise<RouteResult<typeof recordCompleteness>> {
    return this.decisions.completeness(caller, command, input);
  }

  @Route(undoEngagement)
  undo(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof undoEngagement>,
  ): Promise<RouteResult<typeof undoEngagement>> {
    return this.decisions.undo(caller, command, input);
  }

  @Route(askSupplement)
  ask(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof askSupplement>,
  ): Promise<RouteResult<typeof askSupplement>> {
    return this.supplements.ask(caller, command, input);
  }

  @Route(stepHqApproval)
  stepHqApproval(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof stepHqApproval>,
  ): Promise<RouteResult<typeof stepHqApproval>> {
    return this.hqApprovals.step(caller, command, input);
  }

  @Route(answerSupplement)
  answer(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof answerSupplement>,
  ): Promise<RouteResult<typeof answerSupplement>> {
    return this.supplements.answer(caller, command, input);
  }
}
