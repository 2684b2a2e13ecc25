import { claimBatchesMoved } from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** The holder is told of what was handed in, the bank of what became of it. */
export const tellClaims = defineQueue({
  name: 'claims-tell',
  event: claimBatchesMoved,
  concurrency: 1,
  timeoutMs: 15_000,
});
