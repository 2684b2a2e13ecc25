import { markedUntilMs, type ClaimRejection } from './claim-life.js';
import { openFen, type ClaimMoney } from './claim-money.js';

/** What becomes of the rest where less is reimbursed than was asked: free again, or kept for a later batch. */
export const CLAIM_RESTS = ['freed', 'kept'] as const;
export type ClaimRest = (typeof CLAIM_RESTS)[number];

/** The holder's word on one line of a batch. */
export type LineWord =
  | { readonly kind: 'reimburse' }
  | {
      readonly kind: 'reduce';
      readonly amountFen: bigint;
      readonly rest: ClaimRest;
      readonly reason: ClaimRejection;
    }
  | { readonly kind: 'reject'; readonly reason: ClaimRejection };

/** What the ledger is asked to do with the line's hold, in this order. */
export type LineStep =
  | { readonly kind: 'post'; readonly amountFen: bigint; readonly keep: boolean }
  | { readonly kind: 'void'; readonly reason: ClaimRejection }
  | { readonly kind: 'uncommit' }
  | { readonly kind: 'extend'; readonly expiresAtMs: number };

/** A reduced line gets something and less than it asked; a rest is kept only while the loan runs. */
export type LineFault = 'not_reduced' | 'rest_due';

export type DecidedLine =
  | {
      readonly ok: true;
      readonly after: ClaimMoney;
      readonly askedFen: bigint;
      readonly reimbursedFen: bigint;
      readonly steps: readonly LineStep[];
    }
  | { readonly ok: false; readonly fault: LineFault };

/** What the holder's word makes of a claim that was handed in, and of its hold. */
export function decideLine(
  claim: ClaimMoney,
  word: LineWord,
  { maturesOn, nowMs }: { readonly maturesOn: string; readonly nowMs: number },
): DecidedLine {
  const askedFen = openFen(claim);
  const become = (
    state: ClaimMoney['state'],
    postedFen: bigint,
    steps: readonly LineStep[],
  ): DecidedLine => ({
    ok: true,
    after: { ...claim, state, reimbursedFen: claim.reimbursedFen + postedFen },
    askedFen,
    reimbursedFen: postedFen,
    steps,
  });
  switch (word.kind) {
    case 'reimburse':
      return become('reimbursed', askedFen, [{ kind: 'post', amountFen: askedFen, keep: false }]);
    case 'reject':
      return become(claim.reimbursedFen > 0n ? 'reimbursed' : 'rejected', 0n, [
        { kind: 'void', reason: word.reason },
      ]);
    case 'reduce': {
      const { amountFen, rest } = word;
      if (amountFen <= 0n || amountFen >= askedFen) return { ok: false, fault: 'not_reduced' };
      if (rest === 'freed') {
        return become('reimbursed', amountFen, [{ kind: 'post', amountFen, keep: false }]);
      }
      const expiresAtMs = markedUntilMs(maturesOn);
      if (expiresAtMs <= nowMs) return { ok: false, fault: 'rest_due' };
      return become('marked', amountFen, [
        { kind: 'post', amountFen, keep: true },
        { kind: 'uncommit' },
        { kind: 'extend', expiresAtMs },
      ]);
    }
  }
}
