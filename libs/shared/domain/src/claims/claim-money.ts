import type { Hold } from '../quota/index.js';
import type { ClaimState } from './claim-life.js';

/** A claim in figures: what it asks for in all, and what of it was reimbursed and stands. */
export interface ClaimMoney {
  readonly state: ClaimState;
  readonly amountFen: bigint;
  readonly reimbursedFen: bigint;
}

/** The hold of the same id, as the ledger has it. */
export type ClaimHold = Pick<Hold, 'state' | 'heldFen' | 'postedFen'>;

/** What is still asked for. */
export const openFen = ({ amountFen, reimbursedFen }: Omit<ClaimMoney, 'state'>): bigint =>
  amountFen - reimbursedFen;

/** A reimbursement is taken back as a whole; once nothing of it stands, the loan or bill may be marked anew. */
export function afterCorrection(claim: ClaimMoney, takenBackFen: bigint): ClaimMoney {
  const reimbursedFen = claim.reimbursedFen - takenBackFen;
  if (reimbursedFen < 0n) throw new RangeError('more is taken back than was reimbursed');
  const isOver = claim.state === 'reimbursed' && reimbursedFen === 0n;
  return { ...claim, state: isOver ? 'corrected' : claim.state, reimbursedFen };
}

/** Whether a claim says what its hold in the ledger says: so much used, and so much held for what is still asked. */
export function agreesWithHold(claim: ClaimMoney, hold: ClaimHold): boolean {
  if (hold.postedFen !== claim.reimbursedFen) return false;
  const isHeldAs = (state: Hold['state']): boolean => hold.state === state && hold.heldFen === openFen(claim);
  switch (claim.state) {
    // What nobody handed in, or decided, in time holds nothing any more.
    case 'marked':
      return isHeldAs('reserved') || hold.state === 'expired';
    case 'submitted':
      return isHeldAs('committed') || hold.state === 'expired';
    case 'reimbursed':
      return hold.state === 'posted';
    case 'rejected':
    case 'released':
      return hold.state === 'voided' || hold.state === 'expired';
    case 'corrected':
      return hold.state === 'voided';
  }
}
