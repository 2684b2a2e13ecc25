import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Database, type Tx } from '../platform/database/database.js';
import { inBatches } from '../platform/queue/batches.js';
import { Chore } from '../platform/queue/chore.js';
import { LadderClimbs } from './ladder-climbs.js';

const BATCH = 200;

/**
 * Leads cases whose time runs out up their ladders. It compares cases with what stands for them, so whatever was missed
 * is made good by the next round, and a rung that was taken is not taken again.
 */
@Injectable()
export class ClimbLaddersChore extends Chore {
  override readonly name = 'climb-ladders';
  override readonly everyMs = 60_000;
  override readonly timeoutMs = 5 * 60_000;

  constructor(
    private readonly database: Database,
    private readonly climbs: LadderClimbs,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(signal: AbortSignal): Promise<void> {
    await this.inEach(signal, (tx, now) => this.climbs.endOver(tx, now, BATCH));
    await this.inEach(signal, (tx, now) => this.climbs.enrol(tx, now, BATCH));
    await this.inEach(signal, (tx, now) => this.climbs.climb(tx, now, BATCH));
  }

  private inEach(signal: AbortSignal, batch: (tx: Tx, now: Date) => Promise<number>): Promise<void> {
    return inBatches(signal, BATCH, () =>
      this.database.asService('app_worker', (tx) => batch(tx, this.clock.now())),
    );
  }
}
