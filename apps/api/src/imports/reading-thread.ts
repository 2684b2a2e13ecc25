import { on } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Keeps the worker process at some 400 MB whatever a workbook holds; a small nursery is collected before it grows. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

type Ended = { readonly kind: 'end' } | { readonly kind: 'refused'; readonly code: string };

/**
 * What a reading in a thread of its own tells, in order, so that no other job of the process waits for a large file; a
 * file that does not fit into the thread's memory is refused as too large.
 */
export async function* readInThread<Event extends { readonly kind: string }>(
  entry: URL,
  input: object,
  signal: AbortSignal,
): AsyncGenerator<Event | Extract<Ended, { kind: 'refused' }>> {
  const thread = new Worker(entry, { workerData: input, resourceLimits: LIMITS });
  try {
    // One iterator over all messages: a race per message would keep every one of them until the thread ends.
    for await (const [message] of on(thread, 'message', { signal, close: ['exit'] })) {
      const event = message as Event; // posted by the entry, which the caller names together with its events
      yield event;
      if (event.kind === 'end' || event.kind === 'refused') return;
      thread.postMessage('taken');
    }
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    yield { kind: 'refused', code: 'import.too_large' };
  } finally {
    await thread.terminate();
  }
}
