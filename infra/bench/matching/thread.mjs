import { parentPort, workerData } from 'node:worker_threads';
import { openShared } from '@yinqi/domain/engine';
import { context } from './views.mjs';

const { handle, shard, compared } = workerData;
const matcher = openShared(handle, context);
const answers = shard.slice(0, compared).map((facts) => JSON.stringify(matcher.match(facts)));
const began = performance.now();
matcher.ask((index) => {
  for (const facts of shard) index.select(index.prepare(facts));
});
parentPort.postMessage({ answers, wallMs: performance.now() - began });
