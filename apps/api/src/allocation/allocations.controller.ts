import { Controller } from '@nestjs/common';
import {
  checkAllocation,
  createAllocation,
  getAllocation,
  listAllocationRequests,
  listAllocations,
  listSharedAllocations,
  shareAllocation,
  tryTranches,
  type AllocationView,
  type SharedAllocation,
} from '@yinqi/contracts/allocation';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import type { Command } from '../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { AllocationDecisionsService } from './allocation-decisions.service.js';
import { AllocationsService } from './allocations.service.js';
import { NewAllocationsService } from './new-allocations.service.js';
import { SharedAllocationsService } from './shared-allocations.service.js';

@Controller()
export class AllocationsController {
  constructor(
    private readonly allocations: AllocationsService,
    private readonly beginnings: NewAllocationsService,
    private readonly decisions: AllocationDecisionsService,
    private readonly shared: SharedAllocationsService,
  ) {}

  @Route(listAllocations)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listAllocations>,
  ): Promise<RouteResult<typeof listAllocations>> {
    return this.allocations.list(caller, query);
  }

  @Route(createAllocation)
  create(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof createAllocation>,
  ): Promise<AllocationView> {
    return this.beginnings.create(caller, command, input);
  }

  @Route(getAllocation)
  get(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getAllocation>,
  ): Promise<AllocationView> {
    return this.allocations.get(caller, params.id);
  }

  @Route(listAllocationRequests)
  listRequests(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof listAllocationRequests>,
  ): Promise<RouteResult<typeof listAllocationRequests>> {
    return this.allocations.listRequests(caller, input);
  }

  @Route(tryTranches)
  tryTranches(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof tryTranches>,
  ): Promise<AllocationView> {
    return this.beginnings.tryTranches(caller, command, input);
  }

  @Route(checkAllocation)
  check(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { params }: RouteInput<typeof checkAllocation>,
  ): Promise<AllocationView> {
    return this.decisions.check(caller, command, params.id);
  }

  @Route(shareAllocation)
  share(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof shareAllocation>,
  ): Promise<AllocationView> {
    return this.decisions.share(caller, command, input);
  }

  @Route(listSharedAllocations)
  listShared(@CurrentCaller() caller: Caller): Promise<{ items: SharedAllocation[] }> {
    return this.shared.list(caller);
  }
}
