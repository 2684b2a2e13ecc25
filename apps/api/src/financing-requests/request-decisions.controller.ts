import { Controller } from '@nestjs/common';
import {
  closeFinancingRequest,
  submitFinancingRequest,
  withdrawFinancingRequest,
  type RequestDetail,
} from '@yinqi/contracts/financing-requests';
import {
  markDuplicateRequest,
  rejectFinancingRequest,
  returnFinancingRequest,
  verifyFinancingRequest,
} from '@yinqi/contracts/request-decisions';
import type { RouteInput } from '@yinqi/contracts/route';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { FinancingRequestsService } from './financing-requests.service.js';
import { RequestDecisionsService, type Decision } from './request-decisions.service.js';

type Versioned = { readonly params: { readonly id: string }; readonly version: number };

@Controller()
export class RequestDecisionsController {
  constructor(
    private readonly commands: Commands,
    private readonly decisions: RequestDecisionsService,
    private readonly requests: FinancingRequestsService,
    private readonly clock: Clock,
  ) {}

  @Route(submitFinancingRequest)
  submit(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof submitFinancingRequest>,
  ): Promise<RequestDetail> {
    return this.run(caller, command, input, (tx, decision) => this.decisions.submit(tx, decision));
  }

  @Route(withdrawFinancingRequest)
  withdraw(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof withdrawFinancingRequest>,
  ): Promise<RequestDetail> {
    const { reason } = input.body;
    return this.run(caller, command, input, (tx, decision) => this.decisions.withdraw(tx, decision, reason));
  }

  @Route(closeFinancingRequest)
  close(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof closeFinancingRequest>,
  ): Promise<RequestDetail> {
    const { reason } = input.body;
    return this.run(caller, command, input, (tx, decision) => this.decisions.close(tx, decision, reason));
  }

  @Route(verifyFinancingRequest)
  verify(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof verifyFinancingRequest>,
  ): Promise<RequestDetail> {
    return this.run(caller, command, input, (tx, decision) => this.decisions.verify(tx, decision));
  }

  @Route(returnFinancingRequest)
  return(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof returnFinancingRequest>,
  ): Promise<RequestDetail> {
    const { items } = input.body;
    return this.run(caller, command, input, (tx, decision) => this.decisions.return(tx, decision, items));
  }

  @Route(rejectFinancingRequest)
  reject(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof rejectFinancingRequest>,
  ): Promise<RequestDetail> {
    const { reason } = input.body;
    return this.run(caller, command, input, (tx, decision) => this.decisions.reject(tx, decision, reason));
  }

  @Route(markDuplicateRequest)
  markDuplicate(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof markDuplicateRequest>,
  ): Promise<RequestDetail> {
    const { duplicateOf } = input.body;
    return this.run(caller, command, input, (tx, decision) =>
      this.decisions.markDuplicate(tx, decision, duplicateOf),
    );
  }

  private run(
    caller: Caller,
    command: Command,
    { params, version }: Versioned,
    decide: (tx: Tx, decision: Decision) => Promise<void>,
  ): Promise<RequestDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        await decide(tx, { id: params.id, version, caller, now: this.clock.now() });
        return { resourceId: params.id };
      },
      (tx, id) => this.requests.detail(tx, id, caller),
    );
  }
}
