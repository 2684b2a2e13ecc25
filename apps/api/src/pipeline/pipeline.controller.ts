import { Controller, Res } from '@nestjs/common';
import {
  exportPipelineRequests,
  getPipelineBreakdown,
  getPipelineOverview,
  getServiceFigures,
  getStageTimes,
  listPipelineEngagements,
  listPipelineRequests,
} from '@yinqi/contracts/pipeline';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Response } from 'express';
import type { Caller } from '../platform/database/caller.js';
import { CurrentCaller, Input, Route } from '../platform/http/route.decorator.js';
import { PipelineRowsService } from './pipeline-rows.service.js';
import { PipelineService } from './pipeline.service.js';
import { StageTimesService } from './stage-times.service.js';

@Controller()
export class PipelineController {
  constructor(
    private readonly pipeline: PipelineService,
    private readonly rows: PipelineRowsService,
    private readonly times: StageTimesService,
  ) {}

  @Route(getPipelineOverview)
  overview(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof getPipelineOverview>,
  ): Promise<RouteResult<typeof getPipelineOverview>> {
    return this.pipeline.overview(caller, query);
  }

  @Route(getPipelineBreakdown)
  breakdown(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof getPipelineBreakdown>,
  ): Promise<RouteResult<typeof getPipelineBreakdown>> {
    const { by, ...filter } = query;
    return this.pipeline.breakdown(caller, filter, by);
  }

  @Route(listPipelineRequests)
  requests(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listPipelineRequests>,
  ): Promise<RouteResult<typeof listPipelineRequests>> {
    return this.rows.requests(caller, query);
  }

  @Route(exportPipelineRequests)
  export(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof exportPipelineRequests>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Uint8Array> {
    response.setHeader('content-disposition', `attachment; filename="pipeline-${query.stage}.xlsx"`);
    return this.rows.export(caller, query);
  }

  @Route(listPipelineEngagements)
  engagements(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listPipelineEngagements>,
  ): Promise<RouteResult<typeof listPipelineEngagements>> {
    return this.rows.engagements(caller, query);
  }

  @Route(getStageTimes)
  stageTimes(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof getStageTimes>,
  ): Promise<RouteResult<typeof getStageTimes>> {
    return this.times.byBank(caller, query);
  }

  @Route(getServiceFigures)
  own(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof getServiceFigures>,
  ): Promise<RouteResult<typeof getServiceFigures>> {
    return this.times.own(caller, input);
  }
}
