import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import {
  matchingRequested,
  type enterprisesChanged,
  type facilitiesChanged,
  type productsChanged,
} from '@yinqi/contracts/events';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import type { Tx } from '../platform/database/database.js';
import { publishInShards } from '../platform/outbox/outbox.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { matchChangedEnterprises, matchChangedFacilities, matchChangedProducts } from './matching.queues.js';

const askFor = (tx: Tx, ids: readonly string[]): Promise<void> =>
  publishInShards(tx, matchingRequested, ids, (requestIds) => ({ requestIds }));

@Injectable()
export class ChangedEnterprisesConsumer extends Consumer<typeof enterprisesChanged> {
  override readonly queue = matchChangedEnterprises;

  constructor(private readonly requests: RequestReader) {
    super();
  }

  override handle(
    { enterpriseIds }: EventPayload<typeof enterprisesChanged>,
    delivery: Delivery,
  ): Promise<void> {
    return delivery.once(async (tx) => askFor(tx, await this.requests.openIdsOf(tx, enterpriseIds)));
  }
}

/** Any open request may gain or lose a product: which do is what matching finds out. */
@Injectable()
export class ChangedProductsConsumer extends Consumer<typeof productsChanged> {
  override readonly queue = matchChangedProducts;

  constructor(private readonly requests: RequestReader) {
    super();
  }

  override handle(_payload: EventPayload<typeof productsChanged>, delivery: Delivery): Promise<void> {
    return delivery.once(async (tx) => askFor(tx, await this.requests.openIds(tx)));
  }
}

@Injectable()
export class ChangedFacilitiesConsumer extends Consumer<typeof facilitiesChanged> {
  override readonly queue = matchChangedFacilities;

  constructor(private readonly requests: RequestReader) {
    super();
  }

  override handle(_payload: EventPayload<typeof facilitiesChanged>, delivery: Delivery): Promise<void> {
    return delivery.once(async (tx) => askFor(tx, await this.requests.openIds(tx)));
  }
}
