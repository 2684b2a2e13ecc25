export * from './plan.js';
export * from './problem.js';
export { checkAllocation } from './problem-index.js';
export { planSplit, type SplitOptimum } from './split-plan.js';
export { planWholeLoans, type WholeLoanOptions } from './whole-loans.js';
export { coverFairly, type FairnessOptions } from './fair-coverage.js';
export { explainPlan } from './explain-plan.js';
