import {
  matchAllRequested,
  enterprisesChanged,
  facilitiesChanged,
  facilityHeadroomChanged,
  financingRequestsChanged,
  matchingRequested,
  matchShardRequested,
  productsChanged,
  rulePreviewAsked,
} from '@yinqi/contracts/events';
import { defineQueue } from '../platform/queue/queue.js';

/** Requests somebody has just submitted: the reader waits for these. */
export const matchChangedRequests = defineQueue({
  name: 'match-changed-requests',
  event: financingRequestsChanged,
  concurrency: 4,
  timeoutMs: 15_000,
});

/** Requests whose enterprise changed, or that a change of the catalogue touched. */
export const matchAgain = defineQueue({
  name: 'match-again',
  event: matchingRequested,
  concurrency: 1,
  timeoutMs: 30_000,
});

export const matchAll = defineQueue({
  name: 'match-all',
  event: matchAllRequested,
  concurrency: 1,
  timeoutMs: 15_000,
});

/** Parts of a run over all open requests: one is matched while the other is read or written. */
export const matchShard = defineQueue({
  name: 'match-shard',
  event: matchShardRequested,
  concurrency: 2,
  timeoutMs: 30_000,
});

export const matchChangedEnterprises = defineQueue({
  name: 'match-changed-enterprises',
  event: enterprisesChanged,
  concurrency: 2,
  timeoutMs: 15_000,
});

export const matchChangedProducts = defineQueue({
  name: 'match-changed-products',
  event: productsChanged,
  concurrency: 1,
  timeoutMs: 15_000,
});

export const matchChangedFacilities = defineQueue({
  name: 'match-changed-facilities',
  event: facilitiesChanged,
  concurrency: 1,
  timeoutMs: 15_000,
});

/** What is left of a quota crossed one of its steps: products it funds rank, and fit, by another tier. */
export const matchChangedHeadroom = defineQueue({
  name: 'match-changed-headroom',
  event: facilityHeadroomChanged,
  concurrency: 1,
  timeoutMs: 15_000,
});

/** Somebody who writes a rule waits for it. */
export const previewRule = defineQueue({
  name: 'preview-rule',
  event: rulePreviewAsked,
  concurrency: 1,
  timeoutMs: 15_000,
});

export const MATCHING_QUEUES = [
  matchChangedRequests,
  matchAgain,
  matchAll,
  matchShard,
  matchChangedEnterprises,
  matchChangedProducts,
  matchChangedFacilities,
  matchChangedHeadroom,
  previewRule,
] as const;
