import { Module } from '@nestjs/common';
import { PoolEntriesStore } from './pool-entries.store.js';
import { PoolViewsStore } from './pool-views.store.js';
import { QuotaExceptionsService } from './quota-exceptions.service.js';
import { QuotaExceptionsStore } from './quota-exceptions.store.js';
import { QuotaViewsController } from './quota-views.controller.js';
import { QuotaViewsService } from './quota-views.service.js';

/** Quota as its holder, bureaus and banks read it. */
@Module({
  controllers: [QuotaViewsController],
  providers: [
    PoolViewsStore,
    PoolEntriesStore,
    QuotaExceptionsStore,
    QuotaViewsService,
    QuotaExceptionsService,
  ],
  exports: [QuotaViewsService],
})
export class QuotaViewModule {}
