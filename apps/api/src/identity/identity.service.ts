import { randomBytes, randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import type { Session } from '@yinqi/contracts/identity';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { IdentityStore, type AccountRow, type SessionRow } from './identity.store.js';
import { callerOf, hashToken, IDLE_LIMIT_MS } from './session-caller-source.js';

const ABSOLUTE_LIMIT_MS = 12 * 60 * 60 * 1000;
const FAILURE_WINDOW_MS = 15 * 60 * 1000;
/** Attempts in the window that cost nothing; each further one doubles the wait, up to five minutes. */
const FREE_ATTEMPTS = { account: 5, address: 20 } as const;
const LONGEST_WAIT_MS = 5 * 60 * 1000;
/** OWASP's argon2id profile: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

export type SignedIn = { readonly token: string; readonly expiresAt: Date; readonly session: Session };

/** The wait a subject has earned; the rightful owner of an account waits minutes at most and is never locked out. */
export function waitMs(failures: number, free: number): number {
  if (failures < free) return 0;
  return Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (failures - free));
}

@Injectable()
export class IdentityService {
  /** Verified when the name is unknown, so that an answer takes as long either way. */
  private readonly decoyHash = hashPassword(randomBytes(16).toString('hex'));

  constructor(
    private readonly database: Database,
    private readonly store: IdentityStore,
    private readonly clock: Clock,
  ) {}

  async signIn(username: string, password: string, address: string): Promise<SignedIn> {
    const subjects = { account: `account:${username}`, address: `address:${address}` };
    await this.refuseWhenThrottled(subjects);
    const account = await this.database.asService('app_auth', (tx) => this.store.findAccount(tx, username));
    const matches = await verify(account?.password_hash ?? (await this.decoyHash), password);
    if (account && matches) return this.openSession(account, subjects.account);
    await this.database.asService('app_auth', (tx) =>
      this.store.recordFailure(tx, Object.values(subjects), this.clock.now()),
    );
    throw new DomainError('session.wrong_credentials');
  }

  async sessionOf(caller: Caller, token: string): Promise<Session> {
    const row = await this.findSession(token);
    if (row?.session_id !== caller.sessionId) throw new DomainError('session.required');
    return viewOf(row);
  }

  async signOut(caller: Caller): Promise<{ ended: number }> {
    await this.database.asService('app_auth', (tx) =>
      this.store.endSession(tx, caller.sessionId, this.clock.now()),
    );
    return { ended: 1 };
  }

  async signOutEverywhere(caller: Caller): Promise<{ ended: number }> {
    const ended = await this.database.asService('app_auth', (tx) =>
      this.store.endAllSessions(tx, caller.accountId, this.clock.now()),
    );
    return { ended };
  }

  async chooseLocale(caller: Caller, token: string, locale: 'zh' | 'en'): Promise<Session> {
    await this.database.asService('app_auth', (tx) => this.store.setLocale(tx, caller.accountId, locale));
    return this.sessionOf(caller, token);
  }

  private async refuseWhenThrottled(subjects: Record<keyof typeof FREE_ATTEMPTS, string>): Promise<void> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - FAILURE_WINDOW_MS);
    const failures = await this.database.asService('app_auth', (tx) =>
      this.store.failuresSince(tx, Object.values(subjects), since),
    );
    for (const kind of ['account', 'address'] as const) {
      const failed = failures.get(subjects[kind]);
      if (!failed) continue;
      const rest = failed.last.getTime() + waitMs(failed.count, FREE_ATTEMPTS[kind]) - now.getTime();
      if (rest > 0)
        throw new DomainError('session.throttled', { params: { waitSeconds: Math.ceil(rest / 1000) } });
    }
  }

  private async openSession(account: AccountRow, subject: string): Promise<SignedIn> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + ABSOLUTE_LIMIT_MS);
    await this.database.asService('app_auth', async (tx) => {
      await this.store.forgetFailures(tx, subject);
      await this.store.insertSession(tx, {
        id: randomUUID(),
        tokenHash: hashToken(token),
        accountId: account.id,
        now,
        expiresAt,
      });
    });
    const row = await this.findSession(token);
    if (!row) throw new Error('A session just opened cannot be found');
    return { token, expiresAt, session: viewOf(row) };
  }

  private findSession(token: string): Promise<SessionRow | undefined> {
    const now = this.clock.now();
    return this.database.asService('app_auth', (tx) =>
      this.store.findSession(tx, hashToken(token), now, new Date(now.getTime() - IDLE_LIMIT_MS)),
    );
  }
}

function viewOf(row: SessionRow): Session {
  return {
    account: { id: row.account_id, displayName: row.display_name, locale: row.locale },
    side: row.side,
    roles: [...row.roles],
    permissions: [...callerOf(row).permissions],
    organisation: {
      id: row.organisation_id,
      name: row.organisation_name,
      nameEn: row.organisation_name_en,
      regionCode: row.region_code,
      unitLevel: row.unit_level as Session['organisation']['unitLevel'], // the table's check allows these only
      demo: row.demo,
    },
    expiresAt: row.expires_at,
  };
}
