export * from './ladder.js';
export * from './letter.js';
export * from './letter-text.js';
