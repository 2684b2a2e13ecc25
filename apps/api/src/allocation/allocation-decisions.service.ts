import { Injectable } from '@nestjs/common';
import type { AllocationView, shareAllocation } from '@yinqi/contracts/allocation';
import { allocationRequested } from '@yinqi/contracts/events';
import type { RouteInput } from '@yinqi/contracts/route';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { announce } from '../platform/live/live.js';
import { publish } from '../platform/outbox/outbox.js';
import { AllocationPlansStore, type PlanRow } from './allocation-plans.store.js';
import { AllocationReader } from './allocation-reader.js';

/** What a bureau does with a computed plan: has it computed again, and shows or hides it. */
@Injectable()
export class AllocationDecisionsService {
  constructor(
    private readonly commands: Commands,
    private readonly plans: AllocationPlansStore,
    private readonly reader: AllocationReader,
    private readonly clock: Clock,
  ) {}

  check(caller: Caller, command: Command, id: string): Promise<AllocationView> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const plan = await this.locked(tx, id);
        if (plan.status !== 'done' || plan.check_status === 'running') {
          throw new DomainError('allocation.not_ready');
        }
        await this.plans.markCheck(tx, id, 'running', this.clock.now());
        await publish(tx, allocationRequested, { planId: id, purpose: 'check' });
        return { resourceId: id };
      },
      (tx) => this.reader.view(tx, id),
    );
  }

  share(
    caller: Caller,
    command: Command,
    { params, body, version }: RouteInput<typeof shareAllocation>,
  ): Promise<AllocationView> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const plan = await this.locked(tx, params.id);
        if (plan.version !== version) throw new DomainError('resource.version_conflict');
        if (plan.status !== 'done') throw new DomainError('allocation.not_ready');
        await this.plans.share(tx, plan.id, body.shared ? this.clock.now() : null);
        await announce(
          tx,
          { kind: 'allocation', id: plan.id },
          { organisationIds: [plan.organisation_id, ...plan.bank_ids, ...plan.holder_ids] },
        );
        return { resourceId: plan.id };
      },
      (tx, id) => this.reader.view(tx, id),
    );
  }

  private async locked(tx: Tx, id: string): Promise<PlanRow> {
    const plan = await this.plans.lock(tx, id);
    if (!plan) throw notFound();
    return plan;
  }
}
