import { allocationRequested } from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** One plan at a time in a process: each takes a core for seconds. */
export const allocationQueue = defineQueue({
  name: 'allocation',
  event: allocationRequested,
  concurrency: 1,
  timeoutMs: 120_000,
});
