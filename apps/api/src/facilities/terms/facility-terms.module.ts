import { Module } from '@nestjs/common';
import { AllotmentsModule } from '../allotments/allotments.module.js';
import { FacilitiesStore } from '../facilities.store.js';
import { ApplyTermsChore } from './apply-terms.chore.js';
import { FacilityTermsController } from './facility-terms.controller.js';
import { FacilityTermsService } from './facility-terms.service.js';
import { FacilityTermsStore } from './facility-terms.store.js';
import { NewTermsCheck } from './new-terms.js';
import { TermsInForce } from './terms-in-force.js';
import { TermsRecords } from './terms-records.js';

/** 政策工具的开设与修改: dated versions of terms, by two people where they weigh. */
@Module({
  imports: [AllotmentsModule],
  controllers: [FacilityTermsController],
  providers: [
    FacilitiesStore,
    FacilityTermsStore,
    NewTermsCheck,
    TermsInForce,
    TermsRecords,
    FacilityTermsService,
    ApplyTermsChore,
  ],
})
export class FacilityTermsModule {}
