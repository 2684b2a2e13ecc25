import { Controller } from '@nestjs/common';
import { getFacility, listFacilities, type FacilityView } from '@yinqi/contracts/facilities';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import { CurrentCaller, Input, Route } from '../platform/http/route.decorator.js';
import { FacilitiesService } from './facilities.service.js';

@Controller()
export class FacilitiesController {
  constructor(private readonly facilities: FacilitiesService) {}

  @Route(listFacilities)
  list(@CurrentCaller() caller: Caller): Promise<RouteResult<typeof listFacilities>> {
    return this.facilities.list(caller);
  }

  @Route(getFacility)
  read(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof getFacility>,
  ): Promise<FacilityView> {
    return this.facilities.read(caller, input.params.id);
  }
}
