import { importUploaded } from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** One workbook at a time in a process: two large ones would not fit into its memory. */
export const importQueue = defineQueue({
  name: 'import-staging',
  event: importUploaded,
  concurrency: 1,
  timeoutMs: 120_000,
});
