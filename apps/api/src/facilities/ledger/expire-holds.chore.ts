import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { inBatches } from '../../platform/queue/batches.js';
import { Chore } from '../../platform/queue/chore.js';
import { CaseHoldsStore } from './case-holds.store.js';
import { QuotaPoster } from './quota-poster.js';

const BATCH = 200;

/** Gives back what was held until a moment that has passed. */
@Injectable()
export class ExpireHoldsChore extends Chore {
  override readonly name = 'expire-holds';
  override readonly everyMs = 60_000;
  override readonly timeoutMs = 50_000;

  constructor(
    private readonly database: Database,
    private readonly holds: CaseHoldsStore,
    private readonly poster: QuotaPoster,
    private readonly clock: Clock,
  ) {
    super();
  }

  override run(signal: AbortSignal): Promise<void> {
    return inBatches(signal, BATCH, async () => {
      const now = this.clock.now();
      const overdue = await this.database.asService('app_worker', (tx) => this.holds.overdue(tx, now, BATCH));
      await Promise.all(
        overdue.map(({ id, poolId, bankId }) =>
          this.poster.post([
            {
              kind: 'expire',
              tenantId: bankId,
              key: `expire-${id}`,
              actorId: 'platform',
              poolId,
              holdId: id,
            },
          ]),
        ),
      );
      return overdue.length;
    });
  }
}
