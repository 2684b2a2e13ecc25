export * from './claim-life.js';
export * from './claim-money.js';
export * from './claim-tests.js';
