import { Injectable } from '@nestjs/common';
import { RESUMABLE_STATES, UNSENT_STATES, milestoneStates } from '@yinqi/domain/lifecycle';
import { isTakenBy, type SqlValue, type Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { CASE_OWNERSHIP, ENGAGEMENT_COLUMNS, type Change, type NewEngagement } from './engagement-records.js';
import {
  rowOf,
  type EngagementRow,
  type EventRow,
  type NewEvent,
  type StoredEngagement,
} from './engagement-row.js';

const EVENT_COLUMNS = `id, engagement_id as "engagementId", at, action, from_status as "from", to_status as "to",
  actor_side as side, actor_account_id as "accountId", actor_name as "actorName", note, undone`;

/** Not approved yet: what the bank judges is the need as it stands. */
const JUDGED_STATES = [...UNSENT_STATES, ...RESUMABLE_STATES, 'incomplete'];

/** Taken up: the bank agreed to look at the need, and confirms a change of it. */
const AGREED_STATES = milestoneStates('confirm_need');

/** Two at once, or an undo that revives a case beside a newer one: only the index sees both. */
async function writeOne(tx: Tx, sql: string, values: readonly SqlValue[]): Promise<void> {
  try {
    await tx.execute(sql, values);
  } catch (error) {
    if (isTakenBy('engagement_one_live', error)) throw new DomainError('engagement.already_engaged');
    throw error;
  }
}

/** Engagements and their history; the records that hang on them have stores of their own. */
@Injectable()
export class EngagementsStore {
  async load(tx: Tx, ids: readonly string[]): Promise<EngagementRow[]> {
    const rows = await tx.rows<StoredEngagement>(
      `select ${ENGAGEMENT_COLUMNS} from engagement e
       where e.id = any($1) and ${tx.own(CASE_OWNERSHIP)} order by e.created_at, e.id`,
      [ids],
    );
    return rows.map(rowOf);
  }

  async lock(tx: Tx, id: string): Promise<EngagementRow | undefined> {
    const row = await tx.first<StoredEngagement>(
      `select ${ENGAGEMENT_COLUMNS} from engagement e where e.id = $1 and ${tx.own(CASE_OWNERSHIP)} for no key update`,
      [id],
    );
    return row && rowOf(row);
  }

  /** All of a request, in the order of ids, so that two transactions over it wait instead of deadlocking. */
  async lockOfRequest(tx: Tx, requestId: string): Promise<EngagementRow[]> {
    const rows = await tx.rows<StoredEngagement>(
      `select ${ENGAGEMENT_COLUMNS} from engagement e
       where e.request_id = $1 and ${tx.own(CASE_OWNERSHIP)} order by e.id for no key update`,
      [requestId],
    );
    return rows.map(rowOf);
  }

  async ofRequest(tx: Tx, requestId: string): Promise<EngagementRow[]> {
    const rows = await tx.rows<StoredEngagement>(
      `select ${ENGAGEMENT_COLUMNS} from engagement e
       where e.request_id = $1 and ${tx.own(CASE_OWNERSHIP)} order by e.created_at, e.id`,
      [requestId],
    );
    return rows.map(rowOf);
  }

  async requestIdsOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      'select distinct request_id as id from engagement where id = any($1) order by 1',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** The cases at other offices that these go on from, the first one first. */
  async predecessorsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    if (ids.length === 0) return new Map();
    const links = await tx.rows<{ root: string; id: string }>(
      `with recursive chain as (
         select id as root, predecessor_id as id, 1 as distance from engagement
         where id = any($1) and predecessor_id is not null
         union all
         select c.root, e.predecessor_id, c.distance + 1 from chain c join engagement e on e.id = c.id
         where e.predecessor_id is not null)
       select root, id from chain order by root, distance desc`,
      [ids],
    );
    const chains = new Map<string, string[]>();
    for (const { root, id } of links) chains.set(root, [...(chains.get(root) ?? []), id]);
    return chains;
  }

  async successorsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const links = await tx.rows<{ of: string; id: string }>(
      'select predecessor_id as of, id from engagement where predecessor_id = any($1)',
      [ids],
    );
    return new Map(links.map(({ of, id }) => [of, id]));
  }

  async insert(tx: Tx, e: NewEngagement, now: Date): Promise<void> {
    await writeOne(
      tx,
      `insert into engagement (id, request_id, request_number, term_months, purpose, enterprise_id, unit_position, bank_id,
         branch_id, branch_position, product_id, product_name, product_name_en, origin, status, content_version,
         criteria_met, criteria_total, requested_fen, currency, programme_id, stage_since, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22, $22)`,
      [
        e.id,
        e.requestId,
        e.requestNumber,
        e.termMonths,
        e.purpose,
        e.enterpriseId,
        e.unitPosition,
        e.bankId,
        e.branchId,
        e.branchPosition,
        e.productId,
        e.productName,
        e.productNameEn,
        e.origin,
        e.status,
        e.contentVersion,
        e.criteriaMet,
        e.criteriaTotal,
        e.requestedFen,
        e.currency,
        e.programmeId,
        now,
      ],
    );
  }

  async update(tx: Tx, id: string, change: Change, now: Date): Promise<void> {
    await writeOne(
      tx,
      `update engagement set status = $2, stage = $3, officer_id = $4, officer_name = $5, due_at = $6,
         due_provisional = $7, held_at = $8, held_due_at = $9, complete_since = $10, stage_since = $11,
         undo_until = $12, undo_account_id = $13, undo_to = $14, due_since = $15, due_minutes = $16, policy_id = $17,
         hq_expected_on = $19, declined_by = $20, declined_by_name = $21, version = version + 1, updated_at = $18
       where id = $1`,
      [
        id,
        change.status,
        change.stage,
        change.officerId,
        change.officerName,
        change.dueAt,
        change.dueProvisional,
        change.heldAt,
        change.heldDueAt,
        change.completeSince,
        change.stageSince,
        change.undo?.until ?? null,
        change.undo?.accountId ?? null,
        change.undo === null ? null : JSON.stringify(change.undo.to),
        change.dueSince,
        change.dueMinutes,
        change.policyId,
        now,
        change.hqExpectedOn,
        change.declinedBy,
        change.declinedByName,
      ],
    );
  }

  /** Requests whose need was revised since the cases still judged were told of it. */
  async revisedRequests(tx: Tx, requestIds: readonly string[]): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select distinct r.id from financing_request r join engagement e on e.request_id = r.id
       where r.id = any($1) and e.content_version < r.content_version and e.status = any($2) order by 1`,
      [requestIds, JUDGED_STATES],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * The version rises too: whoever acts on the earlier need is told first. A bank that has taken the case up keeps what
   * it agreed to look at until it confirms; a need changed back leaves nothing to confirm.
   */
  async takeRevision(tx: Tx, requestId: string, now: Date): Promise<EngagementRow[]> {
    const rows = await tx.rows<StoredEngagement>(
      `update engagement e set requested_fen = r.amount_fen, currency = r.currency, term_months = r.term_months,
         purpose = r.purpose, content_version = r.content_version, version = e.version + 1, updated_at = $2,
         need_before = nullif(
           case when e.status = any($4) then coalesce(e.need_before, jsonb_build_object('amountFen', e.requested_fen::text,
             'currency', e.currency, 'termMonths', e.term_months, 'purpose', e.purpose)) end,
           jsonb_build_object('amountFen', r.amount_fen::text, 'currency', r.currency, 'termMonths', r.term_months,
             'purpose', r.purpose))
       from financing_request r
       where r.id = $1 and e.request_id = r.id and e.content_version < r.content_version and e.status = any($3)
       returning ${ENGAGEMENT_COLUMNS}`,
      [requestId, now, JUDGED_STATES, AGREED_STATES],
    );
    return rows.map(rowOf);
  }

  async setClock(tx: Tx, row: EngagementRow): Promise<void> {
    await tx.execute(
      `update engagement set due_at = $2, due_provisional = $3, due_since = $4, due_minutes = $5, held_at = $6,
         held_due_at = $7 where id = $1`,
      [row.id, row.dueAt, row.dueProvisional, row.dueSince, row.dueMinutes, row.heldAt, row.heldDueAt],
    );
  }

  async setPushed(tx: Tx, id: string, consentId: string, now: Date): Promise<void> {
    await tx.execute('update engagement set consent_id = $2, pushed_at = $3 where id = $1', [
      id,
      consentId,
      now,
    ]);
  }

  async setConsent(tx: Tx, id: string, consentId: string, now: Date): Promise<void> {
    await tx.execute('update engagement set consent_id = $2, updated_at = $3 where id = $1', [
      id,
      consentId,
      now,
    ]);
  }

  async setNeedConfirmed(tx: Tx, id: string): Promise<void> {
    await tx.execute('update engagement set need_before = null where id = $1', [id]);
  }

  async setApproved(tx: Tx, id: string, approvedFen: bigint): Promise<void> {
    await tx.execute('update engagement set approved_fen = $2 where id = $1', [id, approvedFen]);
  }

  async addDisbursed(tx: Tx, id: string, fen: bigint): Promise<void> {
    await tx.execute('update engagement set disbursed_fen = disbursed_fen + $2 where id = $1', [id, fen]);
  }

  /**
   * Scope columns come from the engagement itself, so an event can never be filed under another bank; what happens
   * before the push is filed under none.
   */
  async insertEvent(tx: Tx, engagementId: string, event: NewEvent, now: Date): Promise<void> {
    await tx.execute(
      `insert into engagement_event (id, engagement_id, request_id, bank_id, enterprise_id, unit_position, at, action,
         from_status, to_status, actor_side, actor_account_id, actor_name, note)
       select $2, id, request_id, case when pushed_at is not null then bank_id end, enterprise_id, unit_position, $3, $4, $5, $6, $7, $8, $9, $10
       from engagement where id = $1`,
      [
        engagementId,
        event.id,
        now,
        event.action,
        event.from,
        event.to,
        event.side,
        event.accountId,
        event.actorName,
        JSON.stringify(event.note),
      ],
    );
  }

  async markUndone(tx: Tx, eventId: string): Promise<void> {
    await tx.execute('update engagement_event set undone = true where id = $1', [eventId]);
  }

  async events(tx: Tx, engagementIds: readonly string[]): Promise<EventRow[]> {
    return tx.rows<EventRow>(
      `select ${EVENT_COLUMNS} from engagement_event where engagement_id = any($1) order by seq`,
      [engagementIds],
    );
  }

  async lastEvent(tx: Tx, engagementId: string): Promise<EventRow | undefined> {
    return tx.first<EventRow>(
      `select ${EVENT_COLUMNS} from engagement_event where engagement_id = $1 order by seq desc limit 1`,
      [engagementId],
    );
  }
}
