export * from './notice.js';
export * from './notices.js';
