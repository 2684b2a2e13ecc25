import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { consentsChanged, engagementsChanged, financingRequestsRevised } from '@yinqi/contracts/events';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { CaseNews } from './case-news.js';
import { tellCases, tellConsents, tellRevisions } from './case-news.queues.js';

@Injectable()
export class TellCasesConsumer extends Consumer<typeof engagementsChanged> {
  override readonly queue = tellCases;

  constructor(private readonly news: CaseNews) {
    super();
  }

  override handle(changed: EventPayload<typeof engagementsChanged>, delivery: Delivery): Promise<void> {
    return delivery.once((tx) => this.news.tellMoves(tx, changed));
  }
}

@Injectable()
export class TellConsentsConsumer extends Consumer<typeof consentsChanged> {
  override readonly queue = tellConsents;

  constructor(private readonly news: CaseNews) {
    super();
  }

  override handle({ consentIds }: EventPayload<typeof consentsChanged>, delivery: Delivery): Promise<void> {
    return delivery.once((tx) => this.news.tellConsents(tx, consentIds));
  }
}

@Injectable()
export class TellRevisionsConsumer extends Consumer<typeof financingRequestsRevised> {
  override readonly queue = tellRevisions;

  constructor(private readonly news: CaseNews) {
    super();
  }

  override handle(
    { requestIds }: EventPayload<typeof financingRequestsRevised>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once((tx) => this.news.tellRevisions(tx, delivery.eventId, requestIds));
  }
}
