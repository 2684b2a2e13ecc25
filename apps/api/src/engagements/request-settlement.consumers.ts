import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type {
  engagementsChanged,
  financingRequestsEnded,
  financingRequestsRevised,
} from '@yinqi/contracts/events';
import { ENGAGEMENT_TERMINAL_STATES } from '@yinqi/domain/lifecycle';
import { Clock } from '../platform/clock/clock.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { EngagementRecordsStore } from './engagement-records.store.js';
import { endWithRequest, settleRequests, takeRevisions } from './engagements.queues.js';
import { RequestSettlement } from './request-settlement.js';

@Injectable()
export class SettleRequestsConsumer extends Consumer<typeof engagementsChanged> {
  override readonly queue = settleRequests;

  constructor(
    private readonly settlement: RequestSettlement,
    private readonly records: EngagementRecordsStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle(changed: EventPayload<typeof engagementsChanged>, delivery: Delivery): Promise<void> {
    return delivery.once(async (tx) => {
      const now = this.clock.now();
      await this.settlement.settle(tx, changed, now);
      // With the end of the case the purpose of the consent is gone, however long it would still last.
      await this.records.closeDossiers(tx, changed, ENGAGEMENT_TERMINAL_STATES, now);
    });
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

@Injectable()
export class TakeRevisionsConsumer extends Consumer<typeof financingRequestsRevised> {
  override readonly queue = takeRevisions;

  constructor(
    private readonly settlement: RequestSettlement,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle(
    { requestIds }: EventPayload<typeof financingRequestsRevised>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once((tx) => this.settlement.takeRevisions(tx, requestIds, this.clock.now()));
  }
}
