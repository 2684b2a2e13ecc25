import {
  ChangedEnterprisesConsumer,
  ChangedFacilitiesConsumer,
  ChangedProductsConsumer,
} from './changed-catalogue.consumer.js';
import { ChangedRequestsConsumer, MatchAgainConsumer } from './changed-requests.consumer.js';

export { contextOn } from './match-context.js';
export { MatchReader, type MatchAccount } from './match-reader.js';
export { MATCHING_QUEUES } from './matching.queues.js';
export { MatchingModule } from './matching.module.js';

export const MATCHING_CONSUMERS = [
  ChangedRequestsConsumer,
  MatchAgainConsumer,
  ChangedEnterprisesConsumer,
  ChangedProductsConsumer,
  ChangedFacilitiesConsumer,
] as const;
