import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { webhooksDue } from '@yinqi/contracts/events';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { sendWebhooks } from '../notifications.queues.js';
import { WebhookOutbox } from './webhook-outbox.js';

/** A receiver cannot take part in a transaction: sent twice around a crash, it knows the message by its id. */
@Injectable()
export class SendWebhooksConsumer extends Consumer<typeof webhooksDue> {
  override readonly queue = sendWebhooks;

  constructor(private readonly outbox: WebhookOutbox) {
    super();
  }

  override async handle(
    { deliveryIds }: EventPayload<typeof webhooksDue>,
    delivery: Delivery,
  ): Promise<void> {
    const sent = await this.outbox.send(deliveryIds);
    await delivery.once((tx) => this.outbox.record(tx, sent));
  }
}
