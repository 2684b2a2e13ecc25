import { Controller } from '@nestjs/common';
import { getNearMisses, tryRequest, type NearMisses, type TriedMatches } from '@yinqi/contracts/match-advice';
import {
  explainMatch,
  getMatchStatistics,
  getRequestMatches,
  previewMatches,
  type MatchExplanation,
  type MatchPreview,
  type MatchStatistics,
  type RequestMatches,
} from '@yinqi/contracts/matching';
import type { RouteInput } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import { CurrentCaller, Input, Route } from '../platform/http/route.decorator.js';
import { MatchAdviceService } from './advice/match-advice.service.js';
import { MatchPreviewService } from './advice/match-preview.service.js';
import { RequestMatchesService } from './results/request-matches.service.js';

@Controller()
export class MatchingController {
  constructor(
    private readonly matches: RequestMatchesService,
    private readonly previews: MatchPreviewService,
    private readonly advice: MatchAdviceService,
  ) {}

  @Route(getRequestMatches)
  list(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof getRequestMatches>,
  ): Promise<RequestMatches> {
    return this.matches.list(caller, input.params.id);
  }

  @Route(explainMatch)
  explain(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof explainMatch>,
  ): Promise<MatchExplanation> {
    return this.matches.explain(caller, input);
  }

  @Route(getNearMisses)
  nearMisses(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof getNearMisses>,
  ): Promise<NearMisses> {
    return this.advice.nearMisses(caller, input.params.id);
  }

  @Route(tryRequest)
  try(@CurrentCaller() caller: Caller, @Input() input: RouteInput<typeof tryRequest>): Promise<TriedMatches> {
    return this.advice.try(caller, input);
  }

  @Route(previewMatches)
  preview(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof previewMatches>,
  ): Promise<MatchPreview> {
    return this.previews.preview(caller, input.body);
  }

  @Route(getMatchStatistics)
  statistics(@CurrentCaller() caller: Caller): Promise<MatchStatistics> {
    return this.matches.statistics(caller);
  }
}
