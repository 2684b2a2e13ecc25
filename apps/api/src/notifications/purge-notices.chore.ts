import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { inBatches } from '../platform/queue/batches.js';
import { Chore } from '../platform/queue/chore.js';
import { keptSince } from '../platform/retention/periods.js';
import { PURGE_BATCH } from '../platform/retention/purge.js';
import { LettersStore } from './letters.store.js';
import { NoticesStore } from './notices.store.js';
import { WebhookOutboxStore } from './webhooks/webhook-outbox.store.js';

/** Old messages go, read or not; the history they told of stays. */
@Injectable()
export class PurgeNoticesChore extends Chore {
  override readonly name = 'purge-notices';
  override readonly everyMs = 6 * 60 * 60_000;
  override readonly timeoutMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly store: NoticesStore,
    private readonly letters: LettersStore,
    private readonly webhooks: WebhookOutboxStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(signal: AbortSignal): Promise<void> {
    const before = keptSince('notices', this.clock.now());
    await inBatches(signal, PURGE_BATCH, () =>
      this.database.asService('app_worker', (tx) => this.store.purge(tx, before, PURGE_BATCH)),
    );
    await inBatches(signal, PURGE_BATCH, () =>
      this.database.asService('app_worker', (tx) => this.letters.purge(tx, before, PURGE_BATCH)),
    );
    await inBatches(signal, PURGE_BATCH, () =>
      this.database.asService('app_worker', (tx) => this.webhooks.purge(tx, before, PURGE_BATCH)),
    );
  }
}
