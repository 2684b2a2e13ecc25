import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { stageSurvey, type StagingInput } from './survey-staging.js';

/** Entry of the parser's thread: one event ahead of the database, so that a slow one holds the reading back. */
const port = parentPort;
if (port === null) throw new Error('runs as a worker thread only');

let taken: Promise<unknown> = Promise.resolve();
// Handed over by SurveyParser, the only one that starts this file.
for await (const event of stageSurvey(workerData as StagingInput)) {
  await taken;
  taken = once(port, 'message');
  port.postMessage(event, event.kind === 'rows' ? [event.json.buffer] : []);
}
await taken;
port.close();
