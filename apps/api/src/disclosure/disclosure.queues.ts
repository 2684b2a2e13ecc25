import { financingRequestsEnded } from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** Nobody looks at a request its enterprise has withdrawn. */
export const endConsents = defineQueue({
  name: 'disclosure-end-consents',
  event: financingRequestsEnded,
  concurrency: 2,
  timeoutMs: 15_000,
});
