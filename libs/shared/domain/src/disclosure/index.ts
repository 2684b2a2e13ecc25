export * from './consent.js';
export * from './disclosure.js';
export * from './field-groups.js';
export * from './masking.js';
