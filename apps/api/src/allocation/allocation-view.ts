import type { AllocationItem, AllocationRequestLine, AllocationView } from '@yinqi/contracts/allocation';
import { areaName, type PlanNames } from './allocation-names.js';
import type { PlanRow } from './allocation-plans.store.js';
import type { ListedLine } from './allocation-results.store.js';
import type { PoolLine } from './compute-plan.js';

export const itemOf = (plan: PlanRow): AllocationItem => ({
  id: plan.id,
  title: plan.title,
  status: plan.status,
  basedOn: plan.based_on,
  demandFen: plan.summary?.figures.demandFen ?? null,
  servedFen: plan.summary?.figures.wholeFen ?? null,
  requests: plan.summary?.figures.requests ?? null,
  sharedAt: plan.shared_at,
  createdBy: plan.created_by_name,
  createdAt: plan.created_at,
});

const poolOf = (line: PoolLine, names: PlanNames): AllocationView['pools'][number] => ({
  ...names.pool(line.facility_id, line.bank_id),
  capacityFen: line.capacity_fen,
  wholeFen: line.whole_fen,
  splitFen: line.split_fen,
  binding:
    line.value_ppm === null || line.served_more_fen === null
      ? null
      : { valuePpm: line.value_ppm, servedMoreFen: line.served_more_fen },
});

function fairnessOf({ summary, area_level: level }: PlanRow): AllocationView['fairness'] {
  if (!summary) return null;
  const { areas, ...fairness } = summary.fairness;
  return { level, areas: areas.map((area) => ({ ...area, name: areaName(area.code) })), ...fairness };
}

export function viewOf(
  plan: PlanRow,
  pools: readonly PoolLine[],
  base: PlanRow | undefined,
  names: PlanNames,
): AllocationView {
  return {
    ...itemOf(plan),
    quotas: plan.quotas.map(({ facilityId, capacityFen, banks }) => ({
      facility: names.facility(facilityId),
      capacityFen,
      banks: banks.map((part) => ({ bank: names.bank(part.bankId), capacityFen: part.capacityFen })),
    })),
    tranches: plan.tranches.map(({ facilityId, bankId, addFen }) => ({
      ...names.pool(facilityId, bankId),
      addFen,
    })),
    seed: plan.seed,
    asOf: plan.as_of,
    computedAt: plan.computed_at,
    policyVersion: plan.policy_version,
    engineVersion: plan.engine_version,
    planVersion: plan.plan_version,
    inputsDigest: plan.inputs_digest,
    resultDigest: plan.result_digest,
    check:
      plan.check_status === null || plan.check_at === null
        ? null
        : { status: plan.check_status, at: plan.check_at },
    failure: plan.failure,
    figures: plan.summary?.figures ?? null,
    pools: pools.map((line) => poolOf(line, names)),
    fairness: fairnessOf(plan),
    base: base?.summary ? { id: base.id, title: base.title, figures: base.summary.figures } : null,
    version: plan.version,
  };
}

export const requestLineOf = (
  line: ListedLine,
  enterprise: string,
  names: PlanNames,
): AllocationRequestLine => ({
  requestId: line.request_id,
  number: line.number,
  enterprise,
  area: areaName(line.area),
  amountFen: line.amount_fen,
  outcome: line.outcome,
  reason: line.reason,
  product:
    line.product_id === null || line.bank_id === null
      ? null
      : {
          id: line.product_id,
          name: line.product_name ?? '',
          nameEn: line.product_name_en,
          bank: names.bank(line.bank_id),
        },
  blockedBy: line.blocked.map(({ facilityId, bankId, restFen }) => ({
    ...names.pool(facilityId, bankId),
    restFen,
  })),
});
