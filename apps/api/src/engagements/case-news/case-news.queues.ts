import { consentsChanged, engagementsChanged, financingRequestsRevised } from '@yinqi/contracts/events';
import { defineQueue } from '../../platform/queue/queue.js';

/** People are told what happened to a case, once it can no longer be undone. */
export const tellCases = defineQueue({
  name: 'engagements-tell',
  event: engagementsChanged,
  concurrency: 2,
  timeoutMs: 15_000,
});

/** People are told of an authorisation that somebody else acted on, or that has run out. */
export const tellConsents = defineQueue({
  name: 'engagements-tell-consents',
  event: consentsChanged,
  concurrency: 1,
  timeoutMs: 15_000,
});

/** Banks are told that the need they judge was changed. */
export const tellRevisions = defineQueue({
  name: 'engagements-tell-revisions',
  event: financingRequestsRevised,
  concurrency: 1,
  timeoutMs: 15_000,
});
