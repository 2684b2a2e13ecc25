import { Injectable } from '@nestjs/common';
import type { QueueStage, QueueTab } from '@yinqi/contracts/engagements';
import { pileOfState, RESUMABLE_STATES, type EngagementState } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';
import { CASE_OWNERSHIP, ENGAGEMENT_COLUMNS } from './engagement-records.js';
import { owed } from './engagement-records.store.js';
import type { Desk } from './transfers/desk-of.js';
import { rowOf, type EngagementRow, type StoredEngagement } from './engagement-row.js';

export type QueueFilter = {
  readonly tab: QueueTab;
  /** The pile asked for: a repair to which the bank owes a part lies with what is to be answered. */
  readonly stage: QueueStage | undefined;
  readonly states: readonly EngagementState[] | null;
  readonly requestId: string | undefined;
  readonly enterpriseId: string | undefined;
  readonly bankId: string | undefined;
  readonly search: string | undefined;
  /** Whose cases the reader works on today. */
  readonly actsFor: readonly string[];
  /** Who of the bank can work on cases, and on those of which office; null to readers who know none of its people. */
  readonly able: Desk['able'];
  /** The offices of a branch; null for callers whose rows the database alone decides. */
  readonly offices: { readonly lo: number; readonly hi: number } | null;
  readonly now: Date;
  readonly endOfDay: Date;
  /** The day on which consents must hold, for readers who see nothing without; null for all others. */
  readonly consentDay: string | null;
};

/** What of the dossier a list shows; nothing once the consent has ended. */
export type ListedEngagement = EngagementRow & {
  readonly dossierName: string | null;
  readonly dossierGroups: readonly string[] | null;
  readonly papersAsked: number;
  /** By when the bank owes its part of a repair. */
  readonly owedBy: string | null;
  readonly dueKey: string;
  readonly recentKey: string;
};

/** Tasks of an open repair that are the bank's: of a case that seems over, something is to be done. */
const OWED = `left join lateral (
    select min(k.due_at) as due_at from repair_plan p join repair_task k on k.plan_id = p.id
    where p.engagement_id = e.id and e.status = 'repairing' and p.ended_at is null and k.owner = 'bank'
      and k.done_at is null) o on true`;
const DUE = 'coalesce(o.due_at, e.due_at)';

const TAB_CONDITION: Readonly<Record<QueueTab, string>> = {
  mine: 'e.officer_id = any($7)',
  due_today: `${DUE} >= $8 and ${DUE} < $9`,
  overdue: `${DUE} < $8`,
  unclaimed: `(e.officer_id is null or ($12::uuid[] is not null and not exists (
    select 1 from unnest($12::uuid[], $13::uuid[]) as able(id, office_id)
    where able.id = e.officer_id and (able.office_id is null or able.office_id = e.branch_id))))`,
  all: 'true',
};

const FROM = `from engagement e
  left join engagement_dossier d on d.engagement_id = e.id and ($11::date is null or d.valid_until >= $11)
  ${OWED}
  where ($1::text[] is null or e.status = any($1) or (o.due_at is not null and $14 = 'answer'))
    and not (o.due_at is not null and $14 is not distinct from 'ended') and ($2::uuid is null or e.request_id = $2)
    and ($3::uuid is null or e.enterprise_id = $3) and ($4::uuid is null or e.bank_id = $4)
    and ($5::text is null or position(lower($5) in lower(e.request_number || ' ' || coalesce(d.content ->> 'enterpriseName', '')
      || ' ' || coalesce(d.content ->> 'uscc', ''))) > 0)
    and ($6::int is null or e.branch_position between $6 and $10)
    and $7::uuid[] is not null and $8::timestamptz is not null and $9::timestamptz is not null
    and $12::uuid[] is not distinct from $12 and $13::uuid[] is not distinct from $13`;

/** Whose amount the reader sees: a sum would tell of the others. */
const SHOWN = `($11::date is null or 'request' = any(d.field_groups))`;

