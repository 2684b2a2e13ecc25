import { Injectable } from '@nestjs/common';
import type { Role, Side } from '@yinqi/contracts/access';
import type { Tx } from '../platform/database/database.js';

export type AccountRow = {
  readonly id: string;
  readonly organisation_id: string;
  readonly side: Side;
  readonly username: string;
  readonly display_name: string;
  readonly password_hash: string;
  readonly roles: readonly Role[];
  readonly locale: 'zh' | 'en';
};

/** A live session with all the guard needs to know of its account and organisation. */
export type SessionRow = {
  readonly session_id: string;
  readonly account_id: string;
  readonly display_name: string;
  readonly side: Side;
  readonly roles: readonly Role[];
  readonly locale: 'zh' | 'en';
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly organisation_name_en: string | null;
  readonly region_code: string | null;
  readonly unit_level: string | null;
  readonly demo: boolean;
  readonly lft: number | null;
  readonly rgt: number | null;
  readonly bank_id: string | null;
  readonly parent_id: string | null;
  readonly last_seen_at: string;
  readonly expires_at: string;
};

/** Runs under app_auth, the only role that may read accounts and tokens; the worker removes old sessions unread. */
@Injectable()
export class IdentityStore {
  findAccount(tx: Tx, username: string): Promise<AccountRow | undefined> {
    return tx.first<AccountRow>(
      `select id, organisation_id, side, username, display_name, password_hash, roles, locale
       from account where username = $1 and disabled_at is null`,
      [username],
    );
  }

  findSession(tx: Tx, tokenHash: Uint8Array, now: Date, idleSince: Date): Promise<SessionRow | undefined> {
    return tx.first<SessionRow>(
      `select s.id as session_id, a.id as account_id, a.display_name, a.side, a.roles, a.locale, a.organisation_id,
              coalesce(o.name, e.name) as organisation_name, o.name_en as organisation_name_en, o.region_code,
              o.unit_level, o.lft, o.rgt, o.parent_id,
              coalesce(o.demo, e.demo)
                or (o.kind in ('bureau', 'platform') and exists (select 1 from enterprise where demo)) as demo,
              case when o.kind = 'bank' then coalesce(o.parent_id, o.id) end as bank_id, s.last_seen_at, s.expires_at
       from session s
       join account a on a.id = s.account_id and a.disabled_at is null
       left join organisation o on o.id = a.organisation_id
       left join enterprise e on e.id = a.organisation_id
       where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3`,
      [tokenHash, now, idleSince],
    );
  }

  async liveSessions(tx: Tx, ids: readonly string[], now: Date, idleSince: Date): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `select s.id from session s join account a on a.id = s.account_id and a.disabled_at is null
       where s.id = any($1) and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3`,
      [ids, now, idleSince],
    );
    return rows.map((row) => row.id);
  }

  async insertSession(
    tx: Tx,
    session: { id: string; tokenHash: Uint8Array; accountId: string; now: Date; expiresAt: Date },
  ): Promise<void> {
    await tx.execute(
      `insert into session (id, token_hash, account_id, created_at, last_seen_at, expires_at)
       values ($1, $2, $3, $4, $4, $5)`,
      [session.id, session.tokenHash, session.accountId, session.now, session.expiresAt],
    );
  }

  async touchSession(tx: Tx, sessionId: string, now: Date): Promise<void> {
    await tx.execute('update session set last_seen_at = $2 where id = $1', [sessionId, now]);
  }

  async endSession(tx: Tx, sessionId: string, now: Date): Promise<void> {
    await tx.execute('update session set ended_at = $2 where id = $1 and ended_at is null', [sessionId, now]);
  }

  async endAllSessions(tx: Tx, accountId: string, now: Date): Promise<number> {
    return tx.execute('update session set ended_at = $2 where account_id = $1 and ended_at is null', [
      accountId,
      now,
    ]);
  }

  /** Ended by hand or by time; nothing else refers to a session. */
  purgeSessions(tx: Tx, before: Date, limit: number): Promise<number> {
    return tx.execute(
      'delete from session where id in (select id from session where least(expires_at, ended_at) < $1 limit $2)',
      [before, limit],
    );
  }

  async setLocale(tx: Tx, accountId: string, locale: 'zh' | 'en'): Promise<void> {
    await tx.execute('update account set locale = $2 where id = $1', [accountId, locale]);
  }

  async failuresSince(
    tx: Tx,
    subjects: readonly string[],
    since: Date,
  ): Promise<Map<string, { count: number; last: Date }>> {
    const rows = await tx.rows<{ subject: string; count: number; last: string }>(
      `select subject, count(*)::int as count, max(failed_at) as last from sign_in_failure
       where subject = any($1) and failed_at > $2 group by subject`,
      [subjects, since],
    );
    return new Map(rows.map((row) => [row.subject, { count: row.count, last: new Date(row.last) }]));
  }

  async recordFailure(tx: Tx, subjects: readonly string[], now: Date): Promise<void> {
    await tx.execute('insert into sign_in_failure (subject, failed_at) select unnest($1::text[]), $2', [
      subjects,
      now,
    ]);
    await tx.execute(`delete from sign_in_failure where failed_at < $1::timestamptz - interval '1 day'`, [
      now,
    ]);
  }

  async forgetFailures(tx: Tx, subject: string): Promise<void> {
    await tx.execute('delete from sign_in_failure where subject = $1', [subject]);
  }
}
