import { Injectable } from '@nestjs/common';
import { REQUEST_OPEN_STATES, type EngagementState, type RequestState } from '@yinqi/domain/lifecycle';
import type { Interval } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { EXPIRES_AT } from './request-expiry.js';
import {
  REQUEST_COLUMNS,
  REQUEST_OWNERSHIP,
  type ContentEdit,
  type EventRow,
  type Filing,
  type Move,
  type NewEvent,
  type NewRequest,
} from './request-records.js';
import { rowOf, type RequestRow, type ReturnItem, type StoredRequest } from './request-row.js';
import { verificationColumns } from './verification-clock.js';

/** Verified, and nothing paid yet: of what was partly funded the rest is only known to its cases. */
const WAITING: readonly RequestState[] = ['verified', 'unmatched', 'matched', 'engaged'];

/** A case a bank has been sent, with what was chosen of its offer. */
export type SentCase = {
  readonly state: EngagementState;
  readonly chosenFen: bigint | null;
  readonly approvedFen: bigint | null;
  readonly disbursedFen: bigint;
};
type StoredSentCase = {
  readonly state: EngagementState;
  readonly chosenFen: string | null;
  readonly approvedFen: string | null;
  readonly disbursedFen: string;
};
const fenOrNull = (digits: string | null): bigint | null => (digits === null ? null : BigInt(digits));

/** Reads and writes requests and their history; every other file of the capability asks here. */
@Injectable()
export class FinancingRequestsStore {
  async load(tx: Tx, ids: readonly string[]): Promise<RequestRow[]> {
    const rows = await tx.rows<StoredRequest>(
      `select ${REQUEST_COLUMNS} from financing_request r where id = any($1) and ${tx.own(REQUEST_OWNERSHIP)} order by id`,
      [ids],
    );
    return rows.map(rowOf);
  }

  /**
   * Locked in the order of ids, so that two transactions over the same requests wait instead of deadlocking; not the
   * key, which rows of other tables refer to while they are inserted.
   */
  async lock(tx: Tx, ids: readonly string[]): Promise<RequestRow[]> {
    const rows = await tx.rows<StoredRequest>(
      `select ${REQUEST_COLUMNS} from financing_request r where id = any($1) and ${tx.own(REQUEST_OWNERSHIP)}
       order by id for no key update`,
      [ids],
    );
    return rows.map(rowOf);
  }

  async insert(tx: Tx, requests: readonly NewRequest[], filing: Filing): Promise<void> {
    const rows = requests.map(({ fields, ...request }) => ({ ...request, ...fields }));
    await tx.execute(
      `insert into financing_request (id, number, enterprise_id, unit_position, status, amount_fen, currency, term_months,
         purpose, purpose_text, financing_mode, rate_ceiling_bp, needed_by, collateral, collateral_text, first_loan,
         export_credit_insured, parent_guarantee, intended_banks, remarks, contact_name, contact_phone,
         willing_to_share, source, submitted_at, first_submitted_at, verify_due_at, created_at, updated_at,
         updated_by, drafted_by, verify_provisional, verify_policy_id)
       select r.id, $2 || lpad(n::text, greatest(4, length(n::text)), '0'), "enterpriseId", "unitPosition", status,
         "amountFen", currency, "termMonths", purpose, "purposeText", "financingMode", "rateCeilingBp", "neededBy",
         collateral, "collateralText", "firstLoan", "exportCreditInsured", "parentGuarantee", "intendedBanks", remarks,
         "contactName", "contactPhone", "willingToShare", source,
         submitted, submitted, case when submitted is not null then $6::timestamptz end, $3, $3, $4, $5,
         submitted is not null and $7::boolean, case when submitted is not null then $8::uuid end
       from jsonb_to_recordset($1::jsonb) as r (id uuid, "enterpriseId" uuid, "unitPosition" int, status text,
         "amountFen" bigint, currency text, "termMonths" int, purpose text, "purposeText" text, "financingMode" text,
         "rateCeilingBp" int, "neededBy" date, collateral text[], "collateralText" text, "firstLoan" boolean,
         "exportCreditInsured" boolean, "parentGuarantee" boolean, "intendedBanks" text[], remarks text,
         "contactName" text, "contactPhone" text, "willingToShare" boolean, source jsonb),
       lateral (select nextval('financing_request_number') as n, r.id,
         case r.status when 'draft' then null else $3::timestamptz end as submitted) as numbered`,
      [
        JSON.stringify(rows),
        filing.prefix,
        filing.now,
        filing.by,
        filing.side,
        ...verificationColumns(filing.now),
      ],
    );
  }

