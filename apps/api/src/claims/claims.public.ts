export { auditClaims } from './claim-audit.js';
export { billHolderId, decisionKey } from './claim-ledger.js';
export { ClaimsModule } from './claims.module.js';
