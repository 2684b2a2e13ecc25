import { Module } from '@nestjs/common';
import { EnterprisesModule } from '../enterprises/enterprises.public.js';
import { FacilitiesModule } from '../facilities/facilities.public.js';
import { FinancingRequestsModule } from '../financing-requests/financing-requests.public.js';
import { ProductsModule } from '../products/products.public.js';
import {
  ChangedEnterprisesConsumer,
  ChangedFacilitiesConsumer,
  ChangedProductsConsumer,
} from './changed-catalogue.consumer.js';
import { ChangedRequestsConsumer, MatchAgainConsumer } from './changed-requests.consumer.js';
import { MatchAllConsumer, MatchShardConsumer } from './match-runs.consumer.js';
import { PurgeRulePreviewsChore } from './rule-previews/purge-rule-previews.chore.js';
import { RulePreviewConsumer } from './rule-previews/rule-preview.consumer.js';
import { RulePreviewCounter } from './rule-previews/rule-preview-counter.js';
import { RulePreviewsController } from './rule-previews/rule-previews.controller.js';
import { RulePreviewsService } from './rule-previews/rule-previews.service.js';
import { RulePreviewsStore } from './rule-previews/rule-previews.store.js';
import { CatalogueStore } from './catalogue.store.js';
import { FitReader } from './fit-reader.js';
import { InStep } from './in-step.js';
import { MatchAdviceService } from './match-advice.service.js';
import { MatchCatalogue } from './match-catalogue.js';
import { MatchPreviewService } from './match-preview.service.js';
import { MatchReader } from './match-reader.js';
import { MatchRunsController } from './match-runs.controller.js';
import { MatchRunsService } from './match-runs.service.js';
import { MatchRunsStore } from './match-runs.store.js';
import { MatchRuns } from './match-runs.js';
import { MatchUpkeepChore } from './match-upkeep.chore.js';
import { MatchThreads } from './match-threads.js';
import { Matcher } from './matcher.js';
import { MatchingController } from './matching.controller.js';
import { MatchingStore } from './matching.store.js';
import { OpenRequests } from './open-requests.js';
import { PercolatedCatalogues } from './percolated-catalogue.js';
import { Percolation } from './percolation.js';
import { RequestFactsReader } from './request-facts.js';
import { ShardWork } from './shard-work.js';
import { RequestMatchesService } from './request-matches.service.js';

const CONSUMERS = [
  ChangedRequestsConsumer,
  MatchAgainConsumer,
  MatchAllConsumer,
  MatchShardConsumer,
  ChangedEnterprisesConsumer,
  ChangedProductsConsumer,
  ChangedFacilitiesConsumer,
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
    RulePreviewCounter,
    RulePreviewsService,
    RulePreviewsStore,
    PurgeRulePreviewsChore,
    ...CONSUMERS,
  ],
  exports: [FitReader, MatchReader],
})
export class MatchingModule {}
