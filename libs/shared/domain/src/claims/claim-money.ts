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

/**
 * A reimbursement is taken back as a whole. What of the claim is still open then asks for so much more; where nothing is
 * open and nothing stands, the loan or bill may be marked anew.
 */
export function afterCorrection(claim: ClaimMoney, takenBackFen: bigint, isLapsed = false): ClaimMoney {
  const reimbursedFen = claim.reimbursedFen - takenBackFen;
  if (reimbursedFen < 0n) throw new RangeError('more is taken back than was reimbursed');
  const isOver = (claim.state === 'reimbursed' || isLapsed) && reimbursedFen === 0n;
  return { ...claim, state: isOver ? 'corrected' : claim.state, reimbursedFen };
}

/** Whether a claim says what its hold in the ledger says: so much used, and so much held for what is still asked. */
export function agreesWithHold(claim: ClaimMoney, hold: ClaimHold): boolean {
  if (hold.postedFen !== claim.reimbursedFen) return false;
  const isHeldAs = (state: Hold['state']): boolean => hold.state === state && hold.heldFen === openFen(claim);
  switch (claim.state) {
    case 'marked':
      return isHeldAs('reserved') || hasLapsed(claim, hold);
    case 'submitted':
      return isHeldAs('committed') || hasLapsed(claim, hold);
    case 'reimbursed':
      return isUsed(hold);
    case 'rejected':
    case 'released':
      return hold.state === 'voided' || hold.state === 'expired';
    case 'corrected':
      return hold.state === 'voided';
  }
}

/** What nobody handed in, or decided, in time holds nothing any more; what was reimbursed before stays used. */
const hasLapsed = ({ reimbursedFen }: ClaimMoney, { state }: ClaimHold): boolean =>
  reimbursedFen > 0n ? isUsed({ state }) : state === 'expired';

/** A loan that is repaid gives quota back and stays reimbursed. */
const isUsed = ({ state }: Pick<ClaimHold, 'state'>): boolean => state === 'posted' || state === 'repaid';
