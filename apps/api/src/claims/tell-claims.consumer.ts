import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { claimBatchesMoved } from '@yinqi/contracts/events';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { ClaimNews } from './claim-news.js';
import { tellClaims } from './claim-news.queues.js';

@Injectable()
export class TellClaimsConsumer extends Consumer<typeof claimBatchesMoved> {
  override readonly queue = tellClaims;

  constructor(private readonly news: ClaimNews) {
    super();
  }

  override handle({ batchIds }: EventPayload<typeof claimBatchesMoved>, delivery: Delivery): Promise<void> {
    return delivery.once((tx) => this.news.tell(tx, batchIds));
  }
}
