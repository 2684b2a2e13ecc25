import { outcomesUploaded } from '@yinqi/contracts/events';
import { defineQueue } from '../../platform/queue/queue.js';

/** One list at a time in a process, as with the workbooks of surveys. */
export const outcomeQueue = defineQueue({
  name: 'engagements-read-outcomes',
  event: outcomesUploaded,
  concurrency: 1,
  timeoutMs: 120_000,
});
