import { Injectable } from '@nestjs/common';
import type { EngagementState } from '@yinqi/domain/lifecycle';
import type { Currency } from '@yinqi/domain/money';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import { parametersOf, type Scope } from './pipeline-scope.js';

/** An engagement first pushed in the period, with the times its figures are made of. */
export type CohortRow = {
  readonly id: string;
  readonly request_id: string;
  readonly enterprise_id: string;
  readonly bank_id: string;
  readonly status: EngagementState;
  readonly requested_fen: string;
  readonly currency: Currency;
  readonly programme_id: string | null;
  readonly pushed_at: string;
  readonly due_at: string | null;
  readonly held_at: string | null;
  readonly answered_at: string | null;
  readonly contacted_at: string | null;
  readonly approved_at: string | null;
  readonly withdrawn_at: string | null;
  readonly silent: boolean;
  readonly first_loan: boolean;
  readonly loans: readonly {
    readonly id: string;
    readonly currency: string;
    readonly fen: string;
    readonly bp: number;
  }[];
};

export type HistoryRow = {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly to: EngagementState;
};

/** What a bank asks about: cases of its own, or of one office and those below it. */
export type OwnScope = {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly offices: { readonly lo: number; readonly hi: number } | null;
};

export type EngagementListRow = {
  readonly id: string;
  readonly request_id: string;
  readonly request_number: string;
  readonly enterprise_id: string;
  readonly enterprise_name: string;
  readonly bank_name: string;
  readonly branch_name: string;
  readonly product_name: string;
  readonly product_name_en: string | null;
  readonly status: EngagementState;
  readonly requested_fen: string;
  readonly currency: Currency;
  readonly pushed_at: string;
  readonly due_at: string | null;
  readonly held_at: string | null;
  readonly officer_name: string | null;
  readonly due_key: string;
};

/** The cases at other offices that each case goes on from: what was done there is part of its history. */
const EARLIER = `with recursive line (id, earlier) as (
  select id, predecessor_id from engagement where predecessor_id is not null and status <> 'transferred'
  union all
  select l.id, g.predecessor_id from line l join engagement g on g.id = l.earlier where g.predecessor_id is not null
)`;

/** When each case was first answered and contacted, when it was withdrawn, and whether it ever stood unanswered. */
const TOLD = `${EARLIER}, told as materialized (
  select coalesce(l.id, v.engagement_id) as engagement_id,
    min(at) filter (where to_status in ('accepted', 'declined')) as answered_at,
    min(at) filter (where action = 'record_contact') as contacted_at,
    min(at) filter (where to_status = 'withdrawn') as withdrawn_at, bool_or(to_status = 'no_response') as silent
  from engagement_event v left join line l on l.earlier = v.engagement_id where not undone group by 1
)`;

const OF_BANK: Ownership = { bank: 'g.bank_id', shown: { bank: 'g.pushed_at is not null' } };

/** What has no time running comes after everything that has, the longest sent first. */
const DUE_KEY = `coalesce(g.due_at, g.pushed_at + interval '100 years')`;

@Injectable()
export class CohortStore {
  /** A case that changed offices counts once, where it is now. */
  cohort(tx: Tx, scope: Scope): Promise<CohortRow[]> {
    return tx.rows<CohortRow>(
      `${TOLD}
       select g.id, g.request_id, g.enterprise_id, g.bank_id, g.status, g.requested_fen, g.currency, g.programme_id, g.pushed_at, g.due_at,
         g.held_at, v.answered_at, v.contacted_at, v.withdrawn_at, coalesce(v.silent, false) as silent, c.approved_at,
         coalesce(r.first_loan, false) as first_loan,
         coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'currency', d.currency, 'fen', d.amount_fen::text,
           'bp', d.annual_rate_bp)) from disbursement d where d.engagement_id = g.id), '[]') as loans
       from engagement g
       join financing_request r on r.id = g.request_id
       join enterprise e on e.id = g.enterprise_id
       left join credit_approval c on c.engagement_id = g.id
       left join told v on v.engagement_id = g.id
       where g.pushed_at is not null and g.status <> 'transferred' and $7::timestamptz is not null
         and ($1::date is null or g.pushed_at >= $1::timestamp at time zone 'Asia/Shanghai')
         and ($2::date is null or g.pushed_at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai')
         and g.unit_position between $3 and $4 and ($5::uuid is null or g.bank_id = $5)
         and ($6::text is null or coalesce(left(e.industry_code, 1), 'none') = $6)`,
      parametersOf(scope),
    );
  }

  /** The same cohort as a bank reads it: without the request behind a case, and without money. */
  ofBank(tx: Tx, { from, to, offices }: OwnScope): Promise<CohortRow[]> {
    return tx.rows<CohortRow>(
      `${TOLD}
       select g.id, g.request_id, g.enterprise_id, g.bank_id, g.status, g.requested_fen, g.currency, g.programme_id,
         g.pushed_at, g.due_at, g.held_at, v.answered_at, v.contacted_at, v.withdrawn_at,
         coalesce(v.silent, false) as silent, null as approved_at, false as first_loan, '[]'::jsonb as loans
       from engagement g left join told v on v.engagement_id = g.id
       where ${tx.own(OF_BANK)} and g.status <> 'transferred'
         and ($1::date is null or g.pushed_at >= $1::timestamp at time zone 'Asia/Shanghai')
         and ($2::date is null or g.pushed_at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai')
         and ($3::int is null or g.branch_position between $3 and $4)`,
      [from ?? null, to ?? null, offices?.lo ?? null, offices?.hi ?? null],
    );
  }

  /** What happened in each case at all its offices; what was taken back never did, and a transfer ends nothing. */
  histories(tx: Tx, ids: readonly string[]): Promise<HistoryRow[]> {
    return tx.rows<HistoryRow>(
      `with recursive line (id, member) as (
         select id, id from engagement where id = any($1)
         union all
         select l.id, g.predecessor_id from line l join engagement g on g.id = l.member
         where g.predecessor_id is not null)
       select l.id, v.at, v.action, v.to_status as "to" from line l join engagement_event v on v.engagement_id = l.member
       where not v.undone and v.action not in ('undo', 'transfer') order by l.id, v.seq`,
      [ids],
    );
  }

  /** Rows of a set that was made of the cohort, the longest late first. */
  engagements(
    tx: Tx,
    ids: readonly string[],
    page: { readonly after: readonly (string | number | null)[] | undefined; readonly limit: number },
  ): Promise<EngagementListRow[]> {
    return tx.rows<EngagementListRow>(
      `select g.id, g.request_id, g.request_number, g.enterprise_id, e.name as enterprise_name, b.name as bank_name,
         o.name as branch_name, g.product_name, g.product_name_en, g.status, g.requested_fen, g.currency, g.pushed_at, g.due_at,
         g.held_at, g.officer_name, ${DUE_KEY}::text as due_key
       from engagement g join enterprise e on e.id = g.enterprise_id join organisation b on b.id = g.bank_id
         join organisation o on o.id = g.branch_id
       where g.id = any($1) and ($2::timestamptz is null or (${DUE_KEY}, g.id) > ($2, $3::uuid))
       order by ${DUE_KEY}, g.id limit $4`,
      [ids, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
    );
  }
}
