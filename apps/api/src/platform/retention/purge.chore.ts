import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { inBatches } from '../queue/batches.js';
import { Chore } from '../queue/chore.js';
import { keptSince } from './periods.js';
import { PURGE_BATCH, purgeEvents, purgeReceipts } from './purge.js';

/** Removes what the machinery has kept for long enough: receipts of commands and events that were delivered. */
@Injectable()
export class PurgeChore extends Chore {
  override readonly name = 'purge';
  override readonly everyMs = 60 * 60_000;
  override readonly timeoutMs = 5 * 60_000;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    await inBatches(signal, PURGE_BATCH, () =>
      this.database.asService('app_worker', (tx) => purgeReceipts(tx, keptSince('commandReceipts', now))),
    );
    await inBatches(signal, PURGE_BATCH, () =>
      this.database.asService('app_relay', (tx) => purgeEvents(tx, keptSince('outboxEvents', now))),
    );
  }
}
