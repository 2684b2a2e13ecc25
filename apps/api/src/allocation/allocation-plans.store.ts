import { Injectable } from '@nestjs/common';
import type {
  AREA_LEVELS,
  CHECK_STATUSES,
  Quota,
  TrancheInput,
  ALLOCATION_STATUSES,
} from '@yinqi/contracts/allocation';
import type { Interval } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import type { PlanSummary } from './compute-plan.js';
import type { PlanInputs } from './plan-inputs.js';

export type PlanRow = {
  readonly id: string;
  readonly organisation_id: string;
  readonly unit_lo: number;
  readonly unit_hi: number;
  readonly area_level: (typeof AREA_LEVELS)[number];
  readonly title: string;
  readonly status: (typeof ALLOCATION_STATUSES)[number];
  readonly seed: number;
  readonly quotas: readonly Quota[];
  readonly based_on: string | null;
  readonly tranches: readonly TrancheInput[];
  readonly as_of: string | null;
  readonly policy_version: string | null;
  readonly engine_version: string | null;
  readonly plan_version: number | null;
  readonly inputs_digest: string | null;
  readonly result_digest: string | null;
  readonly summary: PlanSummary | null;
  readonly failure: string | null;
  readonly check_status: (typeof CHECK_STATUSES)[number] | null;
  readonly check_at: string | null;
  readonly bank_ids: readonly string[];
  readonly holder_ids: readonly string[];
  readonly shared_at: string | null;
  readonly created_by_name: string;
  readonly created_at: string;
  readonly computed_at: string | null;
  readonly version: number;
};

export type NewPlan = Pick<
  PlanRow,
  'id' | 'organisation_id' | 'area_level' | 'title' | 'seed' | 'quotas' | 'based_on' | 'tranches'
> & { readonly unit: Interval; readonly createdBy: string; readonly createdByName: string };

const COLUMNS = `p.id, p.organisation_id, p.unit_lo, p.unit_hi, p.area_level, p.title, p.status, p.seed, p.quotas, p.based_on,
  p.tranches, p.as_of, p.policy_version, p.engine_version, p.plan_version, p.inputs_digest, p.result_digest, p.summary,
  p.failure, p.check_status, p.check_at, p.bank_ids, p.holder_ids, p.shared_at, p.created_by_name, p.created_at,
  p.computed_at, p.version`;
/** A bureau's own: what units below it calculate is theirs. */
const OWNERSHIP: Ownership = { organisation: 'p.organisation_id' };

@Injectable()
export class AllocationPlansStore {
  find(tx: Tx, id: string): Promise<PlanRow | undefined> {
    return tx.first<PlanRow>(
      `select ${COLUMNS} from allocation_plan p where id = $1 and ${tx.own(OWNERSHIP)}`,
      [id],
    );
  }

  /** Held until the transaction ends. */
  lock(tx: Tx, id: string): Promise<PlanRow | undefined> {
    return tx.first<PlanRow>(
      `select ${COLUMNS} from allocation_plan p where id = $1 and ${tx.own(OWNERSHIP)} for update`,
      [id],
    );
  }

  async list(
    tx: Tx,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: PlanRow[]; total: number }> {
    const rows = await tx.rows<PlanRow>(
      `select ${COLUMNS} from allocation_plan p
       where ${tx.own(OWNERSHIP)} and ($1::timestamptz is null or (p.created_at, p.id) < ($1, $2::uuid))
       order by p.created_at desc, p.id desc limit $3`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from allocation_plan p where ${tx.own(OWNERSHIP)}`,
    );
    return { rows, total: count?.total ?? 0 };
  }

  async insert(tx: Tx, plan: NewPlan, now: Date): Promise<void> {
    await tx.execute(
      `insert into allocation_plan (id, organisation_id, unit_lo, unit_hi, area_level, title, status, seed, quotas,
         based_on, tranches, created_by, created_by_name, created_at)
       values ($1, $2, $3, $4, $5, $6, 'running', $7, $8, $9, $10, $11, $12, $13)`,
      [
        plan.id,
        plan.organisation_id,
        plan.unit.lo,
        plan.unit.hi,
        plan.area_level,
        plan.title,
        plan.seed,
        JSON.stringify(plan.quotas),
        plan.based_on,
        JSON.stringify(plan.tranches),
        plan.createdBy,
        plan.createdByName,
        now,
      ],
    );
  }

  async inputs(tx: Tx, planId: string): Promise<Uint8Array | undefined> {
    const row = await tx.first<{ packed: Uint8Array }>(
      'select packed from allocation_input where plan_id = $1',
      [planId],
    );
    return row?.packed;
  }

  async putInputs(tx: Tx, planId: string, packed: Uint8Array): Promise<void> {
    await tx.execute('insert into allocation_input (plan_id, packed) values ($1, $2)', [planId, packed]);
  }

  async markDone(
    tx: Tx,
    id: string,
    done: {
      readonly inputs: PlanInputs;
      readonly inputsDigest: string;
      readonly resultDigest: string;
      readonly summary: PlanSummary;
      readonly bankIds: readonly string[];
      readonly holderIds: readonly string[];
    },
    now: Date,
  ): Promise<void> {
    const { inputs } = done;
    await tx.execute(
      `update allocation_plan set status = 'done', as_of = $2, policy_version = $3, engine_version = $4,
         plan_version = $5, inputs_digest = $6, result_digest = $7, summary = $8, bank_ids = $9, holder_ids = $10,
         computed_at = $11, version = version + 1
       where id = $1`,
      [
        id,
        inputs.asOf,
        inputs.policyVersion,
        inputs.engineVersion,
        inputs.planVersion,
        done.inputsDigest,
        done.resultDigest,
        JSON.stringify(done.summary),
        done.bankIds,
        done.holderIds,
        now,
      ],
    );
  }

  async markFailed(tx: Tx, id: string, failure: string, now: Date): Promise<void> {
    await tx.execute(
      `update allocation_plan set status = 'failed', failure = $2, computed_at = $3, shared_at = null, version = version + 1 where id = $1`,
      [id, failure, now],
    );
  }

  async markCheck(tx: Tx, id: string, status: (typeof CHECK_STATUSES)[number], now: Date): Promise<void> {
    await tx.execute('update allocation_plan set check_status = $2, check_at = $3 where id = $1', [
      id,
      status,
      now,
    ]);
  }

  async share(tx: Tx, id: string, at: Date | null): Promise<void> {
    await tx.execute('update allocation_plan set shared_at = $2, version = version + 1 where id = $1', [
      id,
      at,
    ]);
  }
}
