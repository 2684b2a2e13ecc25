export { ExpireRequestsChore } from './expire-requests.chore.js';
export { FinancingRequestsModule } from './financing-requests.module.js';
export { RequestLifecycle, SYSTEM_ACTOR } from './request-lifecycle.js';
export { RequestReader } from './request-reader.js';
export { RequestRegistry } from './request-registry.js';
export type { RequestRow } from './request-row.js';
export { verificationDue } from './verification-clock.js';
export { nextStepView } from './next-step-view.js';
