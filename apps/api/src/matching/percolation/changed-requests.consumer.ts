import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { financingRequestsChanged, matchingRequested } from '@yinqi/contracts/events';
import { Clock } from '../../platform/clock/clock.js';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { InStep } from './in-step.js';
import { NO_DISTRUST, READ_REGISTER } from '../facts/match-inputs.store.js';
import { Matcher } from '../results/matcher.js';
import { matchAgain, matchChangedRequests } from '../matching.queues.js';

@Injectable()
export class ChangedRequestsConsumer extends Consumer<typeof financingRequestsChanged> {
  override readonly queue = matchChangedRequests;

  constructor(
    private readonly matcher: Matcher,
    private readonly inStep: InStep,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle(
    { requestIds }: EventPayload<typeof financingRequestsChanged>,
    delivery: Delivery,
  ): Promise<void> {
    // Somebody says that they changed: what was kept of them is not asked.
    return this.inStep.run(() =>
      delivery.once((tx) => this.matcher.match(tx, requestIds, this.clock.now(), READ_REGISTER)),
    );
  }
}

@Injectable()
export class MatchAgainConsumer extends Consumer<typeof matchingRequested> {
  override readonly queue = matchAgain;

  constructor(
    private readonly matcher: Matcher,
    private readonly inStep: InStep,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle({ requestIds }: EventPayload<typeof matchingRequested>, delivery: Delivery): Promise<void> {
    return this.inStep.run(() =>
      delivery.once((tx) => this.matcher.match(tx, requestIds, this.clock.now(), NO_DISTRUST)),
    );
  }
}
