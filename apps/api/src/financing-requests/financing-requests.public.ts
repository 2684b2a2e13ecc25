import { reckonVerificationAgain, tellRequests } from './financing-requests.queues.js';
import { ReckonVerificationConsumer } from './reckon-verification.consumer.js';
import { TellRequestsConsumer } from './tell-requests.consumer.js';

export const FINANCING_REQUEST_QUEUES = [tellRequests, reckonVerificationAgain] as const;
export const FINANCING_REQUEST_CONSUMERS = [TellRequestsConsumer, ReckonVerificationConsumer] as const;
export { ExpireRequestsChore } from './expire-requests.chore.js';
export { FinancingRequestsModule } from './financing-requests.module.js';
export { RequestLifecycle, SYSTEM_ACTOR } from './request-lifecycle.js';
export { RequestReader } from './request-reader.js';
export { RequestRegistry } from './request-registry.js';
export type { RequestRow } from './request-row.js';
export { verificationDue } from './verification-clock.js';
export { nextStepView } from './next-step-view.js';
