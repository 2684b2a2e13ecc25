export * from './definitions.js';
export * from './figures.js';
export * from './funnel.js';
export * from './rate.js';
export * from './rows.js';
export * from './stage-times.js';
