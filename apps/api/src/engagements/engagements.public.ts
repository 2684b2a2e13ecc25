import { OutcomeUploadedConsumer } from './outcomes/outcome-uploaded.consumer.js';
import { SettleQuotaConsumer } from './quota/settle-quota.consumer.js';
import { RenewDossiersConsumer } from './dossier-renewal.consumer.js';
import {
  EndWithRequestConsumer,
  SettleRequestsConsumer,
  TakeRevisionsConsumer,
} from './request-settlement.consumers.js';
import { ReckonCasesConsumer } from './time-limits/reckoning.consumer.js';
import { TimeLimitsConsumer } from './time-limits/time-limits.consumer.js';

export { CASE_NEWS_CONSUMERS, CASE_NEWS_QUEUES } from './case-news/case-news.module.js';
export { ENGAGEMENT_TIMERS } from './case-timers.js';
export { loanKey, repaymentOf } from './quota/case-commands.js';
export { EngagementsModule } from './engagements.module.js';
export { ENGAGEMENT_QUEUES } from './engagements.queues.js';
export { ExpireOffersChore } from './expire-offers.chore.js';
export { PurgeOutcomesChore } from './outcomes/purge-outcomes.chore.js';
export { ArmTimersChore } from './time-limits/arm-timers.chore.js';

export const ENGAGEMENT_CONSUMERS = [
  OutcomeUploadedConsumer,
  SettleRequestsConsumer,
  SettleQuotaConsumer,
  EndWithRequestConsumer,
  RenewDossiersConsumer,
  TakeRevisionsConsumer,
  TimeLimitsConsumer,
  ReckonCasesConsumer,
] as const;
