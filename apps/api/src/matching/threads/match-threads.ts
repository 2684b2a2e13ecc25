import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Database } from '../../platform/database/database.js';
import { CatalogueMoved } from '../catalogue/catalogue-moved.js';
import { MatchCatalogue } from '../catalogue/match-catalogue.js';
import type { ThreadAnswer, ThreadStart, ThreadTask } from './match-thread-messages.js';
import type { Shard } from '../runs/shard-work.js';

/** Threads run built code, also under Jest, which transforms none of them. */
const ENTRY = new URL('../../../dist/matching/threads/match-thread.js', import.meta.url);
const MOST_THREADS = 4;
/** A shard leaves a good deal behind: with Node's default each of its thousands of short lives would be copied about. */
const YOUNG_MB = 64;
/** Between two runs a thread would hold its memory and connection for nothing. */
const IDLE_MS = 30_000;

export type ThreadWork = { readonly shard: Shard; readonly eventId: string; readonly now: Date };

/** A thread with one task at a time. Whatever ends it ends the task with an error, never with silence. */
class MatchThread {
  private readonly worker: Worker;
  private readonly ended: Promise<never>;
  /** The catalogue and day whose index it holds. */
  private holds = '';

  constructor(start: ThreadStart) {
    this.worker = new Worker(ENTRY, {
      workerData: start,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.ended = once(this.worker, 'exit').then(([code]) => {
      throw new Error(`A matching thread ended with ${String(code)}`);
    });
    // Told through the task that waits for it; an idle thread may end unnoticed.
    this.ended.catch(() => undefined);
  }

  async do(
    task: Omit<ThreadTask, 'index'>,
    index: () => ThreadTask['index'],
    signal: AbortSignal,
  ): Promise<void> {
    const wanted = `${task.revision} ${task.asOf}`;
    const message: ThreadTask = { ...task, index: this.holds === wanted ? undefined : index() };
    const answered = once(this.worker, 'message', { signal });
    this.worker.postMessage(message);
    const [answer] = (await Promise.race([answered, this.ended])) as [ThreadAnswer]; // posted by match-thread.ts
    this.holds = answer.kind === 'done' ? wanted : '';
    if (answer.kind === 'moved') throw new CatalogueMoved();
    if (answer.kind === 'failed') throw new Error(`A shard failed in its thread: ${answer.text}`);
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

type Waiting = {
  readonly resolve: (thread: MatchThread) => void;
  readonly reject: (reason: Error) => void;
};

/**
 * Matches shards in threads over the worker's own index, each with a connection of its own: reading, judging and
 * writing of one shard leave the worker free for requests somebody waits for.
 */
@Injectable()
export class MatchThreads implements OnApplicationShutdown {
  private readonly free: MatchThread[] = [];
  private readonly all = new Set<MatchThread>();
  private readonly waiting: Waiting[] = [];
  private isClosed = false;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly catalogue: MatchCatalogue,
  ) {}

  /** Throws CatalogueMoved where percolation is behind, or where the index went on while the thread read it. */
  async run({ shard, eventId, now }: ThreadWork, signal: AbortSignal): Promise<void> {
    const { revision, shareOn } = await this.database.asService('app_worker', (tx) =>
      this.catalogue.present(tx),
    );
    const asOf = chinaDate(now);
    const thread = await this.take();
    try {
      const task = { shard, eventId, now: now.toISOString(), revision, asOf };
      await thread.do(task, () => shareOn(asOf), signal);
      this.giveBack(thread);
    } catch (error) {
      if (error instanceof CatalogueMoved) this.giveBack(thread);
      else await this.drop(thread);
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.idle);
    for (const { reject } of this.waiting.splice(0)) reject(new Error('The worker stops'));
    await Promise.all([...this.all].map((thread) => this.drop(thread)));
  }

  private async take(): Promise<MatchThread> {
    clearTimeout(this.idle);
    const free = this.free.pop();
    if (free) return free;
    if (this.all.size < Math.min(MOST_THREADS, availableParallelism())) return this.start();
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private start(): MatchThread {
    const thread = new MatchThread({ databaseUrl: this.database.url });
    this.all.add(thread);
    return thread;
  }

  private giveBack(thread: MatchThread): void {
    const next = this.waiting.shift();
    if (next) return next.resolve(thread);
    this.free.push(thread);
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.endIdle(), IDLE_MS).unref();
  }

  /** A thread that failed is not asked again; who waits for one gets another. */
  private async drop(thread: MatchThread): Promise<void> {
    this.all.delete(thread);
    if (!this.isClosed) this.waiting.shift()?.resolve(this.start());
    await thread.end();
  }

  private async endIdle(): Promise<void> {
    await Promise.all(this.free.splice(0).map((thread) => this.drop(thread)));
  }
}
