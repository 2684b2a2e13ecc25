export { fenOf, UNKNOWN_REASONS, type AtomResult, type UnknownReason } from './atoms.js';
export * from './best-clause.js';
export { applyChanges, compareCosts, costOf, MAX_CHANGES, type Change, type ChangeCost } from './changes.js';
export * from './check-rule.js';
export * from './context.js';
export * from './counterfactual.js';
export * from './criteria.js';
export * from './derive.js';
export {
  evaluate,
  nearMissDistance,
  VERDICTS,
  type EvaluatedAtom,
  type EvaluatedClause,
  type Evaluation,
  type MissingFact,
  type Verdict,
} from './evaluate.js';
export * from './explain.js';
export * from './facts.js';
export * from './gates.js';
export * from './kleene.js';
export {
  matchRequest,
  referenceEngine,
  TOP_K,
  type MatchEngine,
  type MatchResult,
  type OpenProduct,
  type ProductVerdict,
  type RankedProduct,
} from './match.js';
export * from './operators.js';
export * from './policy.js';
export * from './product.js';
export * from './rule-problems.js';
export * from './rules.js';
export * from './score.js';
export * from './vocabulary.js';
export { describeAtom, describeNearMiss, describeRequirement, describeValue } from './wording.js';