const valuesOf = (filter: QueueFilter) => [
  filter.states,
  filter.requestId ?? null,
  filter.enterpriseId ?? null,
  filter.bankId ?? null,
  filter.search ?? null,
  filter.offices?.lo ?? null,
  filter.actsFor,
  filter.now,
  filter.endOfDay,
  filter.offices?.hi ?? null,
  filter.consentDay,
  filter.able?.map(({ id }) => id) ?? null,
  filter.able?.map(({ officeId }) => officeId) ?? null,
  filter.stage ?? null,
];

/** What is fully paid out waits only to be closed: it comes after what is still to be paid. */
const NO_DUE_KEY = `case when e.status = 'disbursed' then 9000000000000001 else 9000000000000000 end`;

/** Microseconds as whole numbers, both ascending: one row comparison pages through the list. */
const DUE_KEY = `coalesce((extract(epoch from ${DUE}) * 1000000)::bigint, ${NO_DUE_KEY})`;
const RECENT_KEY = `-(extract(epoch from e.updated_at) * 1000000)::bigint`;

export type QueueSums = Readonly<Record<QueueTab, number>> & {
  readonly totalFen: string;
  readonly otherCurrencyCount: number;
  readonly listed: number;
};

/** The work list: by time left, what waits for nobody at the bank last, then what changed most recently. */
@Injectable()
export class QueueStore {
  async page(
    tx: Tx,
    filter: QueueFilter,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<ListedEngagement[]> {
    const rows = await tx.rows<StoredEngagement & Omit<ListedEngagement, keyof EngagementRow>>(
      `select ${ENGAGEMENT_COLUMNS}, d.content ->> 'enterpriseName' as "dossierName", d.field_groups as "dossierGroups",
         ${DUE_KEY}::text as "dueKey", (${RECENT_KEY})::text as "recentKey", o.due_at as "owedBy",
         (select coalesce(sum(jsonb_array_length(q.items)), 0)::int from supplement_request q
          where q.engagement_id = e.id and ${owed('q')} and e.status = any($19)) as "papersAsked"
       ${FROM} and ${tx.own(CASE_OWNERSHIP)} and ${TAB_CONDITION[filter.tab]}
         and ($15::bigint is null or (${DUE_KEY}, ${RECENT_KEY}, e.id) > ($15::bigint, $16::bigint, $17::uuid))
       order by ${DUE_KEY}, ${RECENT_KEY}, e.id limit $18`,
      [
        ...valuesOf(filter),
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        limit + 1,
        RESUMABLE_STATES,
      ],
    );
    return rows.map((row) => ({ ...row, ...rowOf(row) }));
  }

  async sums(tx: Tx, filter: QueueFilter): Promise<QueueSums> {
    const counts = Object.entries(TAB_CONDITION)
      .map(([tab, condition]) => `count(*) filter (where ${condition})::int as ${tab}`)
      .join(', ');
    const listed = TAB_CONDITION[filter.tab];
    const row = await tx.first<QueueSums>(
      `select ${counts}, count(*) filter (where ${listed})::int as listed,
         coalesce(sum(e.requested_fen) filter (where ${listed} and ${SHOWN} and e.currency = 'CNY'), 0)::text as "totalFen",
         count(*) filter (where ${listed} and ${SHOWN} and e.currency <> 'CNY')::int as "otherCurrencyCount"
       ${FROM} and ${tx.own(CASE_OWNERSHIP)}`,
      valuesOf(filter),
    );
    if (!row) throw new Error('An aggregate without groups answers exactly one row');
    return row;
  }

  async stageCounts(tx: Tx, offices: QueueFilter['offices']): Promise<Readonly<Record<QueueStage, number>>> {
    const rows = await tx.rows<{ status: EngagementState; owed: boolean; count: number }>(
      `select e.status, o.due_at is not null as owed, count(*)::int as count from engagement e ${OWED}
       where ${tx.own(CASE_OWNERSHIP)} and ($1::int is null or e.branch_position between $1 and $2) group by 1, 2`,
      [offices?.lo ?? null, offices?.hi ?? null],
    );
    const countOf = (stage: QueueStage): number =>
      rows
        .filter(({ status, owed }) => pileOfState(status, owed) === stage)
        .reduce((sum, { count }) => sum + count, 0);
    return {
      answer: countOf('answer'),
      judge: countOf('judge'),
      credit: countOf('credit'),
      disburse: countOf('disburse'),
      ended: countOf('ended'),
    };
  }
}
