export { FinancingRequestsModule } from './financing-requests.module.js';
export {
  RequestLifecycle,
  requestActorOf,
  SYSTEM_ACTOR,
  type Moved,
  type RequestActor,
  type RequestMove,
} from './request-lifecycle.js';
export { RequestReader } from './request-reader.js';
export { RequestRegistry, type ImportedRequests, type ImportedRow } from './request-registry.js';
export type { RequestRow, RequestSource } from './request-row.js';
