import { Module } from '@nestjs/common';
import { FacilitiesModule } from '../facilities/facilities.public.js';
import { NotificationsModule } from '../notifications/notifications.public.js';
import { BatchKeeper } from './batch-keeper.js';
import { ClaimBatchesController } from './claim-batches.controller.js';
import { ClaimBatchesService } from './claim-batches.service.js';
import { ClaimBatchesStore } from './claim-batches.store.js';
import { ClaimCorrections } from './claim-corrections.js';
import { ClaimDecisionsStore } from './claim-decisions.store.js';
import { ClaimDecisionsService } from './claim-decisions.service.js';
import { ClaimLedger } from './claim-ledger.js';
import { ClaimMarksService } from './claim-marks.service.js';
import { ClaimNews } from './claim-news.js';
import { tellClaims } from './claim-news.queues.js';
import { ClaimNewsStore } from './claim-news.store.js';
import { ClaimRecords } from './claim-records.js';
import { ClaimSubjects } from './claim-subjects.js';
import { ClaimTester } from './claim-tester.js';
import { ClaimToolsService } from './claim-tools.service.js';
import { ClaimToolsStore } from './claim-tools.store.js';
import { ClaimableLoansStore } from './claimable-loans.store.js';
import { ClaimsController } from './claims.controller.js';
import { ClaimsStore } from './claims.store.js';
import { TellClaimsConsumer } from './tell-claims.consumer.js';

export const CLAIM_QUEUES = [tellClaims] as const;
export const CLAIM_CONSUMERS = [TellClaimsConsumer] as const;

/** 再贷款报账与再贴现: what a bank has lent or discounted already, claimed from the holder of a tool. */
@Module({
  imports: [FacilitiesModule, NotificationsModule],
  controllers: [ClaimsController, ClaimBatchesController],
  providers: [
    ClaimToolsStore,
    ClaimableLoansStore,
    ClaimsStore,
    ClaimBatchesStore,
    ClaimDecisionsStore,
    ClaimSubjects,
    ClaimTester,
    ClaimLedger,
    ClaimRecords,
    BatchKeeper,
    ClaimToolsService,
    ClaimMarksService,
    ClaimBatchesService,
    ClaimDecisionsService,
    ClaimCorrections,
    ClaimNewsStore,
    ClaimNews,
    ...CLAIM_CONSUMERS,
  ],
})
export class ClaimsModule {}
