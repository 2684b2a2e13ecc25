export * from './claim-life.js';
export * from './claim-money.js';
export * from './claim-tests.js';
export * from './funding-ratio.js';
export * from './line-decision.js';
