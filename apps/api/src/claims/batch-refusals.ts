import type { PostingResult, RejectionCode } from '@yinqi/domain/quota';
import { quotaRefusal } from '../facilities/facilities.public.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { BatchRow } from './claim-batches.store.js';
import type { ClaimRow } from './claims.store.js';

/** What the ledger refused, and which of the commands it was. */
export type Refused = Extract<PostingResult, { outcome: 'rejected' }>;

/** Nothing is held for the line any more: it fell due before it was handed in, or waited too long. */
const LAPSED: readonly RejectionCode[] = ['hold.ended', 'hold.expired'];

/** In words that name the line. */
export function lineRefusal({ rejection }: Refused, line: ClaimRow | undefined): DomainError {
  if (line === undefined || !LAPSED.includes(rejection.code)) return quotaRefusal(rejection);
  return new DomainError('claim.line_lapsed', { params: { number: line.number } });
}

/** Whoever looked at an older version learns who was first; of the holder's people a bank is told nobody. */
export function batchOvertaken(batch: BatchRow, isHolder: boolean): DomainError {
  const { submitted_by_name, submitted_at, decided_by_name, decided_at, opened_by_name, opened_at } = batch;
  const decider = isHolder ? decided_by_name : null;
  const who = batch.state === 'decided' ? (decider ?? '') : (submitted_by_name ?? opened_by_name);
  return new DomainError('resource.version_conflict', {
    params: { who, when: decided_at ?? submitted_at ?? opened_at },
  });
}
