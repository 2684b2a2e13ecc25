import { Controller } from '@nestjs/common';
import {
  listClaimableLoans,
  listClaims,
  listClaimTools,
  markBill,
  markLoan,
  releaseClaim,
  type ClaimView,
} from '@yinqi/contracts/claims';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import type { Command } from '../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { ClaimMarksService } from './claim-marks.service.js';
import { ClaimRecords } from './claim-records.js';
import { ClaimToolsService } from './claim-tools.service.js';

@Controller()
export class ClaimsController {
  constructor(
    private readonly tools: ClaimToolsService,
    private readonly marks: ClaimMarksService,
    private readonly records: ClaimRecords,
  ) {}

  @Route(listClaimTools)
  listTools(@CurrentCaller() caller: Caller): Promise<RouteResult<typeof listClaimTools>> {
    return this.tools.list(caller);
  }

  @Route(listClaimableLoans)
  listLoans(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof listClaimableLoans>,
  ): Promise<RouteResult<typeof listClaimableLoans>> {
    return this.tools.listLoans(caller, input);
  }

  @Route(markLoan)
  markLoan(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof markLoan>,
  ): Promise<ClaimView> {
    return this.marks.markLoan(caller, command, input);
  }

  @Route(markBill)
  markBill(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof markBill>,
  ): Promise<ClaimView> {
    return this.marks.markBill(caller, command, input);
  }

  @Route(listClaims)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listClaims>,
  ): Promise<RouteResult<typeof listClaims>> {
    return this.records.list(caller, query);
  }

  @Route(releaseClaim)
  release(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof releaseClaim>,
  ): Promise<ClaimView> {
    return this.marks.release(caller, command, input);
  }
}
