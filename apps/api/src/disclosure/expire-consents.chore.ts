import { Injectable } from '@nestjs/common';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { inBatches } from '../platform/queue/batches.js';
import { Chore } from '../platform/queue/chore.js';
import { Consents } from './consents.js';
import { DisclosureStore } from './disclosure.store.js';

/** Each is told of to three sides, in one transaction. */
const BATCH = 100;

/** Closes consents whose last day, Beijing time, has passed: nobody need look at one for it to end. */
@Injectable()
export class ExpireConsentsChore extends Chore {
  override readonly name = 'expire-consents';
  override readonly everyMs = 10 * 60_000;
  override readonly timeoutMs = 5 * 60_000;

  constructor(
    private readonly database: Database,
    private readonly store: DisclosureStore,
    private readonly consents: Consents,
    private readonly clock: Clock,
  ) {
    super();
  }

  override run(signal: AbortSignal): Promise<void> {
    return inBatches(signal, BATCH, () => this.endBatch());
  }

  private endBatch(): Promise<number> {
    const now = this.clock.now();
    return this.database.asService('app_worker', async (tx) => {
      const ids = await this.store.pastTheirDay(tx, chinaDate(now), BATCH);
      for (const id of ids) await this.consents.end(tx, id, now);
      return ids.length;
    });
  }
}
