import { Module } from '@nestjs/common';
import { EnterprisesModule } from '../enterprises/enterprises.public.js';
import { FacilitiesModule } from '../facilities/facilities.public.js';
import { FinancingRequestsModule } from '../financing-requests/financing-requests.public.js';
import { ProductsModule } from '../products/products.public.js';
import {
  ChangedEnterprisesConsumer,
  ChangedFacilitiesConsumer,
  ChangedProductsConsumer,
} from './percolation/changed-catalogue.consumer.js';
import { ChangedHeadroomConsumer } from './percolation/changed-headroom.consumer.js';
import { ChangedRequestsConsumer, MatchAgainConsumer } from './percolation/changed-requests.consumer.js';
import { MatchAllConsumer, MatchShardConsumer } from './runs/match-runs.consumer.js';
import { PurgeRulePreviewsChore } from './rule-previews/purge-rule-previews.chore.js';
import { RulePreviewConsumer } from './rule-previews/rule-preview.consumer.js';
import { RulePreviewCounter } from './rule-previews/rule-preview-counter.js';
import { RulePreviewsController } from './rule-previews/rule-previews.controller.js';
import { RulePreviewsService } from './rule-previews/rule-previews.service.js';
import { RulePreviewsStore } from './rule-previews/rule-previews.store.js';
import { CatalogueStore } from './catalogue/catalogue.store.js';
import { FitReader } from './results/fit-reader.js';
import { InStep } from './percolation/in-step.js';
import { MatchAdviceService } from './advice/match-advice.service.js';
import { MatchCatalogue } from './catalogue/match-catalogue.js';
import { MatchPreviewService } from './advice/match-preview.service.js';
import { MatchReader } from './results/match-reader.js';
import { MatchRunsController } from './runs/match-runs.controller.js';
import { MatchRunsService } from './runs/match-runs.service.js';
import { MatchRunsStore } from './runs/match-runs.store.js';
import { MatchRuns } from './runs/match-runs.js';
import { MatchUpkeepChore } from './runs/match-upkeep.chore.js';
import { MatchThreads } from './threads/match-threads.js';
import { Matcher } from './results/matcher.js';
import { MatchingController } from './matching.controller.js';
import { MatchingStore } from './results/matching.store.js';
import { OpenRequests } from './percolation/open-requests.js';
import { PercolatedCatalogues } from './catalogue/percolated-catalogue.js';
import { Percolation } from './percolation/percolation.js';
import { MatchInputsStore } from './facts/match-inputs.store.js';
import { RequestFactsReader } from './facts/request-facts.js';
import { SubjectReader } from './facts/subject-reader.js';
import { ShardWork } from './runs/shard-work.js';
import { RequestMatchesService } from './results/request-matches.service.js';

const CONSUMERS = [
  ChangedRequestsConsumer,
  MatchAgainConsumer,
  MatchAllConsumer,
  MatchShardConsumer,
  ChangedEnterprisesConsumer,
  ChangedProductsConsumer,
  ChangedFacilitiesConsumer,
  ChangedHeadroomConsumer,
  RulePreviewConsumer,
];

@Module({
  imports: [EnterprisesModule, FacilitiesModule, ProductsModule, FinancingRequestsModule],
  controllers: [MatchingController, MatchRunsController, RulePreviewsController],
  providers: [
    Matcher,
    MatchCatalogue,
    FitReader,
    MatchReader,
    MatchingStore,
    MatchPreviewService,
    MatchAdviceService,
    RequestMatchesService,
    CatalogueStore,
    InStep,
    MatchRuns,
    MatchThreads,
    ShardWork,
    MatchRunsService,
    MatchRunsStore,
    MatchUpkeepChore,
    OpenRequests,
    PercolatedCatalogues,
    Percolation,
    RequestFactsReader,
    SubjectReader,
    MatchInputsStore,
    RulePreviewCounter,
    RulePreviewsService,
    RulePreviewsStore,
    PurgeRulePreviewsChore,
    ...CONSUMERS,
  ],
  exports: [FitReader, MatchReader, RequestFactsReader],
})
export class MatchingModule {}
