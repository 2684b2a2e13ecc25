import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.public.js';
import { ExpireRequestsChore } from './expire-requests.chore.js';
import { FinancingRequestsController } from './financing-requests.controller.js';
import { FinancingRequestsService } from './financing-requests.service.js';
import { FinancingRequestsStore } from './financing-requests.store.js';
import { RequestDecisionsController } from './request-decisions.controller.js';
import { RequestDecisionsService } from './request-decisions.service.js';
import { RequestLifecycle } from './request-lifecycle.js';
import { RequestListStore } from './request-list.store.js';
import { RequestNews } from './request-news.js';
import { RequestNewsStore } from './request-news.store.js';
import { RequestReader } from './request-reader.js';
import { RequestRegistry } from './request-registry.js';
import { ReckonVerificationConsumer } from './reckon-verification.consumer.js';
import { ServicePoliciesModule } from '../service-policies/service-policies.public.js';
import { TellRequestsConsumer } from './tell-requests.consumer.js';
import { VerificationStore } from './verification.store.js';

@Module({
  imports: [NotificationsModule, ServicePoliciesModule],
  controllers: [FinancingRequestsController, RequestDecisionsController],
  providers: [
    FinancingRequestsStore,
    RequestListStore,
    FinancingRequestsService,
    RequestDecisionsService,
    RequestLifecycle,
    RequestReader,
    RequestRegistry,
    ExpireRequestsChore,
    RequestNews,
    RequestNewsStore,
    TellRequestsConsumer,
    VerificationStore,
    ReckonVerificationConsumer,
  ],
  exports: [RequestLifecycle, RequestReader, RequestRegistry],
})
export class FinancingRequestsModule {}
