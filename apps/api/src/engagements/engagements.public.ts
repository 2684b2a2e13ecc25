import { RenewDossiersConsumer } from './dossier-renewal.consumer.js';
import {
  EndWithRequestConsumer,
  SettleRequestsConsumer,
  TakeRevisionsConsumer,
} from './request-settlement.consumers.js';

export { CASE_NEWS_CONSUMERS, CASE_NEWS_QUEUES } from './case-news/case-news.module.js';
export { EngagementsModule } from './engagements.module.js';
export { ENGAGEMENT_QUEUES } from './engagements.queues.js';

export const ENGAGEMENT_CONSUMERS = [
  SettleRequestsConsumer,
  EndWithRequestConsumer,
  RenewDossiersConsumer,
  TakeRevisionsConsumer,
] as const;
