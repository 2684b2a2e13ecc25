import fc from 'fast-check';
import { claimableFen, fundingRatioOn } from './funding-ratio.js';

const RATIOS = [
  { since: '2026-07-01', ratioBp: 10_000 },
  { since: '2026-01-01', ratioBp: 6_000 },
];

describe('the share that is reimbursed', () => {
  it.each([
    ['2025-12-31', 10_000],
    ['2026-01-01', 6_000],
    ['2026-06-30', 6_000],
    ['2026-07-01', 10_000],
  ])('of a loan paid out on %s', (day, ratioBp) => {
    expect(fundingRatioOn(RATIOS, day)).toBe(ratioBp);
  });

  it('is the whole loan where a tool sets none', () => {
    expect(fundingRatioOn([], '2026-01-01')).toBe(10_000);
  });

  it('is counted in whole fen, downwards', () => {
    // 100.01 yuan × 60 % = 60.006 yuan.
    expect(claimableFen(10_001n, 6_000)).toBe(6_000n);
    expect(claimableFen(10_001n, 10_000)).toBe(10_001n);
  });

  it('never exceeds the share and misses it by less than a fen', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.integer({ min: 1, max: 10_000 }),
        (lent, bp) => {
          const claimed = claimableFen(lent, bp) * 10_000n;
          const share = lent * BigInt(bp);
          expect(claimed <= share && share - claimed < 10_000n).toBe(true);
        },
      ),
    );
  });
});
