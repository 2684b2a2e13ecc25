import { Controller } from '@nestjs/common';
import { listMatchRuns, type MatchRun } from '@yinqi/contracts/match-runs';
import type { Caller } from '../../platform/database/caller.js';
import { CurrentCaller, Route } from '../../platform/http/route.decorator.js';
import { MatchRunsService } from './match-runs.service.js';

@Controller()
export class MatchRunsController {
  constructor(private readonly runs: MatchRunsService) {}

  @Route(listMatchRuns)
  list(@CurrentCaller() caller: Caller): Promise<{ items: MatchRun[] }> {
    return this.runs.list(caller);
  }
}
