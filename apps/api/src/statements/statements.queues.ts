import { statementUploaded } from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** One statement at a time in a process, as with every other file. */
export const statementQueue = defineQueue({
  name: 'statements-reconcile',
  event: statementUploaded,
  concurrency: 1,
  timeoutMs: 120_000,
});
