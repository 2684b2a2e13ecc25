export * from './command.js';
export * from './decision.js';
export * from './entry.js';
export * from './hold.js';
export * from './pool.js';
export * from './rejection.js';
export * from './use-checks.js';
