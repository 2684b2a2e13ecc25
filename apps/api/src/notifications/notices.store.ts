import { Injectable } from '@nestjs/common';
import type { NoticeRecordKind } from '@yinqi/contracts/notifications';
import type { NoticeCode, NoticeKind, NoticeReceiver } from '@yinqi/domain/notices';
import type { Tx } from '../platform/database/database.js';

export type NewNotice = {
  readonly id: string;
  readonly eventId: string;
  readonly code: NoticeCode;
  readonly receiver: NoticeReceiver;
  readonly kind: NoticeKind;
  readonly organisationId: string;
  readonly accountId: string | null;
  readonly byName: boolean;
  readonly actorAccountId: string | null;
  readonly recordKind: NoticeRecordKind;
  readonly recordId: string;
  readonly recordName: string;
  readonly bankId: string | null;
  readonly enterpriseName: string | null;
  readonly at: string;
};

/** What the reader asked for. Kinds that are switched off are not there at all. */
export type NoticeFilter = {
  readonly kinds: readonly NoticeKind[] | undefined;
  readonly muted: readonly NoticeKind[];
  readonly unreadOnly: boolean;
  /** What was told before is no news to anybody, whoever has not read it. */
  readonly unreadSince: Date;
};

export type RecordKey = { readonly kind: NoticeRecordKind; readonly id: string };

export type GroupRow = {
  readonly recordKind: NoticeRecordKind;
  readonly recordId: string;
  readonly latest: string;
  readonly isUnread: 0 | 1;
  readonly unread: number;
  readonly total: number;
};

export type NoticeRow = Pick<
  NewNotice,
  | 'id'
  | 'code'
  | 'receiver'
  | 'kind'
  | 'recordKind'
  | 'recordId'
  | 'recordName'
  | 'bankId'
  | 'enterpriseName'
  | 'at'
> & { readonly unread: boolean };

/** How many of a record's messages a list shows. */
const SHOWN_OF_RECORD = 5;

/** The reader's own: of the organisation, for him or everybody, and never of what he did himself. */
const mineOf = (tx: Tx): string => `select n.*, r.notice_id is null and n.posted_at > $1 as unread
  from notice n left join notice_read r on r.notice_id = n.id and r.account_id = (select current_account())
  where ${tx.own({ organisation: 'n.organisation_id' })}
    and coalesce(n.account_id, (select current_account())) = (select current_account())
    and n.actor_account_id is distinct from (select current_account()) and n.done_at is null
    and n.kind <> all($2::text[]) and ($3::text[] is null or n.kind = any($3))`;

const valuesOf = (filter: NoticeFilter) => [filter.unreadSince, filter.muted, filter.kinds ?? null] as const;

@Injectable()
export class NoticesStore {
  /** Those that were new: an event that is delivered again tells nobody twice. */
  insert(
    tx: Tx,
    notices: readonly NewNotice[],
    now: Date,
  ): Promise<{ readonly id: string; readonly organisationId: string }[]> {
    return tx.rows(
      `insert into notice (id, event_id, code, receiver, kind, organisation_id, account_id, by_name, actor_account_id,
         record_kind, record_id, record_name, bank_id, enterprise_name, at, posted_at)
       select n.id, "eventId", code, receiver, kind, "organisationId", "accountId", "byName", "actorAccountId", "recordKind",
         "recordId", "recordName", "bankId", "enterpriseName", at, $2
       from rows from (jsonb_to_recordset($1::jsonb) as (id uuid, "eventId" uuid, code text, receiver text, kind text,
         "organisationId" uuid, "accountId" uuid, "byName" boolean, "actorAccountId" uuid, "recordKind" text, "recordId" uuid,
         "recordName" text, "bankId" uuid, "enterpriseName" text, at timestamptz)) with ordinality
         as n (id, "eventId", code, receiver, kind, "organisationId", "accountId", "byName", "actorAccountId", "recordKind",
         "recordId", "recordName", "bankId", "enterpriseName", at, place)
       order by n.place
       on conflict do nothing
       returning id, organisation_id as "organisationId"`,
      [JSON.stringify(notices), now],
    );
  }

