import type { QuotaHold } from '@yinqi/contracts/quota-ledger';
import type { Reserve } from '@yinqi/domain/quota';
import type { StoredHold } from './holds.store.js';

/** Numbers of loans and bills are a bank's own: two banks may use the same. */
export const claimOf = (bankId: string, key: string | null): string | null =>
  key === null ? null : `${bankId}/${key}`;

/** A bill is one and the same at whichever bank. */
export const BILL_CLAIM = 'bill/';
export const billClaim = (number: string): string => BILL_CLAIM + number;

/** The number of a loan or bill as its claim holds it, which the holder of the tool reads too. */
export const claimedNumber = (claimKey: string | null): string | null =>
  claimKey === null ? null : claimKey.slice(claimKey.indexOf('/') + 1);

export const holdView = (row: StoredHold): QuotaHold => ({
  id: row.id,
  poolId: row.pool_id,
  facilityId: row.facility_id,
  enterpriseId: row.customer_id,
  engagementId: row.engagement_id,
  claimKey: claimedNumber(row.claim_key),
  state: row.state,
  heldFen: row.held_fen,
  postedFen: row.posted_fen,
  repaidFen: row.repaid_fen,
  version: row.version,
  begunAt: row.begun_at,
  expiresAt: row.expires_at,
});

/** A reservation as its entry has just written it: nothing else can have happened to it before the answer. */
export const newHoldView = (
  { holdId, poolId, subject, amountFen, expiresAtMs }: Reserve,
  facilityId: string,
  begunAtMs: number,
): QuotaHold => ({
  id: holdId,
  poolId,
  facilityId,
  enterpriseId: subject.customerId,
  engagementId: subject.engagementId,
  claimKey: claimedNumber(subject.claimKey),
  state: 'reserved',
  heldFen: String(amountFen),
  postedFen: '0',
  repaidFen: '0',
  version: 1,
  begunAt: new Date(begunAtMs).toISOString(),
  expiresAt: new Date(expiresAtMs).toISOString(),
});
