import { Module } from '@nestjs/common';
import { EnterprisesModule } from '../enterprises/enterprises.public.js';
import { FacilitiesModule } from '../facilities/facilities.public.js';
import { FinancingRequestsModule } from '../financing-requests/financing-requests.public.js';
import { IdentityModule } from '../identity/identity.public.js';
import { MatchingModule } from '../matching/matching.public.js';
import { AllocationConsumer } from './allocation.consumer.js';
import { AllocationDecisionsService } from './allocation-decisions.service.js';
import { AllocationNames } from './allocation-names.js';
import { AllocationPlansStore } from './allocation-plans.store.js';
import { AllocationReader } from './allocation-reader.js';
import { AllocationResultsStore } from './allocation-results.store.js';
import { AllocationsController } from './allocations.controller.js';
import { AllocationsService } from './allocations.service.js';
import { NewAllocationsService } from './new-allocations.service.js';
import { NewPlanCheck } from './new-plan-check.js';
import { PlanGatherer } from './plan-gatherer.js';
import { PlanKeeper } from './plan-keeper.js';
import { Planner } from './planner.js';
import { SharedAllocationsService } from './shared-allocations.service.js';
import { SharedAllocationsStore } from './shared-allocations.store.js';

@Module({
  imports: [EnterprisesModule, FacilitiesModule, FinancingRequestsModule, IdentityModule, MatchingModule],
  controllers: [AllocationsController],
  providers: [
    AllocationPlansStore,
    AllocationResultsStore,
    SharedAllocationsStore,
    AllocationNames,
    AllocationReader,
    AllocationsService,
    NewPlanCheck,
    NewAllocationsService,
    AllocationDecisionsService,
    SharedAllocationsService,
    PlanGatherer,
    Planner,
    PlanKeeper,
    AllocationConsumer,
  ],
})
export class AllocationModule {}
