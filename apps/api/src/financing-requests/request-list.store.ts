import { Injectable } from '@nestjs/common';
import type { RequestSort } from '@yinqi/contracts/financing-requests';
import { LIVE_STATES } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';
import { REQUEST_OWNERSHIP } from './request-records.js';
import { EXPIRES_AT } from './request-expiry.js';
import type { StoredRequest } from './request-row.js';

export type RequestFilter = {
  readonly statuses: readonly string[] | undefined;
  readonly enterpriseId: string | undefined;
  readonly regionCodes: readonly string[] | undefined;
  readonly bankId: string | undefined;
  readonly search: string | undefined;
  readonly amountFrom: string | undefined;
  readonly amountTo: string | undefined;
};

export type ListedRequest = Pick<
  StoredRequest,
  | 'id'
  | 'number'
  | 'enterpriseId'
  | 'status'
  | 'purpose'
  | 'purposeText'
  | 'amountFen'
  | 'currency'
  | 'termMonths'
  | 'neededBy'
  | 'willingToShare'
  | 'returnItems'
  | 'submittedAt'
  | 'updatedAt'
  | 'draftedBy'
  | 'verifyDueAt'
  | 'verifyProvisional'
  | 'expiresAt'
> & {
  readonly enterpriseName: string;
  readonly regionCode: string | null;
  /** As the database writes it: an instant, or infinity where there is none. */
  readonly sortKey: string;
};

export type RequestTotals = {
  readonly total: number;
  readonly totalFen: string;
  readonly otherCurrencyCount: number;
};

/** What banks and matching have done with a request so far; dates are the nearest ones. */
export type RequestSituationRow = {
  readonly requestId: string;
  readonly fittingProducts: number | null;
  readonly liveEngagements: number;
  readonly proposals: number;
  readonly openOffers: number;
  readonly papersAsked: number;
  readonly bankDueAt: string | null;
  readonly papersDueAt: string | null;
  readonly offerUntil: string | null;
};

const WHERE = `($1::text[] is null or r.status = any($1)) and ($2::uuid is null or r.enterprise_id = $2)
  and ($3::text[] is null or e.region_code = any($3))
  and ($4::uuid is null or exists (select 1 from engagement g where g.request_id = r.id and g.bank_id = $4))
  and ($5::text is null or position(lower($5) in lower(e.name)) > 0 or position(upper($5) in e.uscc) > 0
       or position(upper($5) in r.number) > 0)
  and ($6::bigint is null or r.amount_fen >= $6) and ($7::bigint is null or r.amount_fen <= $7)`;

const valuesOf = (filter: RequestFilter) => [
  filter.statuses ?? null,
  filter.enterpriseId ?? null,
  filter.regionCodes ?? null,
  filter.bankId ?? null,
  filter.search ?? null,
  filter.amountFrom ?? null,
  filter.amountTo ?? null,
];

const LIVE = LIVE_STATES.map((state) => `'${state}'`).join(', ');

/** What banks have done with request r and by when somebody is to move. */
const SITUATION = `left join lateral (
    select count(*) filter (where status in (${LIVE}) and status <> 'proposed') as live,
           count(*) filter (where status = 'proposed') as proposals,
           min(due_at) filter (where status in (${LIVE})) as due
    from engagement where request_id = r.id) g on true
  left join lateral (
    select count(*) as open, min(f.valid_until) as until
    from offer f join financing_request n on n.id = f.request_id
    where f.request_id = r.id and f.status = 'sent' and f.content_version = n.content_version
      and f.currency = n.currency) o on true
  left join lateral (
    select sum(jsonb_array_length(q.items)) as papers, min(q.due_at) as due
    from supplement_request q join engagement e on e.id = q.engagement_id
    where e.request_id = r.id and q.answered_at is null and q.waived_at is null and e.status in (${LIVE})) s on true`;

/**
 * The hour the next step names, as the domain chooses it: the bureau's for what is submitted, the end of what its
 * enterprise has to finish, then papers, offers (their last day, Beijing time) and the bank's. What waits without a
 * limit has none.
 */
const DUE = `case
    when r.status = 'submitted' then r.verify_due_at
    when r.status in ('draft', 'returned') then ${EXPIRES_AT}
    when r.status = 'engaged' or (r.status = 'partially_funded' and g.live > 0) then case
      when s.papers > 0 then s.due
      when o.open > 0 then (o.until + 1)::timestamp at time zone 'Asia/Shanghai'
      when g.proposals > 0 then null
      else g.due end
  end`;
