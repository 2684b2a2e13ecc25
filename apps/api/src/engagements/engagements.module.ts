import { Module } from '@nestjs/common';
import { DisclosureModule } from '../disclosure/disclosure.public.js';
import { EnterprisesModule } from '../enterprises/enterprises.public.js';
import { FacilitiesModule } from '../facilities/facilities.public.js';
import { FinancingRequestsModule } from '../financing-requests/financing-requests.public.js';
import { MatchingModule } from '../matching/matching.public.js';
import { ProductsModule } from '../products/products.public.js';
import { ServicePoliciesModule } from '../service-policies/service-policies.public.js';
import { AfterCreditService, CreditOutcomes } from './after-credit.service.js';
import { BankReach } from './bank-reach.js';
import { CaseDesk } from './case-desk.js';
import { CaseNewsModule } from './case-news/case-news.module.js';
import { CaseRecords } from './case-records.js';
import { ChoiceService, OfferChoice } from './choice.service.js';
import { CreditRecords, CreditService } from './credit.service.js';
import { CreditsStore } from './credits.store.js';
import { DecisionsController } from './decisions.controller.js';
import { DecisionsService } from './decisions.service.js';
import { EngagementMoves } from './engagement-moves.js';
import { RenewDossiersConsumer } from './dossier-renewal.consumer.js';
import { DossierRenewal } from './dossier-renewal.js';
import { EngagementNames, EngagementReader } from './engagement-reader.js';
import { EngagementRecordsStore } from './engagement-records.store.js';
import { EngagementsStore } from './engagements.store.js';
import { OfferComparisons } from './offer-comparisons.js';
import { OffersController } from './offers.controller.js';
import { ExpireOffersChore } from './expire-offers.chore.js';
import { OfferExpiry } from './offer-expiry.js';
import { OfferCheckService } from './offer-check.service.js';
import { OfferTests } from './offer-tests.js';
import { OfferRecords, OffersService } from './offers.service.js';
import { OffersStore } from './offers.store.js';
import { FaultyOutcomesService } from './outcomes/faulty-outcomes.service.js';
import { OutcomeMatching } from './outcomes/outcome-matching.js';
import { OutcomeDecisions, OutcomeRecordingService } from './outcomes/outcome-recording.service.js';
import { OutcomeStagingStore } from './outcomes/outcome-staging.store.js';
import { PurgeOutcomesChore } from './outcomes/purge-outcomes.chore.js';
import { OutcomeUploadedConsumer } from './outcomes/outcome-uploaded.consumer.js';
import { OutcomeRowsReader } from './outcomes/outcome-view.js';
import { OutcomesController } from './outcomes/outcomes.controller.js';
import { OutcomesService } from './outcomes/outcomes.service.js';
import { OutcomesStore } from './outcomes/outcomes.store.js';
import { ReportedLoans } from './outcomes/reported-loans.js';
import { HqApprovalService } from './hq-approval.service.js';
import { QueueController } from './queue.controller.js';
import { DossierOpenings, QueueService } from './queue.service.js';
import { QueueStore } from './queue.store.js';
import { CaseQuotaReader } from './quota/case-quota-reader.js';
import { CaseQuota } from './quota/case-quota.js';
import { ChoiceConditions } from './quota/choice-conditions.js';
import { SettleQuotaConsumer } from './quota/settle-quota.consumer.js';
import { QuotaSettlement } from './quota/settle-quota.js';
import {
  EndWithRequestConsumer,
  SettleRequestsConsumer,
  TakeRevisionsConsumer,
} from './request-settlement.consumers.js';
import { RequestSettlement } from './request-settlement.js';
import { SendingController } from './sending.controller.js';
import { SendingService } from './sending.service.js';
import { Sending } from './sending.js';
import { SentCases } from './sent-cases.js';
import { SupplementsService } from './supplements.service.js';
import { AppealsService } from './appeals/appeals.service.js';
import { RefusalDesk } from './repairs/refusal-desk.js';
import { RefusalRecordsStore } from './repairs/refusal-records.store.js';
import { RefusalsController } from './repairs/refusals.controller.js';
import { RepairsService } from './repairs/repairs.service.js';
import { Resending } from './repairs/resending.js';
import { DeputiesStore } from './transfers/deputies.store.js';
import { Desks } from './transfers/desk-of.js';
import { HandoverStore } from './transfers/handover.store.js';
import { HandoversController } from './transfers/handovers.controller.js';
import { NeedChangeService } from './transfers/need-change.service.js';
import { TeamService } from './transfers/team.service.js';
import { TransferService } from './transfers/transfer.service.js';
import { ArmTimersChore } from './time-limits/arm-timers.chore.js';
import { ReckonCasesConsumer } from './time-limits/reckoning.consumer.js';
import { ReckoningStore } from './time-limits/reckoning.store.js';
import { GoingOn } from './time-limits/going-on.js';
import { TimeLimitsConsumer } from './time-limits/time-limits.consumer.js';
import { TimeLimitsStore } from './time-limits/time-limits.store.js';
import { TimeLimits } from './time-limits/time-limits.js';

