import { Module } from '@nestjs/common';
import { NotificationsModule } from '../../notifications/notifications.public.js';
import { TellCasesConsumer, TellConsentsConsumer, TellRevisionsConsumer } from './case-news.consumers.js';
import { tellCases, tellConsents, tellRevisions } from './case-news.queues.js';
import { CaseNews } from './case-news.js';
import { CaseNewsStore } from './case-news.store.js';

export const CASE_NEWS_QUEUES = [tellCases, tellConsents, tellRevisions] as const;
export const CASE_NEWS_CONSUMERS = [TellCasesConsumer, TellConsentsConsumer, TellRevisionsConsumer] as const;

/** Cases tell people of themselves; nothing of a case's course depends on it. */
@Module({
  imports: [NotificationsModule],
  providers: [CaseNewsStore, CaseNews, ...CASE_NEWS_CONSUMERS],
})
export class CaseNewsModule {}
