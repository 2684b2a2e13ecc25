import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { engagementsChanged, financingRequestsEnded } from '@yinqi/contracts/events';
import { Clock } from '../platform/clock/clock.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { endWithRequest, settleRequests } from './engagements.queues.js';
import { RequestSettlement } from './request-settlement.js';

@Injectable()
export class SettleRequestsConsumer extends Consumer<typeof engagementsChanged> {
  override readonly queue = settleRequests;

  constructor(
    private readonly settlement: RequestSettlement,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle(changed: EventPayload<typeof engagementsChanged>, delivery: Delivery): Promise<void> {
    return delivery.once((tx) => this.settlement.settle(tx, changed, this.clock.now()));
  }
}

@Injectable()
export class EndWithRequestConsumer extends Consumer<typeof financingRequestsEnded> {
  override readonly queue = endWithRequest;

  constructor(private readonly settlement: RequestSettlement) {
    super();
  }

  override handle(
    { requestIds }: EventPayload<typeof financingRequestsEnded>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once((tx) => this.settlement.endWithRequests(tx, requestIds));
  }
}