const STORES = [EngagementsStore, EngagementRecordsStore, OffersStore, CreditsStore, QueueStore];
const READING = [
  CaseRecords,
  EngagementNames,
  EngagementReader,
  DossierOpenings,
  QueueService,
  OfferComparisons,
];
const REPORTING = [
  OutcomesStore,
  OutcomeStagingStore,
  OutcomeMatching,
  OutcomeRowsReader,
  OutcomesService,
  ReportedLoans,
  OutcomeDecisions,
  OutcomeRecordingService,
  FaultyOutcomesService,
  OutcomeUploadedConsumer,
];
const OFFERING = [
  OfferTests,
  OfferCheckService,
  OfferRecords,
  OfferExpiry,
  ExpireOffersChore,
  PurgeOutcomesChore,
  CreditOutcomes,
  AfterCreditService,
];
const REACHING = [BankReach, SentCases, Sending, SendingService];
const DECIDING = [EngagementMoves, CaseDesk, DecisionsService, SupplementsService, HqApprovalService];
const QUOTA = [CaseQuota, CaseQuotaReader, ChoiceConditions, QuotaSettlement, SettleQuotaConsumer];
const TIMES = [
  TimeLimitsStore,
  TimeLimits,
  TimeLimitsConsumer,
  GoingOn,
  ArmTimersChore,
  ReckoningStore,
  ReckonCasesConsumer,
];
const MONEY = [OffersService, OfferChoice, ChoiceService, CreditRecords, CreditService];

const AFTER_REFUSAL = [RefusalRecordsStore, RefusalDesk, Resending, RepairsService, AppealsService];
const HANDING_OVER = [DeputiesStore, HandoverStore, Desks, NeedChangeService, TeamService, TransferService];

@Module({
  imports: [
    CaseNewsModule,
    EnterprisesModule,
    FacilitiesModule,
    FinancingRequestsModule,
    DisclosureModule,
    ProductsModule,
    MatchingModule,
    ServicePoliciesModule,
  ],
  controllers: [
    QueueController,
    SendingController,
    DecisionsController,
    OffersController,
    OutcomesController,
    RefusalsController,
    HandoversController,
  ],
  providers: [
    ...STORES,
    ...READING,
    ...OFFERING,
    ...REPORTING,
    ...REACHING,
    ...DECIDING,
    ...QUOTA,
    ...MONEY,
    ...AFTER_REFUSAL,
    ...HANDING_OVER,
    ...TIMES,
    RequestSettlement,
    SettleRequestsConsumer,
    EndWithRequestConsumer,
    TakeRevisionsConsumer,
    DossierRenewal,
    RenewDossiersConsumer,
  ],
})
export class EngagementsModule {}
