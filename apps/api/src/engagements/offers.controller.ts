import { Controller } from '@nestjs/common';
import {
  approveCredit,
  cancelRest,
  recordBalances,
  recordContract,
  recordDisbursement,
  recordNotTaken,
  rescindCredit,
  sendOffer,
  withdrawOffer,
} from '@yinqi/contracts/engagement-money';
import { checkOffer } from '@yinqi/contracts/offer-check';
import { chooseOffer } from '@yinqi/contracts/offers';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Command } from '../platform/http/api-request.js';
import type { Caller } from '../platform/database/caller.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { AfterCreditService } from './after-credit.service.js';
import { ChoiceService } from './choice.service.js';
import { CreditService } from './credit.service.js';
import { OfferCheckService } from './offer-check.service.js';
import { OffersService } from './offers.service.js';

@Controller()
export class OffersController {
  constructor(
    private readonly offers: OffersService,
    private readonly choices: ChoiceService,
    private readonly credits: CreditService,
    private readonly afterwards: AfterCreditService,
    private readonly checks: OfferCheckService,
  ) {}

  @Route(checkOffer)
  check(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof checkOffer>,
  ): Promise<RouteResult<typeof checkOffer>> {
    return this.checks.check(caller, input);
  }

  @Route(sendOffer)
  send(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof sendOffer>,
  ): Promise<RouteResult<typeof sendOffer>> {
    return this.offers.send(caller, command, input);
  }

  @Route(withdrawOffer)
  withdraw(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof withdrawOffer>,
  ): Promise<RouteResult<typeof withdrawOffer>> {
    return this.offers.withdraw(caller, command, input);
  }

  @Route(chooseOffer)
  choose(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof chooseOffer>,
  ): Promise<RouteResult<typeof chooseOffer>> {
    return this.choices.choose(caller, command, input);
  }

  @Route(approveCredit)
  approve(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof approveCredit>,
  ): Promise<RouteResult<typeof approveCredit>> {
    return this.credits.approve(caller, command, input);
  }

  @Route(recordContract)
  contract(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof recordContract>,
  ): Promise<RouteResult<typeof recordContract>> {
    return this.credits.contract(caller, command, input);
  }

  @Route(recordDisbursement)
  disburse(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof recordDisbursement>,
  ): Promise<RouteResult<typeof recordDisbursement>> {
    return this.credits.disburse(caller, command, input);
  }

  @Route(recordNotTaken)
  notTaken(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof recordNotTaken>,
  ): Promise<RouteResult<typeof recordNotTaken>> {
    return this.afterwards.notTaken(caller, command, input);
  }

  @Route(rescindCredit)
  rescind(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof rescindCredit>,
  ): Promise<RouteResult<typeof rescindCredit>> {
    return this.afterwards.rescind(caller, command, input);
  }

  @Route(cancelRest)
  cancelRest(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof cancelRest>,
  ): Promise<RouteResult<typeof cancelRest>> {
    return this.afterwards.cancelRest(caller, command, input);
  }

  @Route(recordBalances)
  balances(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof recordBalances>,
  ): Promise<RouteResult<typeof recordBalances>> {
    return this.afterwards.balances(caller, command, input);
  }
}
