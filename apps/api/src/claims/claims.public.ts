export { auditClaims } from './claim-audit.js';
export { billHolderId, decisionKey } from './claim-ledger.js';
export { CLAIM_CONSUMERS, CLAIM_QUEUES, ClaimsModule } from './claims.module.js';
