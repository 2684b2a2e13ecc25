import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { CatalogueMoved } from '../catalogue/catalogue-moved.js';
import { Percolation } from './percolation.js';

/** A catalogue that changes more often while results are made is percolated by the events of those changes. */
const MOST_TRIES = 5;

/** Keeps results and catalogue in step: whoever finds the catalogue ahead percolates it first. */
@Injectable()
export class InStep {
  constructor(
    private readonly database: Database,
    private readonly percolation: Percolation,
    private readonly clock: Clock,
  ) {}

  /** Loads what counting and percolation need, once per process. */
  prepare(): Promise<void> {
    return this.percolation.prepare(this.database);
  }

  async percolate(): Promise<void> {
    await this.prepare();
    await this.database.asService('app_worker', (tx) => this.percolation.complete(tx, this.clock.now()));
  }

  /** Runs work that writes results in a transaction of its own, again after percolation where that was behind. */
  async run(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof CatalogueMoved) || tries === MOST_TRIES) throw error;
      }
      await this.percolate();
    }
  }
}
