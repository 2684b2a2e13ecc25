import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { inBatches } from '../platform/queue/batches.js';
import { Chore } from '../platform/queue/chore.js';
import { FinancingRequestsStore } from './financing-requests.store.js';
import { RequestLifecycle, SYSTEM_ACTOR } from './request-lifecycle.js';

/** Each writes its history, an event and a hint, in one transaction. */
const BATCH = 100;

/** Ends needs that nobody works on when their time is over; their cases and consents end with them, as events. */
@Injectable()
export class ExpireRequestsChore extends Chore {
  override readonly name = 'expire-requests';
  override readonly everyMs = 60 * 60_000;
  override readonly timeoutMs = 5 * 60_000;

  constructor(
    private readonly database: Database,
    private readonly store: FinancingRequestsStore,
    private readonly lifecycle: RequestLifecycle,
    private readonly clock: Clock,
  ) {
    super();
  }

  override run(signal: AbortSignal): Promise<void> {
    return inBatches(signal, BATCH, () => this.expireBatch());
  }

  private expireBatch(): Promise<number> {
    const now = this.clock.now();
    return this.database.asService('app_worker', async (tx) => {
      const ids = await this.store.expiringBefore(tx, now, BATCH);
      // Read again under the lock: somebody may have touched one since, which gives it time.
      for (const request of await this.store.lock(tx, ids)) {
        if (request.expiresAt === null || Date.parse(request.expiresAt) > now.getTime()) continue;
        await this.lifecycle.applyTo(tx, request, {
          requestId: request.id,
          action: 'expire',
          actor: SYSTEM_ACTOR,
          now,
        });
      }
      return ids.length;
    });
  }
}
