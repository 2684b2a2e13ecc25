import fc from 'fast-check';
import { offerCost } from './offer-cost.js';

const WAN = 1_000_000n; // fen in 一万元

describe('cost of an offer', () => {
  it('is simple interest over the months of the request, plus the fees', () => {
    // 3000 万 × 3.40 % × 12/12 = 102 万; + 2.5 万 guarantee + 0.6 万 appraisal = 105.1 万; 105.1 / 3000 = 3.503 %.
    const offer = {
      amountFen: 3000n * WAN,
      annualRateBp: 340,
      guaranteeFeeFen: 25n * (WAN / 10n),
      appraisalFeeFen: 6n * (WAN / 10n),
    };
    expect(offerCost(offer, 12)).toEqual({
      basisMonths: 12,
      interestFen: 102n * WAN,
      feesFen: 31n * (WAN / 10n),
      totalFen: 1051n * (WAN / 10n),
      annualBp: 350,
    });
  });

  it('rounds half a fen up', () => {
    // 1 fen × 50 % × 12/12 = 0.5 fen.
    const offer = { amountFen: 1n, annualRateBp: 5000, guaranteeFeeFen: 0n, appraisalFeeFen: 0n };
    expect(offerCost(offer, 12).interestFen).toBe(1n);
  });

  it('comes to the stated rate a year where there are no fees, over any term', () => {
    const amount = fc.bigInt({ min: 10_000n * WAN, max: 1_000_000n * WAN });
    fc.assert(
      fc.property(
        amount,
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 480 }),
        (a, bp, m) => {
          const free = { amountFen: a, annualRateBp: bp, guaranteeFeeFen: 0n, appraisalFeeFen: 0n };
          expect(offerCost(free, m).annualBp).toBe(bp);
        },
      ),
    );
  });
});
