export * from './loan-row.js';
export * from './loan-sheet.js';
export * from './match-loans.js';
