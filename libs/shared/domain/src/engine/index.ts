export * from './match-index.js';
export type { PreparedRequest } from './prepared-request.js';
