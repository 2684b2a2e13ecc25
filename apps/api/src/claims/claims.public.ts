export { auditClaims } from './claim-audit.js';
export { billHolderId } from './claim-ledger.js';
export { ClaimsModule } from './claims.module.js';
