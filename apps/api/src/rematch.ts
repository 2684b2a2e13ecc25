import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { matchAllRequested } from '@yinqi/contracts/events';
import { MatchRunsStore, type RunRow } from './matching/matching.public.js';
import { toolEnvironment } from './platform/config/tool-environment.js';
import { Database } from './platform/database/database.js';
import { publish } from './platform/outbox/outbox.js';

/** Asks the worker to match every open request again, shows how far it is, and ends when it is done. */
const LOOK_EVERY_MS = 300;
/** Nothing moving for so long means that no worker runs, or that a shard was given up. */
const PATIENCE_MS = 120_000;

const { databaseUrl } = toolEnvironment();
const database = await new Database(databaseUrl, 1).open();
const runs = new MatchRunsStore();
try {
  const id = randomUUID();
  await database.asService('app_seed', (tx) => publish(tx, matchAllRequested, { runId: id }));
  const run = await followed(id);
  if (run?.finished_at) {
    const seconds = (Date.parse(run.finished_at) - Date.parse(run.started_at)) / 1_000;
    console.log(`已重新匹配 matched again: ${run.done} (${seconds.toFixed(1)} s)`);
  } else {
    console.error(
      '没有进展：请确认 worker 正在运行，并查看死信。\nNothing moves: see that the worker runs, and look for dead letters.',
    );
    process.exitCode = 1;
  }
} finally {
  await database.close();
}

/** The run when it is finished, or as it is when nothing has moved for too long. */
async function followed(id: string): Promise<RunRow | undefined> {
  let seen: RunRow | undefined;
  let movedAt = performance.now();
  while (performance.now() - movedAt < PATIENCE_MS) {
    const run = await database.asService('app_seed', (tx) => runs.find(tx, id));
    if (run?.finished_at) return run;
    if (run && run.done !== seen?.done) {
      movedAt = performance.now();
      console.log(`${run.done} / ${run.total}`);
    }
    seen = run;
    await pause(LOOK_EVERY_MS);
  }
  return seen;
}
