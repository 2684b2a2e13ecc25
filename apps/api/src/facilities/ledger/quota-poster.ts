import { AsyncResource } from 'node:async_hooks';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PostingResult, QuotaCommand } from '@yinqi/domain/quota';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { LedgerStore, type Receipt } from './ledger.store.js';
import { PosterLane } from './poster-lane.js';
import type { Posting } from './posting.js';

/** While PostgreSQL writes the batch of one lane, the other's is decided: more would only make the batches smaller. */
const LANES = 2;
/** Beyond this the honest answer is "busy": the line would be longer than anybody waits. */
const MOST_WAITING = 20_000;

/**
 * The only writer of the ledger in this process. Every pool has its lane (by the last digit of its id), so that lanes
 * hardly ever wait for each other; where they meet, the locks of the pools decide, as between processes.
 */
@Injectable()
export class QuotaPoster implements OnApplicationShutdown {
  private readonly lanes: readonly [PosterLane, ...PosterLane[]];

  constructor(database: Database, store: LedgerStore, clock: Clock) {
    const open = (): PosterLane => new PosterLane(database.url, store, clock);
    this.lanes = [open(), ...Array.from({ length: LANES - 1 }, open)];
  }

  /** Posts commands that stand or fall together; resolves when they are on the disk, or refused. */
  post(commands: readonly QuotaCommand[], receipt?: Receipt): Promise<PostingResult> {
    return this.submit(commands, { receipt });
  }

  /**
   * Posts commands together with the transition they belong to: both commit, or neither does. `perform` runs in the
   * poster's transaction under the caller's own role, after the commands were accepted; what it throws is thrown here
   * and undoes the commands. It may be run again, so it must do nothing outside the transaction. It is not run for a
   * replay: what the keys stand for was done with the first sending.
   */
  postWith(
    caller: Caller,
    commands: readonly QuotaCommand[],
    perform: (tx: Tx) => Promise<void>,
  ): Promise<PostingResult> {
    // The batch runs in the poster's own context: logs and events keep the request's.
    return this.submit(commands, { transition: { caller, perform: AsyncResource.bind(perform) } });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }

  private submit(
    commands: readonly QuotaCommand[],
    { receipt, transition }: Partial<Pick<Posting, 'receipt' | 'transition'>>,
  ): Promise<PostingResult> {
    const [first] = commands;
    if (first === undefined) throw new RangeError('nothing to post');
    if (this.waiting >= MOST_WAITING) throw new DomainError('server.busy');
    return new Promise((settle, fail) => {
      const posting = { tenantId: first.tenantId, commands, receipt, transition, settle, fail };
      // Transitions lock cases as they come: in one lane, no two of them can wait for each other.
      const lane = transition === undefined ? this.laneOf(first) : this.lanes[0];
      lane.push(posting);
    });
  }

  private get waiting(): number {
    return this.lanes.reduce((sum, { size }) => sum + size, 0);
  }

  private laneOf(command: QuotaCommand): PosterLane {
    const poolId = 'fromPoolId' in command ? command.fromPoolId : command.poolId;
    return this.lanes[Number.parseInt(poolId.slice(-1), 16) % LANES] ?? this.lanes[0];
  }
}
