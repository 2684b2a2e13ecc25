import { financingRequestsMoved, holidayYearLoaded } from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** People are told what happened to a request. */
export const tellRequests = defineQueue({
  name: 'requests-tell',
  event: financingRequestsMoved,
  concurrency: 2,
  timeoutMs: 15_000,
});

/** The time for verification is reckoned again when the holidays of a year are known. */
export const reckonVerificationAgain = defineQueue({
  name: 'requests-reckon-again',
  event: holidayYearLoaded,
  concurrency: 1,
  timeoutMs: 60_000,
});
