import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { permissionsOf } from '@yinqi/contracts/access';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { CallerSource } from '../platform/http/access.guard.js';
import { IdentityStore, type SessionRow } from './identity.store.js';

export const IDLE_LIMIT_MS = 2 * 60 * 60 * 1000;
/** last_seen_at is written at most this often: a write per request would double the cost of reading. */
const TOUCH_EVERY_MS = 60_000;

export const hashToken = (token: string): Uint8Array => createHash('sha256').update(token).digest();

export function callerOf(row: SessionRow): Caller {
  const isHeadOffice = row.bank_id !== null && row.parent_id === null;
  return {
    accountId: row.account_id,
    displayName: row.display_name,
    sessionId: row.session_id,
    organisationId: row.organisation_id,
    side: row.side,
    roles: row.roles,
    permissions: permissionsOf(row.roles, row.bank_id !== null && !isHeadOffice),
    unit: { lo: row.lft ?? 0, hi: row.rgt ?? 0 },
    bankId: row.bank_id ?? undefined,
    isHeadOffice,
  };
}

/** Sessions are looked up on every request, so an ended one is dead at once. */
@Injectable()
export class SessionCallerSource extends CallerSource {
  constructor(
    private readonly database: Database,
    private readonly store: IdentityStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async callerOf(token: string): Promise<Caller | undefined> {
    const row = await this.sessionOf(token);
    return row && callerOf(row);
  }

  override async liveAmong(sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
    const now = this.clock.now();
    const idleSince = new Date(now.getTime() - IDLE_LIMIT_MS);
    return this.database.asService(
      'app_auth',
      async (tx) => new Set(await this.store.liveSessions(tx, sessionIds, now, idleSince)),
    );
  }

  private sessionOf(token: string): Promise<SessionRow | undefined> {
    const now = this.clock.now();
    return this.database.asService('app_auth', async (tx) => {
      const idleSince = new Date(now.getTime() - IDLE_LIMIT_MS);
      const row = await this.store.findSession(tx, hashToken(token), now, idleSince);
      if (row && now.getTime() - Date.parse(row.last_seen_at) > TOUCH_EVERY_MS) {
        await this.store.touchSession(tx, row.session_id, now);
      }
      return row;
    });
  }
}
