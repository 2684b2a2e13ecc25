export { billHolderId } from './claim-ledger.js';
export { ClaimsModule } from './claims.module.js';
