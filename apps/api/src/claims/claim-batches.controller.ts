import { Controller } from '@nestjs/common';
import {
  changeClaimBatch,
  decideClaimBatch,
  getClaimBatch,
  listClaimBatches,
  openClaimBatch,
  submitClaimBatch,
  type ClaimBatchDetail,
} from '@yinqi/contracts/claim-batches';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import type { Command } from '../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { ClaimBatchesService } from './claim-batches.service.js';
import { ClaimDecisionsService } from './claim-decisions.service.js';
import { ClaimRecords } from './claim-records.js';

@Controller()
export class ClaimBatchesController {
  constructor(
    private readonly batches: ClaimBatchesService,
    private readonly decisions: ClaimDecisionsService,
    private readonly records: ClaimRecords,
  ) {}

  @Route(openClaimBatch)
  open(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof openClaimBatch>,
  ): Promise<ClaimBatchDetail> {
    return this.batches.open(caller, command, input);
  }

  @Route(changeClaimBatch)
  change(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof changeClaimBatch>,
  ): Promise<ClaimBatchDetail> {
    return this.batches.change(caller, command, input);
  }

  @Route(submitClaimBatch)
  submit(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof submitClaimBatch>,
  ): Promise<ClaimBatchDetail> {
    return this.batches.submit(caller, command, input);
  }

  @Route(listClaimBatches)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listClaimBatches>,
  ): Promise<RouteResult<typeof listClaimBatches>> {
    return this.records.listBatches(caller, query);
  }

  @Route(getClaimBatch)
  read(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getClaimBatch>,
  ): Promise<ClaimBatchDetail> {
    return this.records.readBatch(caller, params.id);
  }

  @Route(decideClaimBatch)
  decide(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof decideClaimBatch>,
  ): Promise<ClaimBatchDetail> {
    return this.decisions.decide(caller, command, input);
  }
}