  /** A draft somebody of this side opened and left as it was. */
  async untouchedDraft(tx: Tx, enterpriseId: string, side: Filing['side']): Promise<string | undefined> {
    const row = await tx.first<{ id: string }>(
      `select id from financing_request where enterprise_id = $1 and drafted_by = $2 and status = 'draft'
         and version = 1 and purpose is null and amount_fen is null order by created_at desc limit 1`,
      [enterpriseId, side],
    );
    return row?.id;
  }

  async updateContent(tx: Tx, id: string, edit: ContentEdit): Promise<void> {
    await tx.execute(
      `update financing_request set purpose = c.purpose, amount_fen = c."amountFen", currency = c.currency,
         term_months = c."termMonths", needed_by = c."neededBy", rate_ceiling_bp = c."rateCeilingBp",
         collateral = c.collateral, first_loan = c."firstLoan", export_credit_insured = c."exportCreditInsured",
         parent_guarantee = c."parentGuarantee", remarks = c.remarks, contact_name = c."contactName",
         contact_phone = c."contactPhone", willing_to_share = c."willingToShare",
         content_version = content_version + $3::int, version = version + 1, updated_at = $4,
         updated_by = $5
       from jsonb_to_record($2::jsonb) as c (purpose text, "amountFen" bigint, currency text, "termMonths" int,
         "neededBy" date, "rateCeilingBp" int, collateral text[], "firstLoan" boolean, "exportCreditInsured" boolean,
         "parentGuarantee" boolean, remarks text, "contactName" text, "contactPhone" text, "willingToShare" boolean)
       where id = $1`,
      [id, JSON.stringify(edit.content), edit.raisesContentVersion ? 1 : 0, edit.now, edit.by],
    );
  }

  /** Verified and matched keep their first time; submitted is the latest one, from which the bureau's time runs. */
  async move(tx: Tx, ids: readonly string[], { to, by, now }: Move): Promise<void> {
    await tx.execute(
      `update financing_request set status = $2, version = version + 1, updated_at = $3, updated_by = $4,
         submitted_at = case $2 when 'submitted' then $3 else submitted_at end,
         first_submitted_at = case $2 when 'submitted' then coalesce(first_submitted_at, $3) else first_submitted_at end,
         verify_due_at = case $2 when 'submitted' then $5 else verify_due_at end,
         verify_provisional = case $2 when 'submitted' then $6 else false end,
         verify_policy_id = case $2 when 'submitted' then $7 else verify_policy_id end,
         verified_at = case $2 when 'verified' then coalesce(verified_at, $3) else verified_at end,
         matched_at = case $2 when 'matched' then coalesce(matched_at, $3) else matched_at end
       where id = any($1)`,
      [ids, to, now, by, ...verificationColumns(now)],
    );
  }

  async setReturnItems(tx: Tx, id: string, items: readonly ReturnItem[]): Promise<void> {
    const listed = JSON.stringify(items);
    await tx.execute('update financing_request set return_items = $2 where id = $1', [id, listed]);
  }

  /** Scope columns come from the request itself, so an event can never be filed under another enterprise. */
  async insertEvents(tx: Tx, events: readonly NewEvent[], now: Date): Promise<void> {
    await tx.execute(
      `insert into financing_request_event (id, request_id, enterprise_id, unit_position, at, action, from_status,
         to_status, actor_side, actor_account_id, actor_name, note)
       select e.id, r.id, r.enterprise_id, r.unit_position, $2, e.action, e."from", e."to", e.side, e."accountId",
         e."actorName", e.note
       from rows from (jsonb_to_recordset($1::jsonb) as (id uuid, "requestId" uuid, action text, "from" text, "to" text,
         side text, "accountId" uuid, "actorName" text, note jsonb)) with ordinality
         as e (id, "requestId", action, "from", "to", side, "accountId", "actorName", note, place)
       join financing_request r on r.id = e."requestId"
       order by e.place`,
      [JSON.stringify(events), now],
    );
  }

  async events(tx: Tx, requestId: string): Promise<EventRow[]> {
    return tx.rows<EventRow>(
      `select id, at, action, from_status as "from", to_status as "to", actor_side as side, actor_name as "actorName", note
       from financing_request_event where request_id = $1 order by seq`,
      [requestId],
    );
  }

