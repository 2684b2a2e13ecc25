import { Injectable } from '@nestjs/common';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { inBatches } from '../../platform/queue/batches.js';
import { Chore } from '../../platform/queue/chore.js';
import { FacilityTermsStore } from './facility-terms.store.js';
import { TermsInForce } from './terms-in-force.js';

const BATCH = 50;

/** Puts in force what was agreed for a day that has come. */
@Injectable()
export class ApplyTermsChore extends Chore {
  override readonly name = 'apply-facility-terms';
  override readonly everyMs = 5 * 60_000;
  override readonly timeoutMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly store: FacilityTermsStore,
    private readonly inForce: TermsInForce,
    private readonly clock: Clock,
  ) {
    super();
  }

  override run(signal: AbortSignal): Promise<void> {
    return inBatches(signal, BATCH, () =>
      this.database.asService('app_worker', async (tx) => {
        const now = this.clock.now();
        const due = await this.store.due(tx, chinaDate(now), BATCH);
        for (const row of due) await this.inForce.apply(tx, row, now);
        return due.length;
      }),
    );
  }
}
