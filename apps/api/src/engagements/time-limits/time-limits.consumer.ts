import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import { engagementTimersDue } from '@yinqi/contracts/events';
import { Clock } from '../../platform/clock/clock.js';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { eachDue } from '../../platform/timers/timers.js';
import { OFFER_VALIDITY } from '../case-timers.js';
import { timeLimitsReached } from '../engagements.queues.js';
import { OfferExpiry } from '../offer-expiry.js';
import { TimeLimits } from './time-limits.js';
import { TimeLimitsStore } from './time-limits.store.js';

@Injectable()
export class TimeLimitsConsumer extends Consumer<typeof engagementTimersDue> {
  override readonly queue = timeLimitsReached;

  constructor(
    private readonly limits: TimeLimits,
    private readonly offers: OfferExpiry,
    private readonly store: TimeLimitsStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle({ timers }: EventPayload<typeof engagementTimersDue>, delivery: Delivery): Promise<void> {
    return delivery.once(async (tx) => {
      const now = this.clock.now();
      await eachDue(tx, engagementTimersDue, await this.store.subjects(tx, timers), (subject) =>
        subject.kind === OFFER_VALIDITY.kind
          ? this.offers.lapseOffers(tx, subject.requestId, now)
          : this.limits.reached(tx, subject, now),
      );
    });
  }
}
