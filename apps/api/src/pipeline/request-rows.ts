import type { PipelineRequest } from '@yinqi/contracts/pipeline';
import { FUNNEL_STAGES, type FunnelStage } from '@yinqi/domain/metrics';
import { sectionName } from './industry-name.js';
import type { RequestRow } from './pipeline.store.js';

/** The furthest stage a request ever reached. */
function furthest(row: RequestRow): FunnelStage {
  const times: Readonly<Record<FunnelStage, string | null>> = {
    registered: row.registered_at,
    verified: row.verified_at,
    matched: row.matched_at,
    pushed: row.pushed_at,
    accepted: row.accepted_at,
    approved: row.approved_at,
    disbursed: row.disbursed_at,
  };
  return FUNNEL_STAGES.findLast((stage) => times[stage] !== null) ?? 'registered';
}

export const requestView = (row: RequestRow): PipelineRequest => ({
  id: row.id,
  number: row.number,
  enterprise: { id: row.enterprise_id, name: row.enterprise_name },
  unitName: row.unit_name,
  industry: row.section === null ? null : sectionName(row.section),
  status: row.status,
  amountFen: row.amount_fen,
  currency: row.currency,
  approvedFen: row.approved_fen,
  disbursedFen: row.disbursed_fen,
  stage: furthest(row),
  late: row.late,
  banks: [...row.banks],
  registeredAt: row.registered_at,
  reachedAt: row.reached_at,
});
