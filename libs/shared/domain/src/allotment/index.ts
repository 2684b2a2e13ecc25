export * from './effect.js';
export * from './proposal.js';
