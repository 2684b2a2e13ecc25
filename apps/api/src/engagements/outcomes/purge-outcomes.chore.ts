import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { inBatches } from '../../platform/queue/batches.js';
import { Chore } from '../../platform/queue/chore.js';
import { keptSince } from '../../platform/retention/periods.js';
import { PURGE_BATCH } from '../../platform/retention/purge.js';
import { OutcomeStagingStore } from './outcome-staging.store.js';

/** Rows of lists that belong to no case go: they tell of borrowers the platform has no business with. */
@Injectable()
export class PurgeOutcomesChore extends Chore {
  override readonly name = 'purge-outcomes';
  override readonly everyMs = 6 * 60 * 60_000;
  override readonly timeoutMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly store: OutcomeStagingStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(signal: AbortSignal): Promise<void> {
    const before = keptSince('outcomeRows', this.clock.now());
    await inBatches(signal, PURGE_BATCH, () =>
      this.database.asService('app_worker', (tx) => this.store.purgeStrangers(tx, before, PURGE_BATCH)),
    );
  }
}
