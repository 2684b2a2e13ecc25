export * from './claim-life.js';
export * from './claim-tests.js';
