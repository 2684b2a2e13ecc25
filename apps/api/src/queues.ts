import type { Type } from '@nestjs/common';
import { AllocationConsumer, allocationQueue } from './allocation/allocation.public.js';
import { CLAIM_CONSUMERS, CLAIM_QUEUES } from './claims/claims.public.js';
import {
  DISCLOSURE_CONSUMERS,
  DISCLOSURE_QUEUES,
  ExpireConsentsChore,
} from './disclosure/disclosure.public.js';
import {
  ArmTimersChore,
  CASE_NEWS_CONSUMERS,
  CASE_NEWS_QUEUES,
  ENGAGEMENT_CONSUMERS,
  ENGAGEMENT_QUEUES,
  ENGAGEMENT_TIMERS,
  ExpireOffersChore,
  PurgeOutcomesChore,
} from './engagements/engagements.public.js';
import {
  ApplyTermsChore,
  ExpireHoldsChore,
  QUOTA_NEWS_CONSUMERS,
  QUOTA_NEWS_QUEUES,
  WarnOfHoldsChore,
} from './facilities/facilities.public.js';
import {
  ExpireRequestsChore,
  FINANCING_REQUEST_CONSUMERS,
  FINANCING_REQUEST_QUEUES,
} from './financing-requests/financing-requests.public.js';
import { PurgeSessionsChore } from './identity/identity.public.js';
import { importQueue, ImportUploadedConsumer } from './imports/imports.public.js';
import {
  MATCHING_CONSUMERS,
  MATCHING_QUEUES,
  MatchUpkeepChore,
  PurgeRulePreviewsChore,
} from './matching/matching.public.js';
import {
  MailDigestsChore,
  NOTIFICATION_CONSUMERS,
  NOTIFICATION_QUEUES,
  PurgeNoticesChore,
} from './notifications/notifications.public.js';
import type { Chore } from './platform/queue/chore.js';
import type { Consumer, QueueSpec } from './platform/queue/queue.js';
import { PurgeChore } from './platform/retention/purge.chore.js';
import type { TimerSpec } from './platform/timers/timers.js';
import { statementQueue, StatementUploadedConsumer } from './statements/statements.public.js';
import {
  ClimbLaddersChore,
  SUPERVISION_CONSUMERS,
  SUPERVISION_QUEUES,
} from './supervision/supervision.public.js';

/** Every queue and what consumes it; the worker refuses to run unless they pair up one to one. */
export const QUEUES: readonly QueueSpec[] = [
  ...NOTIFICATION_QUEUES,
  ...QUOTA_NEWS_QUEUES,
  ...FINANCING_REQUEST_QUEUES,
  importQueue,
  ...DISCLOSURE_QUEUES,
  ...MATCHING_QUEUES,
  allocationQueue,
  ...ENGAGEMENT_QUEUES,
  ...CASE_NEWS_QUEUES,
  ...SUPERVISION_QUEUES,
  ...CLAIM_QUEUES,
  statementQueue,
];
export const CONSUMERS: readonly Type<Consumer>[] = [
  ...NOTIFICATION_CONSUMERS,
  ...QUOTA_NEWS_CONSUMERS,
  ...FINANCING_REQUEST_CONSUMERS,
  ImportUploadedConsumer,
  ...DISCLOSURE_CONSUMERS,
  ...MATCHING_CONSUMERS,
  AllocationConsumer,
  ...ENGAGEMENT_CONSUMERS,
  ...CASE_NEWS_CONSUMERS,
  ...SUPERVISION_CONSUMERS,
  ...CLAIM_CONSUMERS,
  StatementUploadedConsumer,
];

/** What falls due by the clock alone. */
export const CHORES: readonly Type<Chore>[] = [
  PurgeChore,
  PurgeSessionsChore,
  MailDigestsChore,
  PurgeNoticesChore,
  ExpireRequestsChore,
  ExpireConsentsChore,
  ExpireOffersChore,
  PurgeOutcomesChore,
  ExpireHoldsChore,
  ApplyTermsChore,
  WarnOfHoldsChore,
  MatchUpkeepChore,
  PurgeRulePreviewsChore,
  ArmTimersChore,
  ClimbLaddersChore,
];

/** Deadlines at which something happens by itself. */
export const TIMERS: readonly TimerSpec[] = [...ENGAGEMENT_TIMERS];
