import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { inBatches } from '../../platform/queue/batches.js';
import { Chore } from '../../platform/queue/chore.js';
import { keptSince } from '../../platform/retention/periods.js';
import { PURGE_BATCH } from '../../platform/retention/purge.js';
import { RulePreviewsStore } from './rule-previews.store.js';

/** Questions about a rule are of the moment: neither they nor the numbers are kept. */
@Injectable()
export class PurgeRulePreviewsChore extends Chore {
  override readonly name = 'purge-rule-previews';
  override readonly everyMs = 60 * 60_000;
  override readonly timeoutMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly store: RulePreviewsStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(signal: AbortSignal): Promise<void> {
    const before = keptSince('rulePreviews', this.clock.now());
    await inBatches(signal, PURGE_BATCH, () =>
      this.database.asService('app_worker', (tx) => this.store.purge(tx, before, PURGE_BATCH)),
    );
  }
}
