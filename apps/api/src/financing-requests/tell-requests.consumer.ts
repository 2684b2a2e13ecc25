import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { financingRequestsMoved } from '@yinqi/contracts/events';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { tellRequests } from './financing-requests.queues.js';
import { RequestNews } from './request-news.js';

@Injectable()
export class TellRequestsConsumer extends Consumer<typeof financingRequestsMoved> {
  override readonly queue = tellRequests;

  constructor(private readonly news: RequestNews) {
    super();
  }

  override handle(
    { requestIds }: EventPayload<typeof financingRequestsMoved>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once((tx) => this.news.tell(tx, requestIds));
  }
}
