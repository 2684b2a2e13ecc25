import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { allotmentsChanged, facilityTermsChanged, quotaExceptionsOpened } from '@yinqi/contracts/events';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { QuotaNews } from './quota-news.js';
import { tellAllotments, tellExceptions, tellTerms } from './quota-news.queues.js';

@Injectable()
export class TellAllotmentsConsumer extends Consumer<typeof allotmentsChanged> {
  override readonly queue = tellAllotments;

  constructor(private readonly news: QuotaNews) {
    super();
  }

  override handle(
    { allotmentIds }: EventPayload<typeof allotmentsChanged>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once((tx) => this.news.tellAllotments(tx, allotmentIds));
  }
}

@Injectable()
export class TellTermsConsumer extends Consumer<typeof facilityTermsChanged> {
  override readonly queue = tellTerms;

  constructor(private readonly news: QuotaNews) {
    super();
  }

  override handle(
    { termsIds }: EventPayload<typeof facilityTermsChanged>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once((tx) => this.news.tellTerms(tx, termsIds));
  }
}

@Injectable()
export class TellExceptionsConsumer extends Consumer<typeof quotaExceptionsOpened> {
  override readonly queue = tellExceptions;

  constructor(private readonly news: QuotaNews) {
    super();
  }

  override handle(
    { poolIds }: EventPayload<typeof quotaExceptionsOpened>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once((tx) => this.news.tellExceptions(tx, poolIds));
  }
}
