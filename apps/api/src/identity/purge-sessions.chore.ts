import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { inBatches } from '../platform/queue/batches.js';
import { Chore } from '../platform/queue/chore.js';
import { keptSince } from '../platform/retention/periods.js';
import { PURGE_BATCH } from '../platform/retention/purge.js';
import { IdentityStore } from './identity.store.js';

/** Sessions nobody can use any more are forgotten. */
@Injectable()
export class PurgeSessionsChore extends Chore {
  override readonly name = 'purge-sessions';
  override readonly everyMs = 60 * 60_000;
  override readonly timeoutMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly store: IdentityStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(signal: AbortSignal): Promise<void> {
    const before = keptSince('sessions', this.clock.now());
    await inBatches(signal, PURGE_BATCH, () =>
      this.database.asService('app_worker', (tx) => this.store.purgeSessions(tx, before, PURGE_BATCH)),
    );
  }
}
