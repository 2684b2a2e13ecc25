import { Module } from '@nestjs/common';
import { FacilitiesStore } from '../facilities.store.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { QuotaViewModule } from '../quota-view/quota-view.module.js';
import { AllotmentDecisionsService } from './allotment-decisions.service.js';
import { AllotmentLedger } from './allotment-ledger.js';
import { AllotmentRecords } from './allotment-records.js';
import { AllotmentsController } from './allotments.controller.js';
import { AllotmentsService } from './allotments.service.js';
import { AllotmentsStore } from './allotments.store.js';
import { CorrectionFollowers } from './correction-followers.js';
import { CorrectionProposals } from './correction-proposals.js';
import { FirstLimit } from './first-limit.js';
import { NewAllotments } from './new-allotments.js';
import { PoolOpeningsStore } from './pool-openings.store.js';
import { QuotaOpeningService } from './quota-opening.service.js';

/** 额度分配: what the holder of a tool does with its quota, by two people where it weighs. */
@Module({
  imports: [LedgerModule, QuotaViewModule],
  controllers: [AllotmentsController],
  providers: [
    FacilitiesStore,
    AllotmentsStore,
    PoolOpeningsStore,
    NewAllotments,
    AllotmentLedger,
    AllotmentRecords,
    AllotmentsService,
    AllotmentDecisionsService,
    QuotaOpeningService,
    CorrectionProposals,
    CorrectionFollowers,
    FirstLimit,
  ],
  exports: [CorrectionProposals, CorrectionFollowers, FirstLimit, PoolOpeningsStore],
})
export class AllotmentsModule {}
