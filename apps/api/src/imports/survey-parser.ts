import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';
import type { StagingEvent, StagingInput } from './survey-staging.js';

/** Threads run built code, also under Jest, which transforms none of them. */
const ENTRY = new URL('../../dist/imports/survey-thread.js', import.meta.url);
/** Keeps the worker process at some 400 MB whatever a workbook holds; a small nursery is collected before it grows. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** Reads workbooks in a thread of the worker process, so that no other job waits for a large one. */
@Injectable()
export class SurveyParser {
  /** Events in order; a workbook that does not fit into the thread's memory is refused as too large. */
  async *parse(input: StagingInput, signal: AbortSignal): AsyncGenerator<StagingEvent> {
    const thread = new Worker(ENTRY, {
      workerData: input,
      resourceLimits: LIMITS,
    });
    try {
      // One iterator over all messages: a race per message would keep every one of them until the thread ends.
      for await (const [message] of on(thread, 'message', { signal, close: ['exit'] })) {
        const event = message as StagingEvent; // posted by survey-thread.ts
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
}
