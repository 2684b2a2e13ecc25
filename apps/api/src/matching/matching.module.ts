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
import { MatchAdviceService } from './match-advice.service.js';
import { MatchCatalogue } from './match-catalogue.js';
import { MatchPreviewService } from './match-preview.service.js';
import { MatchReader } from './match-reader.js';
import { Matcher } from './matcher.js';
import { MatchingController } from './matching.controller.js';
import { MatchingStore } from './matching.store.js';
import { RequestMatchesService } from './request-matches.service.js';

const CONSUMERS = [
  ChangedRequestsConsumer,
  MatchAgainConsumer,
  ChangedEnterprisesConsumer,
  ChangedProductsConsumer,
  ChangedFacilitiesConsumer,
];

@Module({
  imports: [EnterprisesModule, FacilitiesModule, ProductsModule, FinancingRequestsModule],
  controllers: [MatchingController],
  providers: [
    Matcher,
    MatchCatalogue,
    MatchReader,
    MatchingStore,
    MatchPreviewService,
    MatchAdviceService,
    RequestMatchesService,
    ...CONSUMERS,
  ],
  exports: [MatchReader],
})
export class MatchingModule {}
