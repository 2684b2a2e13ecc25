import {
  ChangedEnterprisesConsumer,
  ChangedFacilitiesConsumer,
  ChangedProductsConsumer,
} from './percolation/changed-catalogue.consumer.js';
import { ChangedHeadroomConsumer } from './percolation/changed-headroom.consumer.js';
import { ChangedRequestsConsumer, MatchAgainConsumer } from './percolation/changed-requests.consumer.js';
import { RulePreviewConsumer } from './rule-previews/rule-preview.consumer.js';
import { MatchAllConsumer, MatchShardConsumer } from './runs/match-runs.consumer.js';

export { PurgeRulePreviewsChore } from './rule-previews/purge-rule-previews.chore.js';
export { byFit } from './results/fit-order.js';
export { FitReader, type AllFits } from './results/fit-reader.js';
export { contextOn } from './match-context.js';
export { RequestFactsReader } from './facts/request-facts.js';
export { MatchReader, type MatchAccount } from './results/match-reader.js';
export { MatchRunsStore, type RunRow } from './runs/match-runs.store.js';
export { MatchUpkeepChore } from './runs/match-upkeep.chore.js';
export { MATCHING_QUEUES } from './matching.queues.js';
export { MatchingModule } from './matching.module.js';

export const MATCHING_CONSUMERS = [
  ChangedRequestsConsumer,
  MatchAgainConsumer,
  MatchAllConsumer,
  MatchShardConsumer,
  ChangedEnterprisesConsumer,
  ChangedProductsConsumer,
  ChangedFacilitiesConsumer,
  ChangedHeadroomConsumer,
  RulePreviewConsumer,
] as const;
