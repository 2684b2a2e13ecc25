import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { noticeMailDue } from '@yinqi/contracts/events';
import { Clock } from '../platform/clock/clock.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { LetterCarrier } from './letters.js';
import { sendLetters } from './notifications.queues.js';

/** A mail server cannot take part in a transaction: what was sent is marked at once, letter by letter. */
@Injectable()
export class SendLettersConsumer extends Consumer<typeof noticeMailDue> {
  override readonly queue = sendLetters;

  constructor(
    private readonly carrier: LetterCarrier,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle({ mailIds }: EventPayload<typeof noticeMailDue>, delivery: Delivery): Promise<void> {
    await this.carrier.send(mailIds, this.clock.now());
    await delivery.once(() => Promise.resolve());
  }
}
