export { KERNELS, type KernelName } from './kernel.js';
export type { Listed } from './listed.js';
export * from './match-index.js';
export { MatchReader, type Ranked, type RankedId } from './match-reader.js';
export type { Blocker, CodeToAdd, NearMisses, Threshold } from './near-miss.js';
export type { PreparedRequest } from './prepared-request.js';
export * from './request-index.js';
export { MovedOn, openShared, SharedMatcher, type SharedIndex } from './shared-index.js';
export { runsWasm } from './wasm-memory.js';