  /** Requests somebody has acted upon: decided by the bureau, named in a consent or worked by a bank. */
  async actedUpon(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from financing_request r
       where id = any($1) and (verified_at is not null or status not in ('submitted', 'withdrawn')
         or exists (select 1 from consent c where c.request_id = r.id)
         or exists (select 1 from engagement e where e.request_id = r.id))
       order by id`,
      [ids],
    );
    return rows.map((row) => row.id);
  }

  async sentCases(tx: Tx, requestId: string): Promise<SentCase[]> {
    const rows = await tx.rows<StoredSentCase>(
      `select e.status as state, o.chosen_fen as "chosenFen", e.approved_fen as "approvedFen", e.disbursed_fen as "disbursedFen"
       from engagement e left join offer o on o.engagement_id = e.id and o.status = 'chosen'
       where e.request_id = $1 and e.pushed_at is not null`,
      [requestId],
    );
    return rows.map((row) => ({
      state: row.state,
      chosenFen: fenOrNull(row.chosenFen),
      approvedFen: fenOrNull(row.approvedFen),
      disbursedFen: BigInt(row.disbursedFen),
    }));
  }

  /** The need that last named somebody to call. */
  async latestId(tx: Tx, enterpriseId: string): Promise<string | undefined> {
    const latest = await tx.first<{ id: string }>(
      `select id from financing_request where enterprise_id = $1 and contact_name is not null
       order by updated_at desc, number desc limit 1`,
      [enterpriseId],
    );
    return latest?.id;
  }

  async enterprisesInUse(tx: Tx, enterpriseIds: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select distinct enterprise_id as id from financing_request
       where enterprise_id = any($1) and status <> 'withdrawn'`,
      [enterpriseIds],
    );
    return rows.map(({ id }) => id);
  }

  /** Those whose time is over, in the order in which they are locked. */
  async expiringBefore(tx: Tx, now: Date, limit: number): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select r.id from financing_request r where ${EXPIRES_AT} <= $1 order by r.id limit $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Submitted, open requests: what a change of facts, products or facilities can concern. */
  async openIds(tx: Tx, enterpriseIds: readonly string[] | null): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select id from financing_request
       where status = any($1) and status <> 'draft' and ($2::uuid[] is null or enterprise_id = any($2)) order by id`,
      [REQUEST_OPEN_STATES, enterpriseIds],
    );
    return rows.map((row) => row.id);
  }

  async willingIds(tx: Tx, now: Date): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select r.id from financing_request r
       where r.willing_to_share and r.verified_at is not null and r.status = any($1)
         and coalesce(${EXPIRES_AT} > $2, true)`,
      [REQUEST_OPEN_STATES, now],
    );
    return rows.map(({ id }) => id);
  }

  async openBetween(tx: Tx, first: string, last: string): Promise<RequestRow[]> {
    const rows = await tx.rows<StoredRequest>(
      `select ${REQUEST_COLUMNS} from financing_request r
       where id between $1 and $2 and status = any($3) and status <> 'draft' order by id`,
      [first, last, REQUEST_OPEN_STATES],
    );
    return rows.map(rowOf);
  }

  async waitingWithin(tx: Tx, { lo, hi }: Interval): Promise<RequestRow[]> {
    const rows = await tx.rows<StoredRequest>(
      `select ${REQUEST_COLUMNS} from financing_request r
       where unit_position between $1 and $2 and status = any($3) and currency = 'CNY' and ${tx.own(REQUEST_OWNERSHIP)}
       order by id`,
      [lo, hi, WAITING],
    );
    return rows.map(rowOf);
  }

  async countWaitingWithin(tx: Tx, { lo, hi }: Interval): Promise<number> {
    const row = await tx.first<{ total: number }>(
      `select count(*)::int as total from financing_request r
       where unit_position between $1 and $2 and status = any($3) and currency = 'CNY' and ${tx.own(REQUEST_OWNERSHIP)}`,
      [lo, hi, WAITING],
    );
    return row?.total ?? 0;
  }

  async countOpen(tx: Tx): Promise<number> {
    const row = await tx.first<{ total: number }>(
      `select count(*)::int as total from financing_request where status = any($1) and status <> 'draft'`,
      [REQUEST_OPEN_STATES],
    );
    return row?.total ?? 0;
  }
}