const NEEDED_BY = `r.needed_by::timestamp at time zone 'Asia/Shanghai'`;

type Order = {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
  /** What the key is made of, besides the request itself. */
  readonly from?: string;
};

/** Requests without the date come last, whichever way the others are turned. */
const ORDERS: Readonly<Record<RequestSort, Order>> = {
  '-updatedAt': { key: 'r.updated_at', direction: 'desc' },
  updatedAt: { key: 'r.updated_at', direction: 'asc' },
  due: { key: `coalesce(${DUE}, 'infinity')`, direction: 'asc', from: SITUATION },
  '-due': { key: `coalesce(${DUE}, '-infinity')`, direction: 'desc', from: SITUATION },
  neededBy: { key: `coalesce(${NEEDED_BY}, 'infinity')`, direction: 'asc' },
  '-neededBy': { key: `coalesce(${NEEDED_BY}, '-infinity')`, direction: 'desc' },
};

/** Lists of requests and what stands behind their next step. */
@Injectable()
export class RequestListStore {
  list(
    tx: Tx,
    filter: RequestFilter,
    page: {
      readonly sort: RequestSort;
      readonly after: readonly (string | number | null)[] | undefined;
      readonly limit: number;
    },
  ): Promise<ListedRequest[]> {
    const { key, direction, from = '' } = ORDERS[page.sort];
    const next = direction === 'asc' ? '>' : '<';
    return tx.rows<ListedRequest>(
      `select r.id, r.number, r.enterprise_id as "enterpriseId", e.name as "enterpriseName",
         e.region_code as "regionCode", r.status, r.purpose, r.purpose_text as "purposeText",
         r.amount_fen as "amountFen", r.currency, r.term_months as "termMonths", r.needed_by as "neededBy",
         r.willing_to_share as "willingToShare", r.return_items as "returnItems", r.submitted_at as "submittedAt",
         r.updated_at as "updatedAt", r.drafted_by as "draftedBy", r.verify_due_at as "verifyDueAt",
         r.verify_provisional as "verifyProvisional",
         ${EXPIRES_AT} as "expiresAt",
         (${key})::text as "sortKey"
       from financing_request r join enterprise e on e.id = r.enterprise_id ${from}
       where ${tx.own(REQUEST_OWNERSHIP)} and ${WHERE} and ($8::timestamptz is null or (${key}, r.id) ${next} ($8, $9::uuid))
       order by ${key} ${direction}, r.id ${direction} limit $10`,
      [...valuesOf(filter), page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
    );
  }

  async totals(tx: Tx, filter: RequestFilter): Promise<RequestTotals> {
    const totals = await tx.first<RequestTotals>(
      `select count(*)::int as total, coalesce(sum(r.amount_fen) filter (where r.currency = 'CNY'), 0)::text as "totalFen",
         (count(*) filter (where r.currency <> 'CNY' and r.amount_fen is not null))::int as "otherCurrencyCount"
       from financing_request r join enterprise e on e.id = r.enterprise_id
       where ${tx.own(REQUEST_OWNERSHIP)} and ${WHERE}`,
      valuesOf(filter),
    );
    return totals ?? { total: 0, totalFen: '0', otherCurrencyCount: 0 };
  }

  /** The enterprise a request is for, if the reader may see it. */
  async enterprise(
    tx: Tx,
    id: string,
  ): Promise<
    { id: string; name: string; uscc: string; regionCode: string | null; unitPosition: number } | undefined
  > {
    return tx.first(
      `select id, name, uscc, region_code as "regionCode", unit_position as "unitPosition" from enterprise
       where id = $1 and ${tx.own({ enterprise: 'id', bureau: 'unit_position' })}`,
      [id],
    );
  }

  async situations(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, RequestSituationRow>> {
    const rows = await tx.rows<RequestSituationRow>(
      `select r.id as "requestId", m.eligible_count as "fittingProducts",
         coalesce(g.live, 0)::int as "liveEngagements", coalesce(g.proposals, 0)::int as proposals,
         coalesce(o.open, 0)::int as "openOffers", coalesce(s.papers, 0)::int as "papersAsked",
         g.due as "bankDueAt", s.due as "papersDueAt", o.until as "offerUntil"
       from unnest($1::uuid[]) as r(id)
       left join match_result m on m.request_id = r.id
       ${SITUATION}`,
      [ids],
    );
    return new Map(rows.map((row) => [row.requestId, row]));
  }
}
