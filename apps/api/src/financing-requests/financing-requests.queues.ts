import { financingRequestsMoved } from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** People are told what happened to a request. */
export const tellRequests = defineQueue({
  name: 'requests-tell',
  event: financingRequestsMoved,
  concurrency: 2,
  timeoutMs: 15_000,
});
