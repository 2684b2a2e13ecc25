import type { Currency } from '../money/index.js';
import type { QuotaKind } from './command.js';
import type { HoldState } from './hold.js';
import type { Authority, PoolState } from './pool.js';
import type { BorrowerCheck, LenderCheck, RateCapCheck } from './use-checks.js';

/** Every reason to refuse, with the figures its sentence needs. */
export interface RejectionFigures {
  'amount.zero': object;
  'amount.negative': { readonly amountFen: bigint };
  'amount.too_large': { readonly maxFen: bigint };
  'currency.mismatch': { readonly expected: Currency; readonly given: Currency };
  'key.malformed': object;
  /** The same key with another body. */
  'key.conflict': { readonly key: string };
  'pool.unknown': { readonly poolId: string };
  'pool.frozen': { readonly poolId: string };
  'pool.closed': { readonly poolId: string };
  /** Frozen twice, or thawed when it was not frozen. */
  'pool.not_in_state': { readonly poolId: string; readonly state: PoolState };
  /** Whose figures the pool holds decides what may be said of them: a tally of ours knows no rest. */
  'pool.insufficient': {
    readonly poolId: string;
    readonly authority: Authority;
    readonly askedFen: bigint;
    readonly leftFen: bigint;
    readonly usedFen: bigint;
  };
  /** A limit below what is given away already. */
  'pool.below_use': { readonly poolId: string; readonly takenFen: bigint };
  'pool.has_parent': { readonly poolId: string };
  'pool.still_in_use': { readonly poolId: string; readonly allottedFen: bigint; readonly heldFen: bigint };
  'pool.not_related': { readonly fromPoolId: string; readonly toPoolId: string };
  'version.stale': { readonly poolId: string; readonly expected: number; readonly actual: number };
  'second_person.required': { readonly fromFen: bigint };
  'second_person.same': object;
  'window.not_yet_open': { readonly opensAtMs: number };
  'window.closed': { readonly closesAtMs: number };
  'lender.ineligible': { readonly failed: LenderCheck };
  'borrower.ineligible': { readonly failed: BorrowerCheck };
  'borrower.undetermined': { readonly failed: BorrowerCheck };
  'rate.above_cap': { readonly failed: RateCapCheck };
  'customer.limit_exceeded': {
    readonly limitFen: bigint;
    readonly exposureFen: bigint;
    readonly askedFen: bigint;
  };
  'hold.unknown': { readonly holdId: string };
  'hold.exists': { readonly holdId: string };
  'hold.of_other_pool': { readonly holdId: string; readonly poolId: string };
  'hold.ended': { readonly holdId: string; readonly state: HoldState };
  /** It was acted upon since its holder looked at it. */
  'hold.stale': { readonly holdId: string; readonly expected: number; readonly actual: number };
  'hold.expired': { readonly holdId: string; readonly expiredAtMs: number };
  'hold.not_expired': { readonly holdId: string; readonly expiresAtMs: number };
  'hold.not_in_state': { readonly holdId: string; readonly state: HoldState; readonly kind: QuotaKind };
  'hold.exceeded': { readonly holdId: string; readonly askedFen: bigint; readonly heldFen: bigint };
  'hold.expiry_in_past': { readonly expiresAtMs: number };
  'claim.already_live': { readonly claimKey: string; readonly holdId: string };
  'repay.not_balance': { readonly poolId: string };
  'repay.exceeds_outstanding': {
    readonly holdId: string;
    readonly askedFen: bigint;
    readonly outstandingFen: bigint;
  };
  /** It was repaid since: the repayment is taken back first. */
  'correct.repaid': { readonly key: string; readonly outstandingFen: bigint };
  'correct.unknown_posting': { readonly key: string };
  'correct.not_a_posting': { readonly key: string; readonly kind: QuotaKind };
  'correct.already_corrected': { readonly key: string };
}
export type RejectionCode = keyof RejectionFigures;

export type Rejection = {
  [Code in RejectionCode]: { readonly code: Code } & RejectionFigures[Code];
}[RejectionCode];
