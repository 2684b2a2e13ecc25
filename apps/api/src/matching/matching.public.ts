import {
  ChangedEnterprisesConsumer,
  ChangedFacilitiesConsumer,
  ChangedProductsConsumer,
} from './changed-catalogue.consumer.js';
import { ChangedRequestsConsumer, MatchAgainConsumer } from './changed-requests.consumer.js';
import { RulePreviewConsumer } from './rule-previews/rule-preview.consumer.js';
import { MatchAllConsumer, MatchShardConsumer } from './match-runs.consumer.js';

export { PurgeRulePreviewsChore } from './rule-previews/purge-rule-previews.chore.js';
export { byFit } from './fit-order.js';
export { FitReader, type AllFits } from './fit-reader.js';
export { contextOn } from './match-context.js';
export { MatchReader, type MatchAccount } from './match-reader.js';
export { MatchRunsStore, type RunRow } from './match-runs.store.js';
export { MatchUpkeepChore } from './match-upkeep.chore.js';
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
  RulePreviewConsumer,
] as const;
