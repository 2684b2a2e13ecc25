import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { inBatches } from '../../platform/queue/batches.js';
import { Chore } from '../../platform/queue/chore.js';
import { armCase, armOffer } from '../case-timers.js';
import { TimeLimitsStore } from './time-limits.store.js';

const BATCH = 500;
const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Compares cases and offers with timers and sets what is missing: every timer can be made again from the records it
 * stands for. One whose effect never came is set again as well, an hour after it fired.
 */
@Injectable()
export class ArmTimersChore extends Chore {
  override readonly name = 'arm-timers';
  override readonly everyMs = 10 * 60_000;
  override readonly timeoutMs = 5 * 60_000;

  constructor(
    private readonly database: Database,
    private readonly store: TimeLimitsStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    await this.inOrder(signal, async (tx, after) => {
      const rows = await this.store.withoutTimer(tx, after, now, BATCH);
      for (const row of rows) await armCase(tx, row);
      return rows;
    });
    await this.inOrder(signal, async (tx, after) => {
      const offers = await this.store.offersWithoutTimer(tx, after, now, BATCH);
      for (const offer of offers) await armOffer(tx, offer, offer);
      return offers;
    });
    const spent = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
    await inBatches(signal, BATCH, () =>
      this.database.asService('app_worker', (tx) => this.store.removeFired(tx, spent, BATCH)),
    );
  }

  /** Batch after batch in the order of ids: what needs no timer is passed over, not found again. */
  private async inOrder(
    signal: AbortSignal,
    arm: (tx: Tx, after: string) => Promise<readonly { readonly id: string }[]>,
  ): Promise<void> {
    let after = FIRST_ID;
    await inBatches(signal, BATCH, async () => {
      const armed = await this.database.asService('app_worker', (tx) => arm(tx, after));
      after = armed.at(-1)?.id ?? after;
      return armed.length;
    });
  }
}
