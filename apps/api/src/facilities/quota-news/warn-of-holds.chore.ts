import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { inBatches } from '../../platform/queue/batches.js';
import { Chore } from '../../platform/queue/chore.js';
import { QuotaNews } from './quota-news.js';

const BATCH = 200;

/** Tells banks of holds that lapse within days; each once, and again when it was extended. */
@Injectable()
export class WarnOfHoldsChore extends Chore {
  override readonly name = 'warn-of-holds';
  override readonly everyMs = 10 * 60_000;
  override readonly timeoutMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly news: QuotaNews,
  ) {
    super();
  }

  override run(signal: AbortSignal): Promise<void> {
    return inBatches(signal, BATCH, () =>
      this.database.asService('app_worker', (tx) => this.news.warnOfHolds(tx, BATCH)),
    );
  }
}
