import { Controller } from '@nestjs/common';
import {
  changeFacility,
  decideFacilityTerms,
  getFacilityTerms,
  listFacilityTerms,
  openFacility,
  withdrawFacilityTerms,
  type FacilityTermsView,
} from '@yinqi/contracts/facility-terms';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../../platform/database/caller.js';
import type { Command } from '../../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../../platform/http/route.decorator.js';
import { FacilityTermsService } from './facility-terms.service.js';

@Controller()
export class FacilityTermsController {
  constructor(private readonly terms: FacilityTermsService) {}

  @Route(openFacility)
  open(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { body }: RouteInput<typeof openFacility>,
  ): Promise<FacilityTermsView> {
    return this.terms.open(caller, command, body);
  }

  @Route(changeFacility)
  change(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof changeFacility>,
  ): Promise<FacilityTermsView> {
    return this.terms.change(caller, command, input);
  }

  @Route(listFacilityTerms)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listFacilityTerms>,
  ): Promise<RouteResult<typeof listFacilityTerms>> {
    return this.terms.list(caller, query);
  }

  @Route(getFacilityTerms)
  read(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getFacilityTerms>,
  ): Promise<FacilityTermsView> {
    return this.terms.read(caller, params.id);
  }

  @Route(decideFacilityTerms)
  decide(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof decideFacilityTerms>,
  ): Promise<FacilityTermsView> {
    return this.terms.decide(caller, command, input);
  }

  @Route(withdrawFacilityTerms)
  withdraw(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof withdrawFacilityTerms>,
  ): Promise<FacilityTermsView> {
    return this.terms.withdraw(caller, command, input);
  }
}
