import 'reflect-metadata';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { MovedOn, openShared } from '@yinqi/domain/engine';
import { Database } from '../../platform/database/database.js';
import { deliverOnce } from '../../platform/queue/deliver-once.js';
import { CatalogueMoved } from '../catalogue/catalogue-moved.js';
import { contextOn } from '../match-context.js';
import { MatchThreadModule } from './match-thread.module.js';
import type { ThreadAnswer, ThreadStart, ThreadTask } from './match-thread-messages.js';
import { matchShard } from '../matching.queues.js';
import { PercolatedCatalogues } from '../catalogue/percolated-catalogue.js';
import { ShardWork } from '../runs/shard-work.js';

/** Entry of a matching thread: one shard at a time, in a transaction of its own, over the worker's index. */
const port = parentPort;
if (port === null) throw new Error('runs as a worker thread only');

// Handed over by MatchThreads, the only one that starts this file.
const { databaseUrl } = workerData as ThreadStart;
const context = await NestFactory.createApplicationContext(MatchThreadModule.register(databaseUrl), {
  logger: false,
  abortOnError: false,
});
const database = context.get(Database);
const catalogues = context.get(PercolatedCatalogues, { strict: false });
const work = context.get(ShardWork, { strict: false });

for (;;) {
  const [task] = (await once(port, 'message')) as [ThreadTask];
  port.postMessage(await answerTo(task));
}

async function answerTo(task: ThreadTask): Promise<ThreadAnswer> {
  try {
    if (task.index) lend(task, task.index);
    await deliverOnce(database, task.eventId, matchShard.name, (tx) =>
      work.do(tx, task.shard, new Date(task.now)),
    );
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof CatalogueMoved || error instanceof MovedOn) return { kind: 'moved' };
    return { kind: 'failed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function lend({ revision, asOf: day }: ThreadTask, index: NonNullable<ThreadTask['index']>): void {
  const shared = openShared(index, contextOn(day));
  catalogues.lend({
    revision,
    ask: (asOf, question) => {
      if (asOf !== day) throw new CatalogueMoved();
      return shared.ask(question);
    },
  });
}
