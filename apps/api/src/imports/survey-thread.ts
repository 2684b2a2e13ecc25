import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { stageSurvey, type StagingInput } from './survey-staging.js';

/** Entry of the parser's thread: one event at a time, so that a slow database holds the reading back. */
const port = parentPort;
if (port === null) throw new Error('runs as a worker thread only');

// Handed over by SurveyParser, the only one that starts this file.
for await (const event of stageSurvey(workerData as StagingInput)) {
  const taken = once(port, 'message');
  port.postMessage(event, event.kind === 'rows' ? [event.json.buffer] : []);
  await taken;
}
port.close();
