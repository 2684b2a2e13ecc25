import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { inBatches } from '../platform/queue/batches.js';
import { Chore } from '../platform/queue/chore.js';
import { Letters } from './letters.js';

const BATCH = 500;

/** From eight in the morning, Beijing time, whoever asked for a digest has the day's; once, however often this runs. */
@Injectable()
export class MailDigestsChore extends Chore {
  override readonly name = 'mail-digests';
  override readonly everyMs = 10 * 60_000;
  override readonly timeoutMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly letters: Letters,
  ) {
    super();
  }

  override run(signal: AbortSignal): Promise<void> {
    return inBatches(signal, BATCH, () =>
      this.database.asService('app_worker', (tx) => this.letters.digests(tx, BATCH)),
    );
  }
}
