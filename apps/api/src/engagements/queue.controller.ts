import { Controller } from '@nestjs/common';
import {
  countEngagements,
  getEngagement,
  getRequestEngagements,
  listEngagements,
} from '@yinqi/contracts/engagements';
import { compareOffers } from '@yinqi/contracts/offers';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { CurrentCaller, Input, Route } from '../platform/http/route.decorator.js';
import { OfferComparisons } from './offer-comparisons.js';
import { QueueService } from './queue.service.js';

@Controller()
export class QueueController {
  constructor(
    private readonly queue: QueueService,
    private readonly comparisons: OfferComparisons,
    private readonly database: Database,
  ) {}

  @Route(listEngagements)
  list(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof listEngagements>,
  ): Promise<RouteResult<typeof listEngagements>> {
    return this.queue.list(caller, input);
  }

  @Route(countEngagements)
  counts(@CurrentCaller() caller: Caller): Promise<RouteResult<typeof countEngagements>> {
    return this.queue.counts(caller);
  }

  @Route(getEngagement)
  open(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getEngagement>,
  ): Promise<RouteResult<typeof getEngagement>> {
    return this.queue.open(caller, params.id);
  }

  @Route(getRequestEngagements)
  ofRequest(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getRequestEngagements>,
  ): Promise<RouteResult<typeof getRequestEngagements>> {
    return this.queue.ofRequest(caller, params.id);
  }

  @Route(compareOffers)
  compare(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof compareOffers>,
  ): Promise<RouteResult<typeof compareOffers>> {
    return this.database.asCaller(caller, (tx) => this.comparisons.of(tx, caller, params.id));
  }
}
