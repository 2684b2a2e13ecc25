export * from './statement-sheet.js';
