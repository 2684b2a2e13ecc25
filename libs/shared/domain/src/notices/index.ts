export * from './mail-times.js';
export * from './notice.js';
export * from './notices.js';
export * from './webhook-times.js';
