import {
  consentsChanged,
  engagementsChanged,
  engagementTimersDue,
  financingRequestsEnded,
  financingRequestsRevised,
  holidayYearLoaded,
} from '@yinqi/contracts/events';
import { outcomeQueue } from './outcomes/outcomes.queues.js';
import { defineQueue } from '../platform/queue/queue.js';

/** What a change of one case means for its request: state, and offers nobody can choose any more. */
export const settleRequests = defineQueue({
  name: 'engagements-settle-requests',
  event: engagementsChanged,
  concurrency: 4,
  timeoutMs: 15_000,
});

/** What a change of one case means for the quota held for it. */
export const settleQuota = defineQueue({
  name: 'engagements-settle-quota',
  event: engagementsChanged,
  concurrency: 2,
  timeoutMs: 15_000,
});

/** A request that is withdrawn, expired or closed takes its open cases with it. */
export const endWithRequest = defineQueue({
  name: 'engagements-end-with-request',
  event: financingRequestsEnded,
  concurrency: 2,
  timeoutMs: 15_000,
});

/** A new consent carries on the case its forerunner was given for. */
export const renewDossiers = defineQueue({
  name: 'engagements-renew-dossiers',
  event: consentsChanged,
  concurrency: 2,
  timeoutMs: 15_000,
});

/** A need that was revised is put before the banks that judge it. */
export const takeRevisions = defineQueue({
  name: 'engagements-take-revisions',
  event: financingRequestsRevised,
  concurrency: 2,
  timeoutMs: 15_000,
});

/** A time is up: silence, papers that did not come, windows and validities that have passed. */
export const timeLimitsReached = defineQueue({
  name: 'engagements-time-limits',
  event: engagementTimersDue,
  concurrency: 2,
  timeoutMs: 30_000,
});

/** Provisional deadlines are reckoned again when the holidays of a year are known. */
export const reckonCasesAgain = defineQueue({
  name: 'engagements-reckon-again',
  event: holidayYearLoaded,
  concurrency: 1,
  timeoutMs: 120_000,
});

export const ENGAGEMENT_QUEUES = [
  outcomeQueue,
  settleRequests,
  settleQuota,
  endWithRequest,
  renewDossiers,
  takeRevisions,
  timeLimitsReached,
  reckonCasesAgain,
] as const;
