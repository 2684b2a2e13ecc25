import { AsyncResource } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { facilityHeadroomChanged, quotaExceptionsOpened } from '@yinqi/contracts/events';
import {
  namedBy,
  QuotaBook,
  type Pool,
  type PostingResult,
  type QuotaCommand,
  type QuotaException,
} from '@yinqi/domain/quota';
import { Clock } from '../../platform/clock/clock.js';
import { BatchConnection, type Batch } from '../../platform/database/batch-connection.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { publish } from '../../platform/outbox/outbox.js';
import { isBlocked, isLost, receiptConflict } from './batch-faults.js';
import { FairQueue } from './fair-queue.js';
import { tierOf } from './headroom.js';
import { LedgerStore, type Loaded, type Receipt } from './ledger.store.js';
import { isReplay, type Posting } from './posting.js';
import { sha256 } from './sha256.js';

/** So many postings a transaction; each waiter's latency is at most two of them. */
const MOST_A_BATCH = 512;
/** Transitions run one after the other while the pools are locked, so few of them share a batch. */
const MOST_TRANSITIONS_A_BATCH = 16;
/** Beyond this the honest answer is "busy": the line would be longer than anybody waits. */
const MOST_WAITING = 20_000;
const LOCK_TIMEOUT_MS = 3_000;

/** What became of a posting inside a batch; it is told when the batch has committed. */
type Outcome = { readonly result: PostingResult } | { readonly error: unknown };

/**
 * The only writer of the ledger in this process. One batch is under way at a time and whatever arrives meanwhile is the
 * next one, so that commits are shared under load and nobody waits when there is none.
 */
@Injectable()
export class QuotaPoster implements OnApplicationShutdown {
  private readonly connection: BatchConnection;
  private readonly waiting = new FairQueue<Posting>();
  private pumping: Promise<void> | undefined;

  constructor(
    database: Database,
    private readonly store: LedgerStore,
    private readonly clock: Clock,
  ) {
    this.connection = new BatchConnection(database.url, 'app_poster', LOCK_TIMEOUT_MS);
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
    await this.pumping;
    await this.connection.close();
  }

  private submit(
    commands: readonly QuotaCommand[],
    { receipt, transition }: Partial<Pick<Posting, 'receipt' | 'transition'>>,
  ): Promise<PostingResult> {
    const [first] = commands;
    if (first === undefined) throw new RangeError('nothing to post');
    if (this.waiting.size >= MOST_WAITING) throw new DomainError('server.busy');
    return new Promise((settle, fail) => {
      this.waiting.push({ tenantId: first.tenantId, commands, receipt, transition, settle, fail });
      this.pumping ??= this.pump();
    });
  }

  private async pump(): Promise<void> {
    while (this.waiting.size > 0) {
      // What arrives in the same turn of the event loop shares the batch.
      await nextTurn();
      await this.run(this.nextBatch());
    }
    // In the same step as the look at the line: whoever comes now begins anew.
    this.pumping = undefined;
  }

  private nextBatch(): Posting[] {
    let commands = 0;
    let transitions = 0;
    return this.waiting.take((posting) => {
      commands += posting.commands.length;
      transitions += posting.transition ? 1 : 0;
      // The first always fits, however large it is.
      if (commands === posting.commands.length) return true;
      return commands <= MOST_A_BATCH && transitions <= MOST_TRANSITIONS_A_BATCH;
    });
  }

  private async run(batch: readonly Posting[]): Promise<void> {
    try {
      const outcomes = await this.commit(batch);
      for (const [at, posting] of batch.entries()) tell(posting, outcomes[at]);
    } catch {
      // Somebody's posting spoilt it for all, or the commit was not heard: each by itself tells which, and the keys
      // keep what was committed from being done again.
      await this.runSingly(batch);
    }
  }

