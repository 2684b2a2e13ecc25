import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import {
  matchingRequested,
  type enterprisesChanged,
  type facilitiesChanged,
  type productsChanged,
} from '@yinqi/contracts/events';
import { RequestReader } from '../../financing-requests/financing-requests.public.js';
import { publishInShards } from '../../platform/outbox/outbox.js';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { InStep } from './in-step.js';
import { matchChangedEnterprises, matchChangedFacilities, matchChangedProducts } from '../matching.queues.js';

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
    return delivery.once(async (tx) =>
      publishInShards(
        tx,
        matchingRequested,
        await this.requests.openIdsOf(tx, enterpriseIds),
        (requestIds) => ({ requestIds }),
      ),
    );
  }
}

/** What changed is found by comparing the catalogue with its last percolated form; the event says only that it did. */
@Injectable()
export class ChangedProductsConsumer extends Consumer<typeof productsChanged> {
  override readonly queue = matchChangedProducts;

  constructor(private readonly inStep: InStep) {
    super();
  }

  override async handle(_payload: EventPayload<typeof productsChanged>, delivery: Delivery): Promise<void> {
    await this.inStep.percolate();
    await delivery.once(async () => undefined);
  }
}

@Injectable()
export class ChangedFacilitiesConsumer extends Consumer<typeof facilitiesChanged> {
  override readonly queue = matchChangedFacilities;

  constructor(private readonly inStep: InStep) {
    super();
  }

  override async handle(_payload: EventPayload<typeof facilitiesChanged>, delivery: Delivery): Promise<void> {
    await this.inStep.percolate();
    await delivery.once(async () => undefined);
  }
}