  /** Where they were shown until now. */
  markDone(
    tx: Tx,
    code: NoticeCode,
    eventIds: readonly string[],
    now: Date,
  ): Promise<{ readonly id: string; readonly organisationId: string }[]> {
    return tx.rows(
      `update notice set done_at = $3 where code = $1 and event_id = any($2) and done_at is null
       returning id, organisation_id as "organisationId"`,
      [code, eventIds, now],
    );
  }

  /** Records with their messages counted: what is unread first, then what happened last. */
  groups(
    tx: Tx,
    filter: NoticeFilter,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<GroupRow[]> {
    return tx.rows<GroupRow>(
      `with mine as (${mineOf(tx)}), grouped as (
         select record_kind as "recordKind", record_id as "recordId", max(at) as latest,
           bool_or(unread)::int as "isUnread", count(*) filter (where unread)::int as unread, count(*)::int as total
         from mine group by record_kind, record_id)
       select * from grouped
       where (not $4 or "isUnread" = 1)
         and ($5::int is null or ("isUnread", latest, "recordId") < ($5, $6::timestamptz, $7::uuid))
       order by "isUnread" desc, latest desc, "recordId" desc limit $8`,
      [
        ...valuesOf(filter),
        filter.unreadOnly,
        after?.[0] ?? null,
        after?.[1] ?? null,
        after?.[2] ?? null,
        limit,
      ],
    );
  }

  async countGroups(tx: Tx, filter: NoticeFilter): Promise<number> {
    const row = await tx.first<{ total: number }>(
      `with mine as (${mineOf(tx)})
       select count(distinct record_id)::int as total from mine where not $4 or unread`,
      [...valuesOf(filter), filter.unreadOnly],
    );
    return row?.total ?? 0;
  }

  /** The newest few of each record, the latest first. */
  latestOf(tx: Tx, filter: NoticeFilter, recordIds: readonly string[]): Promise<NoticeRow[]> {
    return tx.rows<NoticeRow>(
      `with mine as (${mineOf(tx)}), placed as (
         select *, row_number() over (partition by record_kind, record_id order by at desc, seq desc) as place
         from mine where record_id = any($4))
       select id, code, receiver, kind, record_kind as "recordKind", record_id as "recordId",
         record_name as "recordName", bank_id as "bankId", enterprise_name as "enterpriseName", at, unread
       from placed where place <= ${SHOWN_OF_RECORD} order by record_id, place`,
      [...valuesOf(filter), recordIds],
    );
  }

  async countUnread(tx: Tx, filter: NoticeFilter): Promise<number> {
    const row = await tx.first<{ unread: number }>(
      `with mine as (${mineOf(tx)}) select count(*)::int as unread from mine where unread`,
      valuesOf(filter),
    );
    return row?.unread ?? 0;
  }

  /** Row by row, not up to a mark: what commits a moment later with an earlier instant stays unread. */
  async markRead(
    tx: Tx,
    filter: NoticeFilter,
    {
      through,
      record,
      now,
    }: { readonly through: Date; readonly record: RecordKey | undefined; readonly now: Date },
  ): Promise<void> {
    await tx.execute(
      `with mine as (${mineOf(tx)})
       insert into notice_read (account_id, notice_id, read_at)
       select current_account(), id, $5 from mine
       where unread and posted_at <= $4 and ($6::text is null or (record_kind = $6 and record_id = $7::uuid))
       on conflict do nothing`,
      [...valuesOf(filter), through, now, record?.kind ?? null, record?.id ?? null],
    );
  }

  /** Messages are no facts: what happened stands in the history of its record. */
  purge(tx: Tx, before: Date, limit: number): Promise<number> {
    return tx.execute(
      'delete from notice where id in (select id from notice where posted_at < $1 order by posted_at limit $2)',
      [before, limit],
    );
  }
}
