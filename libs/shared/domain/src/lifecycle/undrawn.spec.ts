import { undrawnOf } from './undrawn.js';

describe('what of a credit was not drawn', () => {
  it.each([
    ['approved', 3_000n, 0n, { fen: 3_000n, isDrawable: true }],
    ['partially_disbursed', 3_000n, 500n, { fen: 2_500n, isDrawable: true }],
    // 3,000 approved, 500 drawn, the rest cancelled or lapsed.
    ['closed', 3_000n, 500n, { fen: 2_500n, isDrawable: false }],
    ['not_taken', 3_000n, 0n, { fen: 3_000n, isDrawable: false }],
    ['disbursed', 3_000n, 3_000n, null],
    // More was paid out than approved.
    ['disbursed', 3_000n, 3_300n, null],
    ['credit_review', null, 0n, null],
  ] as const)('%s: %s approved, %s paid out', (state, approvedFen, disbursedFen, expected) => {
    expect(undrawnOf({ state, approvedFen, disbursedFen })).toEqual(expected);
  });
});
