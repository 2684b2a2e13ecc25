export * from './borrower.js';
export * from './terms.js';
