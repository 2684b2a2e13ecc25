import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { supervisionLettersMoved } from '@yinqi/contracts/events';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { SupervisionNews } from './supervision-news.js';
import { tellLetters } from './supervision.queues.js';

@Injectable()
export class TellLettersConsumer extends Consumer<typeof supervisionLettersMoved> {
  override readonly queue = tellLetters;

  constructor(private readonly news: SupervisionNews) {
    super();
  }

  override handle(
    { eventIds }: EventPayload<typeof supervisionLettersMoved>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once((tx) => this.news.tellLetters(tx, eventIds));
  }
}
