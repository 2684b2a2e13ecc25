import { Module } from '@nestjs/common';
import { NotificationsModule } from '../../notifications/notifications.public.js';
import { TellAllotmentsConsumer, TellExceptionsConsumer, TellTermsConsumer } from './quota-news.consumers.js';
import { QuotaNews } from './quota-news.js';
import { tellAllotments, tellExceptions, tellTerms } from './quota-news.queues.js';
import { QuotaNewsStore } from './quota-news.store.js';
import { WarnOfHoldsChore } from './warn-of-holds.chore.js';

export const QUOTA_NEWS_QUEUES = [tellAllotments, tellTerms, tellExceptions] as const;
export const QUOTA_NEWS_CONSUMERS = [
  TellAllotmentsConsumer,
  TellTermsConsumer,
  TellExceptionsConsumer,
] as const;

/** Quota tells people of itself; nothing of the ledger depends on it. */
@Module({
  imports: [NotificationsModule],
  providers: [QuotaNewsStore, QuotaNews, WarnOfHoldsChore, ...QUOTA_NEWS_CONSUMERS],
})
export class QuotaNewsModule {}
