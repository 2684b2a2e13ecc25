import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { financingRequestsEnded } from '@yinqi/contracts/events';
import type { RequestState } from '@yinqi/domain/lifecycle';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { Consents } from './consents.js';
import { endConsents } from './disclosure.queues.js';
import { DisclosureStore } from './disclosure.store.js';

/** Consents end with a withdrawn or expired request: their purpose, assessing it, is gone. */
@Injectable()
export class EndConsentsConsumer extends Consumer<typeof financingRequestsEnded> {
  override readonly queue = endConsents;

  constructor(
    private readonly store: DisclosureStore,
    private readonly consents: Consents,
    private readonly requests: RequestReader,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle(
    { requestIds }: EventPayload<typeof financingRequestsEnded>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once((tx) => this.endFor(tx, requestIds));
  }

  private async endFor(tx: Tx, requestIds: readonly string[]): Promise<void> {
    const requests = await this.requests.load(tx, requestIds);
    const inState = (state: RequestState) =>
      requests.filter(({ status }) => status === state).map(({ id }) => id);
    for (const consentId of await this.store.runningOf(tx, inState('withdrawn'))) {
      await this.consents.withdraw(tx, consentId, this.clock.now());
    }
    for (const consentId of await this.store.runningOf(tx, inState('expired'))) {
      await this.consents.end(tx, consentId, this.clock.now());
    }
  }
}
