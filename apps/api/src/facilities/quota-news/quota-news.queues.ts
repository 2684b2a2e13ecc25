import { allotmentsChanged, facilityTermsChanged, quotaExceptionsOpened } from '@yinqi/contracts/events';
import { defineQueue } from '../../platform/queue/queue.js';

/** People are told of what waits for a second person, and of what was posted. */
export const tellAllotments = defineQueue({
  name: 'facilities-tell-allotments',
  event: allotmentsChanged,
  concurrency: 1,
  timeoutMs: 15_000,
});

/** The same of tools that are opened or changed. */
export const tellTerms = defineQueue({
  name: 'facilities-tell-terms',
  event: facilityTermsChanged,
  concurrency: 1,
  timeoutMs: 15_000,
});

/** Somebody has to settle what was paid out beyond a quota. */
export const tellExceptions = defineQueue({
  name: 'facilities-tell-exceptions',
  event: quotaExceptionsOpened,
  concurrency: 1,
  timeoutMs: 15_000,
});
