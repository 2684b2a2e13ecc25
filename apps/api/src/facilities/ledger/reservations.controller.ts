import { Controller } from '@nestjs/common';
import {
  createReservation,
  getQuotaHold,
  listPoolHolds,
  stepHold,
  type QuotaHold,
} from '@yinqi/contracts/quota-ledger';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import type { Command } from '../../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../../platform/http/route.decorator.js';
import { ReservationsService } from './reservations.service.js';

@Controller()
export class ReservationsController {
  constructor(private readonly reservations: ReservationsService) {}

  @Route(createReservation)
  reserve(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof createReservation>,
  ): Promise<QuotaHold> {
    return this.reservations.reserve(caller, command, input);
  }

  @Route(stepHold)
  step(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof stepHold>,
  ): Promise<QuotaHold> {
    return this.reservations.step(caller, command, input);
  }

  @Route(getQuotaHold)
  read(@CurrentCaller() caller: Caller, @Input() input: RouteInput<typeof getQuotaHold>): Promise<QuotaHold> {
    return this.reservations.read(caller, input);
  }

  @Route(listPoolHolds)
  list(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof listPoolHolds>,
  ): Promise<RouteResult<typeof listPoolHolds>> {
    return this.reservations.list(caller, input);
  }
}
