import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { rehearseServicePolicy } from '@yinqi/contracts/service-policies';
import { Input, Route } from '../platform/http/route.decorator.js';
import { PolicyRehearsalService } from './policy-rehearsal.service.js';

/** Beside the cases it counts: the policies themselves are published a layer below and know of no case. */
@Controller()
export class PolicyRehearsalController {
  constructor(private readonly rehearsals: PolicyRehearsalService) {}

  @Route(rehearseServicePolicy)
  rehearse(
    @Input() input: RouteInput<typeof rehearseServicePolicy>,
  ): Promise<RouteResult<typeof rehearseServicePolicy>> {
    return this.rehearsals.rehearse(input);
  }
}
