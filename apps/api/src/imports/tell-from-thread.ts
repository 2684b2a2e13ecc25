import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';

/** The thread's side of a reading: one event ahead of the database, so that a slow one holds the reading back. */
export async function tellFromThread(
  events: AsyncIterable<{ readonly kind: string; readonly json?: Uint8Array<ArrayBuffer> }>,
): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('runs as a worker thread only');
  let taken: Promise<unknown> = Promise.resolve();
  for await (const event of events) {
    await taken;
    taken = once(port, 'message');
    port.postMessage(event, event.json === undefined ? [] : [event.json.buffer]);
  }
  await taken;
  port.close();
}
