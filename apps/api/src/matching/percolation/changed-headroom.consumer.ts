import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { facilityHeadroomChanged } from '@yinqi/contracts/events';
import { HeadroomStore } from '../../facilities/facilities.public.js';
import { Clock } from '../../platform/clock/clock.js';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { CatalogueStore } from '../catalogue/catalogue.store.js';
import { matchChangedHeadroom } from '../matching.queues.js';
import { InStep } from './in-step.js';

/** Takes note of what is left of some tools, as the books say now and not as the event found it. */
@Injectable()
export class ChangedHeadroomConsumer extends Consumer<typeof facilityHeadroomChanged> {
  override readonly queue = matchChangedHeadroom;

  constructor(
    private readonly quotas: HeadroomStore,
    private readonly tiers: CatalogueStore,
    private readonly inStep: InStep,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(
    { facilityIds }: EventPayload<typeof facilityHeadroomChanged>,
    delivery: Delivery,
  ): Promise<void> {
    await delivery.once(async (tx) =>
      this.tiers.setHeadroom(tx, await this.quotas.headroomOf(tx, facilityIds), this.clock.now()),
    );
    await this.inStep.percolate();
  }
}
