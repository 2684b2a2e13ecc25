import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { allocationRequested } from '@yinqi/contracts/events';
import { Database } from '../platform/database/database.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { allocationQueue } from './allocation.queues.js';
import { PlanGatherer } from './plan-gatherer.js';
import { PlanKeeper } from './plan-keeper.js';
import { Planner } from './planner.js';

/** Computes a plan, or computes it again from what was kept and compares. */
@Injectable()
export class AllocationConsumer extends Consumer<typeof allocationRequested> {
  override readonly queue = allocationQueue;

  constructor(
    private readonly database: Database,
    private readonly gatherer: PlanGatherer,
    private readonly planner: Planner,
    private readonly keeper: PlanKeeper,
  ) {
    super();
  }

  override async handle(
    { planId, purpose }: EventPayload<typeof allocationRequested>,
    delivery: Delivery,
  ): Promise<void> {
    const inputs = await this.database.asService('app_worker', (tx) =>
      this.gatherer.inputsFor(tx, planId, purpose),
    );
    if (inputs === undefined) {
      await delivery.once(async () => undefined);
      return;
    }
    const answer = await this.planner.plan(inputs, delivery.signal);
    await delivery.once((tx) => this.keeper[purpose](tx, planId, inputs, answer));
  }
}
