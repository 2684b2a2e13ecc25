import { Module } from '@nestjs/common';
import { FinancingRequestsStore } from './financing-requests.store.js';
import { RequestLifecycle } from './request-lifecycle.js';
import { RequestReader } from './request-reader.js';
import { RequestRegistry } from './request-registry.js';

@Module({
  providers: [FinancingRequestsStore, RequestLifecycle, RequestReader, RequestRegistry],
  exports: [RequestLifecycle, RequestReader, RequestRegistry],
})
export class FinancingRequestsModule {}
