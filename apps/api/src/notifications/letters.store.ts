import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import type { NoticeRow } from './notices.store.js';

/** A letter that was made, with the hours in which its receiver wants none. */
export type MadeLetter = {
  readonly id: string;
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
};

export type LetterRow = {
  readonly id: string;
  readonly purpose: 'notice' | 'digest' | 'code';
  readonly accountId: string;
  readonly noticeId: string | null;
  readonly code: string | null;
  readonly madeAt: string;
  readonly address: string | null;
  readonly isConfirmed: boolean;
  readonly locale: 'zh' | 'en';
};

/** Whose message it is: of the organisation, for that person or everybody, and never of an own act. */
const TOLD_TO = `n.organisation_id = a.organisation_id and coalesce(n.account_id, a.id) = a.id
  and n.actor_account_id is distinct from a.id and n.done_at is null and n.kind <> all(s.muted)`;
const REACHABLE = 's.confirmed_at is not null and a.disabled_at is null';
const QUIET = `s.quiet_from as "quietFrom", s.quiet_until as "quietUntil"`;
/** A digest after a long pause looks no further back. */
const DIGEST_REACH = `interval '7 days'`;

@Injectable()
export class LettersStore {
  /** One letter for each account that wants these messages at once; made before, it is not made again. */
  makeForNotices(tx: Tx, noticeIds: readonly string[], now: Date): Promise<MadeLetter[]> {
    return tx.rows<MadeLetter>(
      `with made as (
         insert into notice_mail (id, account_id, purpose, notice_id, made_at)
         select gen_random_uuid(), a.id, 'notice', n.id, $2
         from notice n join account a on a.organisation_id = n.organisation_id
         join notice_setting s on s.account_id = a.id
         where n.id = any($1) and ${TOLD_TO} and ${REACHABLE} and s.paces ->> n.kind = 'at_once'
         on conflict do nothing returning id, account_id)
       select made.id, ${QUIET} from made join notice_setting s on s.account_id = made.account_id`,
      [noticeIds, now],
    );
  }

  /** The day's digest for each account to which something was told since its last one. */
  makeDigests(tx: Tx, day: string, now: Date, limit: number): Promise<MadeLetter[]> {
    return tx.rows<MadeLetter>(
      `with made as (
         insert into notice_mail (id, account_id, purpose, day, made_at)
         select gen_random_uuid(), a.id, 'digest', $1, $2
         from notice_setting s join account a on a.id = s.account_id
         where ${REACHABLE}
           and not exists (select 1 from notice_mail m where m.account_id = a.id and m.day = $1)
           and exists (select 1 from notice n where ${TOLD_TO} and s.paces ->> n.kind = 'daily'
             and n.posted_at <= $2 and n.posted_at > ${sinceLast('a.id', '$2')}
             and not exists (select 1 from notice_read r where r.account_id = a.id and r.notice_id = n.id))
         limit $3
         on conflict do nothing returning id, account_id)
       select made.id, ${QUIET} from made join notice_setting s on s.account_id = made.account_id`,
      [day, now, limit],
    );
  }

  async makeCode(tx: Tx, letter: { id: string; accountId: string; code: string }, now: Date): Promise<void> {
    await tx.execute(
      `insert into notice_mail (id, account_id, purpose, code, made_at) values ($1, $2, 'code', $3, $4)`,
      [letter.id, letter.accountId, letter.code, now],
    );
  }

  async codesSince(tx: Tx, since: Date): Promise<number> {
    const row = await tx.first<{ count: number }>(
      `select count(*)::int as count from notice_mail
       where account_id = (select current_account()) and purpose = 'code' and made_at > $1`,
      [since],
    );
    return row?.count ?? 0;
  }

  /** Those not sent yet, as things stand now: an address may have changed since they were made. */
  due(tx: Tx, ids: readonly string[]): Promise<LetterRow[]> {
    return tx.rows<LetterRow>(
      `select m.id, m.purpose, m.account_id as "accountId", m.notice_id as "noticeId", m.code, m.made_at as "madeAt",
         s.address, s.confirmed_at is not null as "isConfirmed", a.locale
       from notice_mail m join account a on a.id = m.account_id and a.disabled_at is null
       join notice_setting s on s.account_id = m.account_id
       where m.id = any($1) and m.sent_at is null order by m.id`,
      [ids],
    );
  }

  noticesOf(tx: Tx, letter: LetterRow): Promise<NoticeRow[]> {
    const what =
      letter.purpose === 'notice'
        ? 'n.id = $2'
        : `$2::uuid is null and s.paces ->> n.kind = 'daily' and n.posted_at <= $3
           and n.posted_at > ${sinceLast('a.id', '$3')}
           and not exists (select 1 from notice_read r where r.account_id = a.id and r.notice_id = n.id)`;
    return tx.rows<NoticeRow>(
      `select n.id, n.code, n.receiver, n.kind, n.record_kind as "recordKind", n.record_id as "recordId",
         n.record_name as "recordName", n.bank_id as "bankId", n.enterprise_name as "enterpriseName", n.at,
         true as unread
       from account a join notice_setting s on s.account_id = a.id join notice n on ${TOLD_TO}
       where a.id = $1 and $3::timestamptz is not null and ${what} order by n.at desc, n.seq desc`,
      [letter.accountId, letter.noticeId, letter.madeAt],
    );
  }

  async markSent(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.execute('update notice_mail set sent_at = $2, code = null where id = $1', [id, now]);
  }

  purge(tx: Tx, before: Date, limit: number): Promise<number> {
    return tx.execute(
      'delete from notice_mail where id in (select id from notice_mail where made_at < $1 order by made_at limit $2)',
      [before, limit],
    );
  }
}

/** From when on a digest reports: the one before it, or as far as digests reach. */
function sinceLast(account: string, now: string): string {
  return `greatest(${now}::timestamptz - ${DIGEST_REACH}, (select max(m.made_at) from notice_mail m
    where m.account_id = ${account} and m.purpose = 'digest' and m.made_at < ${now}))`;
}
