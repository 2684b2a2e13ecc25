import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AllocationView, createAllocation, tryTranches } from '@yinqi/contracts/allocation';
import { allocationRequested } from '@yinqi/contracts/events';
import type { RouteInput } from '@yinqi/contracts/route';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { publish } from '../platform/outbox/outbox.js';
import { AllocationPlansStore, type NewPlan } from './allocation-plans.store.js';
import { AllocationReader } from './allocation-reader.js';
import { NewPlanCheck } from './new-plan-check.js';
import { grownBy, trancheFaults } from './quota-check.js';

/** Begins plans; the worker computes them. */
@Injectable()
export class NewAllocationsService {
  constructor(
    private readonly commands: Commands,
    private readonly plans: AllocationPlansStore,
    private readonly reader: AllocationReader,
    private readonly checks: NewPlanCheck,
    private readonly clock: Clock,
  ) {}

  create(
    caller: Caller,
    command: Command,
    { body }: RouteInput<typeof createAllocation>,
  ): Promise<AllocationView> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        await this.checks.check(tx, body.quotas, caller.unit);
        const level = await this.checks.areaLevel(tx, caller.organisationId);
        return this.begin(tx, caller, {
          ...body,
          unit: caller.unit,
          area_level: level,
          based_on: null,
          tranches: [],
        });
      },
      (tx, id) => this.reader.view(tx, id),
    );
  }

  /** The same requests, products and seed as an earlier plan: what differs comes from the tranches alone. */
  tryTranches(
    caller: Caller,
    command: Command,
    { params, body }: RouteInput<typeof tryTranches>,
  ): Promise<AllocationView> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const base = await this.plans.find(tx, params.id);
        if (!base) throw notFound();
        if (base.status !== 'done') throw new DomainError('allocation.not_ready');
        const faults = trancheFaults(body.tranches, base.quotas);
        if (faults.length > 0) throw new DomainError('request.invalid', { faults });
        return this.begin(tx, caller, {
          title: body.title,
          unit: { lo: base.unit_lo, hi: base.unit_hi },
          area_level: base.area_level,
          seed: base.seed,
          quotas: grownBy(base.quotas, body.tranches),
          based_on: base.id,
          tranches: body.tranches,
        });
      },
      (tx, id) => this.reader.view(tx, id),
    );
  }

  private async begin(
    tx: Tx,
    caller: Caller,
    plan: Omit<NewPlan, 'id' | 'organisation_id' | 'createdBy' | 'createdByName'>,
  ): Promise<{ resourceId: string }> {
    const id = randomUUID();
    const { organisationId: organisation_id, accountId: createdBy, displayName: createdByName } = caller;
    await this.plans.insert(tx, { ...plan, id, organisation_id, createdBy, createdByName }, this.clock.now());
    await publish(tx, allocationRequested, { planId: id, purpose: 'make' });
    return { resourceId: id };
  }
}
