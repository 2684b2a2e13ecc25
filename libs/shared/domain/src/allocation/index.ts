export * from './plan.js';
export * from './problem.js';
export { checkAllocation } from './problem-index.js';
export { planSplit, type SplitOptimum } from './split-plan.js';
export { planWholeLoans, type WholeLoanOptions } from './whole-loans.js';