  private async runSingly(batch: readonly Posting[]): Promise<void> {
    const blocked = new Map<string, unknown>();
    for (const [at, posting] of batch.entries()) {
      const { poolIds } = namedBy(posting.commands);
      const blockedBy = poolIds.find((id) => blocked.has(id));
      if (blockedBy !== undefined) {
        posting.fail(blocked.get(blockedBy));
        continue;
      }
      try {
        tell(posting, (await this.commit([posting]))[0]);
      } catch (error) {
        posting.fail(receiptConflict(error) ?? error);
        if (isBlocked(error)) for (const id of poolIds) blocked.set(id, error);
        if (!isLost(error)) continue;
        for (const rest of batch.slice(at + 1)) rest.fail(error);
        return;
      }
    }
  }

  private commit(batch: readonly Posting[]): Promise<readonly Outcome[]> {
    return this.connection.transaction(async (tx) => {
      const loaded = await this.store.load(tx, namedBy(batch.flatMap(({ commands }) => commands)));
      const atMs = this.clock.now().getTime();
      const book = new QuotaBook(loaded.state, sha256);
      const outcomes: Outcome[] = [];
      for (const posting of batch) outcomes.push(await decide(tx, book, posting, atMs));
      const { changed, entries } = book;
      const exceptions = outcomes.flatMap(exceptionsOf);
      await publishHeadroom(tx, loaded, changed.pools);
      await publishExceptions(tx, exceptions);
      this.store.write(tx, loaded, {
        entries,
        changed,
        exceptions,
        receipts: batch.flatMap(({ receipt }, at) => (receipt && isNews(outcomes[at]) ? [receipt] : [])),
        atMs,
      });
      return outcomes;
    });
  }
}

/** Matching ranks by how much is left, in few steps; most batches cross none. */
async function publishHeadroom(batch: Batch, { state }: Loaded, changed: readonly Pool[]): Promise<void> {
  const crossed = changed.filter((pool) => {
    if (pool.authority === 'SHADOW') return false;
    const before = state.pools.get(pool.id);
    return before === undefined || tierOf(before) !== tierOf(pool);
  });
  const facilityIds = [...new Set(crossed.map(({ facilityId }) => facilityId))];
  if (facilityIds.length > 0) await publish(batch.tx, facilityHeadroomChanged, { facilityIds });
}

/** Somebody has to settle them; hardly any batch has one. */
async function publishExceptions(batch: Batch, exceptions: readonly QuotaException[]): Promise<void> {
  const poolIds = [...new Set(exceptions.map(({ poolId }) => poolId))];
  if (poolIds.length > 0) await publish(batch.tx, quotaExceptionsOpened, { poolIds });
}

/** In memory first; a transition that fails takes its posting with it and leaves the others. */
async function decide(batch: Batch, book: QuotaBook, posting: Posting, atMs: number): Promise<Outcome> {
  const mark = book.mark();
  const result = book.post(posting.commands, atMs);
  const { transition } = posting;
  if (transition === undefined || result.outcome === 'rejected' || isReplay(result)) return { result };
  try {
    await batch.asCaller(transition.caller, transition.perform);
    return { result };
  } catch (error) {
    if (isLost(error)) throw error;
    book.rollback(mark);
    return { error };
  }
}

function tell(posting: Posting, outcome: Outcome | undefined): void {
  if (outcome === undefined) posting.fail(new Error('a posting was left without an answer'));
  else if ('error' in outcome) posting.fail(outcome.error);
  else posting.settle(outcome.result);
}

const isNews = (outcome: Outcome | undefined): boolean =>
  outcome !== undefined &&
  'result' in outcome &&
  outcome.result.outcome === 'done' &&
  !isReplay(outcome.result);

function exceptionsOf(outcome: Outcome): readonly QuotaException[] {
  if ('error' in outcome || outcome.result.outcome === 'rejected') return [];
  return outcome.result.results.flatMap((one) => (one.outcome === 'accepted' ? one.exceptions : []));
}
