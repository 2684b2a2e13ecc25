import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import {
  createServicePolicy,
  listServicePolicies,
  loadHolidayYear,
  previewServicePolicy,
  type HolidayYearView,
  type ServicePolicyView,
} from '@yinqi/contracts/service-policies';
import type { Caller } from '../platform/database/caller.js';
import type { Command } from '../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { ServicePoliciesService } from './service-policies.service.js';

@Controller()
export class ServicePoliciesController {
  constructor(private readonly policies: ServicePoliciesService) {}

  @Route(listServicePolicies)
  list(@CurrentCaller() caller: Caller): Promise<RouteResult<typeof listServicePolicies>> {
    return this.policies.list(caller);
  }

  @Route(createServicePolicy)
  create(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof createServicePolicy>,
  ): Promise<ServicePolicyView> {
    return this.policies.create(caller, command, input);
  }

  @Route(previewServicePolicy)
  preview(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof previewServicePolicy>,
  ): Promise<RouteResult<typeof previewServicePolicy>> {
    return this.policies.preview(caller, input);
  }

  @Route(loadHolidayYear)
  loadYear(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof loadHolidayYear>,
  ): Promise<HolidayYearView> {
    return this.policies.loadYear(caller, command, input);
  }
}
