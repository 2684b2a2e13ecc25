import { Injectable } from '@nestjs/common';
import { FacilityReader } from '../facilities/facilities.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { announce } from '../platform/live/live.js';
import { AllocationPlansStore, type PlanRow } from './allocation-plans.store.js';
import { AllocationResultsStore } from './allocation-results.store.js';
import { digestOf, packInputs, type PlanInputs } from './plan-inputs.js';
import type { PlanAnswer } from './planner.js';

/** Writes what was computed, and tells the bureau's open pages. */
@Injectable()
export class PlanKeeper {
  constructor(
    private readonly plans: AllocationPlansStore,
    private readonly results: AllocationResultsStore,
    private readonly facilities: FacilityReader,
    private readonly clock: Clock,
  ) {}

  async make(tx: Tx, planId: string, inputs: PlanInputs, answer: PlanAnswer): Promise<void> {
    const plan = await this.plans.lock(tx, planId);
    if (plan?.status !== 'running') return;
    const now = this.clock.now();
    if (answer.kind === 'refused') await this.plans.markFailed(tx, planId, answer.text, now);
    else await this.keep(tx, plan, inputs, answer.result);
    await this.tell(tx, plan);
  }

  async check(tx: Tx, planId: string, inputs: PlanInputs, answer: PlanAnswer): Promise<void> {
    const plan = await this.plans.lock(tx, planId);
    if (plan?.check_status !== 'running') return;
    const isEqual =
      answer.kind === 'done' &&
      digestOf(inputs) === plan.inputs_digest &&
      digestOf(answer.result) === plan.result_digest;
    await this.plans.markCheck(tx, planId, isEqual ? 'equal' : 'different', this.clock.now());
    await this.tell(tx, plan);
  }

  private async keep(
    tx: Tx,
    plan: PlanRow,
    inputs: PlanInputs,
    result: Extract<PlanAnswer, { kind: 'done' }>['result'],
  ): Promise<void> {
    const tools = await this.facilities.load(
      tx,
      plan.quotas.map(({ facilityId }) => facilityId),
    );
    const holders = new Map([...tools.values()].map(({ id, holderId }) => [id, holderId]));
    await this.plans.putInputs(tx, plan.id, await packInputs(inputs));
    await this.results.insert(tx, plan, result, holders);
    await this.plans.markDone(
      tx,
      plan.id,
      {
        inputs,
        inputsDigest: digestOf(inputs),
        resultDigest: digestOf(result),
        summary: result.summary,
        bankIds: [...new Set(inputs.products.map(({ bankId }) => bankId))],
        holderIds: [...new Set([...holders.values()].flatMap((holder) => holder ?? []))],
      },
      this.clock.now(),
    );
  }

  private tell(tx: Tx, plan: PlanRow): Promise<void> {
    return announce(tx, { kind: 'allocation', id: plan.id }, { organisationIds: [plan.organisation_id] });
  }
}
