import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Chore } from '../../platform/queue/chore.js';
import { InStep } from '../percolation/in-step.js';
import { MatchRuns } from './match-runs.js';

/** What nobody announces: a new release, a new day, and a change of the catalogue whose event was given up. */
@Injectable()
export class MatchUpkeepChore extends Chore {
  override readonly name = 'match-upkeep';
  override readonly everyMs = 60_000;
  override readonly timeoutMs = 60_000;

  constructor(
    private readonly database: Database,
    private readonly inStep: InStep,
    private readonly runs: MatchRuns,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(): Promise<void> {
    await this.inStep.percolate();
    const inTransaction = (work: (tx: Tx, now: Date) => Promise<void>) =>
      this.database.asService('app_worker', (tx) => work(tx, this.clock.now()));
    await inTransaction((tx, now) => this.runs.followRelease(tx, now));
    await inTransaction((tx, now) => this.runs.turnDay(tx, now));
  }
}
