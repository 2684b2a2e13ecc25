import { Module } from '@nestjs/common';
import { ExpireRequestsChore } from './expire-requests.chore.js';
import { FinancingRequestsController } from './financing-requests.controller.js';
import { FinancingRequestsService } from './financing-requests.service.js';
import { FinancingRequestsStore } from './financing-requests.store.js';
import { RequestDecisionsController } from './request-decisions.controller.js';
import { RequestDecisionsService } from './request-decisions.service.js';
import { RequestLifecycle } from './request-lifecycle.js';
import { RequestListStore } from './request-list.store.js';
import { RequestReader } from './request-reader.js';
import { RequestRegistry } from './request-registry.js';

@Module({
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
  ],
  exports: [RequestLifecycle, RequestReader, RequestRegistry],
})
export class FinancingRequestsModule {}
