import { FUNNEL_STAGES, type FunnelStage } from '@yinqi/domain/metrics';

/**
 * The population as one row per request (per request and bank where banks are told apart), with the first time it
 * reached each stage. Every count and every list of rows is taken from here, so that they cannot differ.
 * Materialised, because a fresh database has no statistics and would aggregate the history once per request.
 * Parameters: $1 from, $2 to (days in Beijing), $3 and $4 the unit's interval, $5 bank, $6 section, $7 as-of.
 */
export function populationSql(isPerBank: boolean): string {
  const bank = isPerBank ? ', g.bank_id' : '';
  return `
    with taken as materialized (
      select engagement_id, min(at) as at from engagement_event where to_status = 'accepted' and not undone group by 1
    ), paid as materialized (
      select engagement_id, min(recorded_at) as at, sum(amount_fen) as fen from disbursement group by 1
    ), engaged as materialized (
      select g.request_id${bank}, min(g.pushed_at) as pushed_at, min(t.at) as accepted_at, min(c.approved_at) as approved_at,
        min(d.at) as disbursed_at, coalesce(sum(c.amount_fen), 0) as approved_fen, coalesce(sum(d.fen), 0) as disbursed_fen,
        bool_or(g.status in ('pushed', 're_pushed') and g.due_at < $7) as late_pushed,
        bool_or(g.status in ('accepted', 'contacted', 'due_diligence', 'credit_review') and g.due_at < $7) as late_accepted
      from engagement g
      left join taken t on t.engagement_id = g.id
      left join credit_approval c on c.engagement_id = g.id
      left join paid d on d.engagement_id = g.id
      where g.pushed_at is not null and ($5::uuid is null or g.bank_id = $5)
      group by g.request_id${bank}
    ), moved as materialized (
      select request_id, min(at) filter (where to_status = 'verified') as verified_at,
        min(at) filter (where to_status = 'matched') as matched_at
      from financing_request_event group by request_id
    ), population as (
      select r.id, r.number, r.status, r.enterprise_id, e.name as enterprise_name, r.unit_position, e.unit_id,
        left(e.industry_code, 1) as section, r.amount_fen, r.currency${isPerBank ? ', g.bank_id' : ''},
        r.first_submitted_at as registered_at, m.verified_at, m.matched_at, g.pushed_at, g.accepted_at, g.approved_at,
        g.disbursed_at, coalesce(g.approved_fen, 0) as approved_fen, coalesce(g.disbursed_fen, 0) as disbursed_fen,
        coalesce(g.late_pushed, false) as late_pushed, coalesce(g.late_accepted, false) as late_accepted
      from financing_request r
      join enterprise e on e.id = r.enterprise_id
      left join moved m on m.request_id = r.id
      ${isPerBank ? '' : 'left '}join engaged g on g.request_id = r.id
      where r.first_submitted_at is not null
        and ($1::date is null or r.first_submitted_at >= $1::timestamp at time zone 'Asia/Shanghai')
        and ($2::date is null or r.first_submitted_at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai')
        and r.unit_position between $3 and $4
        and ($5::uuid is null or g.request_id is not null)
        and ($6::text is null or coalesce(left(e.industry_code, 1), 'none') = $6)
    )`;
}

const TIMES: Readonly<Record<FunnelStage, string>> = {
  registered: 'registered_at',
  verified: 'verified_at',
  matched: 'matched_at',
  pushed: 'pushed_at',
  accepted: 'accepted_at',
  approved: 'approved_at',
  disbursed: 'disbursed_at',
};

export const timeOf = (stage: FunnelStage): string => TIMES[stage];

/** A request that reached a later stage has passed the earlier ones. */
export function reachedSql(stage: FunnelStage): string {
  const later = FUNNEL_STAGES.slice(FUNNEL_STAGES.indexOf(stage)).map(timeOf);
  return `(coalesce(${[...later, 'null::timestamptz'].join(', ')}) is not null)`;
}

/** Waits at a bank past its time limit: for an answer, or for contact and conclusion. */
export function lateSql(stage: FunnelStage): string {
  if (stage === 'pushed') return `(${reachedSql(stage)} and late_pushed)`;
  return stage === 'accepted' ? `(${reachedSql(stage)} and late_accepted)` : 'false';
}

/** Requested up to taken up, approved limit at approved, paid out at disbursed. */
export const amountOf = (stage: FunnelStage): string =>
  stage === 'approved' ? 'approved_fen' : stage === 'disbursed' ? 'disbursed_fen' : 'amount_fen';
