import { Module } from '@nestjs/common';
import { FacilitiesController } from './facilities.controller.js';
import { FacilitiesService } from './facilities.service.js';
import { FacilitiesStore } from './facilities.store.js';
import { FacilityReader } from './facility-reader.js';
import { AllotmentsModule } from './allotments/allotments.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { FacilityTermsModule } from './terms/facility-terms.module.js';
import { QuotaNewsModule } from './quota-news/quota-news.module.js';

@Module({
  imports: [LedgerModule, AllotmentsModule, FacilityTermsModule, QuotaNewsModule],
  controllers: [FacilitiesController],
  providers: [FacilitiesService, FacilitiesStore, FacilityReader],
  exports: [FacilityReader, LedgerModule, AllotmentsModule],
})
export class FacilitiesModule {}
