import fc from 'fast-check';
import { offerCost, type PricedOffer } from './offer-cost.js';
import { REPAYMENTS } from './repayments.js';

const WAN = 1_000_000n; // fen in 一万元
const offer = (wan: bigint, annualRateBp: number, more: Partial<PricedOffer> = {}): PricedOffer => ({
  amountFen: wan * WAN,
  annualRateBp,
  repayment: 'interest_monthly',
  guaranteeFeeFen: 0n,
  appraisalFeeFen: 0n,
  depositFen: 0n,
  ...more,
});

describe('cost of an offer', () => {
  it('is interest over the months of the request, plus the fees, and the rate of what was really at hand', () => {
    // 3000 万 × 3.40 % × 12/12 = 102 万; + 2.5 万 guarantee + 0.6 万 appraisal = 105.1 万.
    // 2996.9 万 come in, 8.5 万 a month go out and 3000 万 at the end: 3.5053 % a year.
    const fees = { guaranteeFeeFen: 25n * (WAN / 10n), appraisalFeeFen: 6n * (WAN / 10n) };
    expect(offerCost(offer(3000n, 340, fees), 12)).toEqual({
      basisMonths: 12,
      interestFen: 102n * WAN,
      feesFen: 31n * (WAN / 10n),
      totalFen: 1051n * (WAN / 10n),
      annualBp: 351,
    });
  });

  it('counts a deposit by the use it takes away, not as money lost', () => {
    // 1000 万 at 4 %, 200 万 of it deposited: 40 万 interest for 800 万 in use, 40 / 800 = 5 %.
    expect(offerCost(offer(1000n, 400, { depositFen: 200n * WAN }), 12)).toMatchObject({
      totalFen: 40n * WAN,
      annualBp: 500,
    });
  });

  it('tells kinds of repayment apart by how long the money stays', () => {
    const fee = { guaranteeFeeFen: 12n * WAN };
    // 1 % of 1200 万 for money that is halved on average: 7.89 %; for money that stays whole: 7.04 %.
    expect(offerCost(offer(1200n, 600, { ...fee, repayment: 'equal_instalments' }), 12).annualBp).toBe(789);
    expect(offerCost(offer(1200n, 600, fee), 12).annualBp).toBe(704);
    // Paid a year later, 6 % is (1.06^(1/12) − 1) × 12 = 5.84 %; paid every quarter, 5.97 %.
    expect(offerCost(offer(1000n, 600, { repayment: 'at_maturity' }), 12).annualBp).toBe(584);
    expect(offerCost(offer(1000n, 600, { repayment: 'interest_quarterly' }), 12).annualBp).toBe(597);
  });

  it('sums interest as the payment plan does', () => {
    // 1200 万 × 0.5 % × (12 + 1) / 2 = 39 万; twelve instalments of 103.27971565 万 less 1200 万 = 39.356588 万.
    expect(offerCost(offer(1200n, 600, { repayment: 'equal_principal' }), 12).interestFen).toBe(39n * WAN);
    expect(offerCost(offer(1200n, 600, { repayment: 'equal_instalments' }), 12).interestFen).toBe(
      39_356_588n,
    );
    // Seven months by the quarter: after 3, 6 and at the end, 1000 万 × 6 % × 7/12 = 35 万.
    expect(offerCost(offer(1000n, 600, { repayment: 'interest_quarterly' }), 7).interestFen).toBe(35n * WAN);
  });

  it('rounds half a fen up', () => {
    // 1 fen × 50 % × 12/12 = 0.5 fen.
    expect(offerCost({ ...offer(1n, 5000), amountFen: 1n }, 12).interestFen).toBe(1n);
  });

  it('states no rate where fees and deposit leave nothing to use', () => {
    expect(offerCost(offer(100n, 400, { depositFen: 100n * WAN }), 12).annualBp).toBeNull();
  });
});

describe('the yearly rate', () => {
  const amounts = fc.bigInt({ min: 10n * WAN, max: 1_000_000n * WAN });
  const rates = fc.integer({ min: 0, max: 3_600 });
  const months = fc.integer({ min: 1, max: 120 });
  const kinds = fc.constantFrom(...REPAYMENTS);
  const paysMonthly = fc.constantFrom(
    ...(['interest_monthly', 'equal_instalments', 'equal_principal'] as const),
  );

  it('is the stated one where interest is paid monthly and nothing else is', () => {
    fc.assert(
      fc.property(amounts, rates, months, paysMonthly, (amountFen, bp, term, repayment) => {
        expect(offerCost({ ...offer(0n, bp), amountFen, repayment }, term).annualBp).toBe(bp);
      }),
    );
  });

  it('is never above the stated one where interest is paid later', () => {
    const paidLater = fc.constantFrom('interest_quarterly' as const, 'at_maturity' as const);
    fc.assert(
      fc.property(amounts, rates, months, paidLater, (amountFen, bp, term, repayment) => {
        expect(offerCost({ ...offer(0n, bp), amountFen, repayment }, term).annualBp).toBeLessThanOrEqual(bp);
      }),
    );
  });

  it('falls with no fee, no deposit and no rate that is raised', () => {
    // Shares of the amount in thousandths: together below the whole.
    const share = fc.bigInt({ min: 0n, max: 300n });
    const raised = fc.tuple(share, share, share, fc.bigInt({ min: 0n, max: 90n }), fc.nat(500));
    fc.assert(
      fc.property(
        fc.tuple(amounts, rates, months, kinds),
        raised,
        ([amountFen, annualRateBp, term, repayment], [guarantee, appraisal, deposit, more, moreBp]) => {
          const of = (thousandths: bigint): bigint => (amountFen * thousandths) / 1000n;
          const cheap: PricedOffer = {
            amountFen,
            annualRateBp,
            repayment,
            guaranteeFeeFen: of(guarantee),
            appraisalFeeFen: of(appraisal),
            depositFen: of(deposit),
          };
          const rate = (dearer: Partial<PricedOffer>): number =>
            offerCost({ ...cheap, ...dearer }, term).annualBp ?? Number.POSITIVE_INFINITY;
          expect(rate({ guaranteeFeeFen: of(guarantee + more) })).toBeGreaterThanOrEqual(rate({}));
          expect(rate({ appraisalFeeFen: of(appraisal + more) })).toBeGreaterThanOrEqual(rate({}));
          expect(rate({ depositFen: of(deposit + more) })).toBeGreaterThanOrEqual(rate({}));
          expect(rate({ annualRateBp: annualRateBp + moreBp })).toBeGreaterThanOrEqual(rate({}));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes with payments that add up to principal and interest, whatever the kind', () => {
    fc.assert(
      fc.property(amounts, rates, months, kinds, (amountFen, bp, term, repayment) => {
        const { interestFen, totalFen } = offerCost({ ...offer(0n, bp), amountFen, repayment }, term);
        // Never more than the whole amount would cost if nothing of it were repaid before the end.
        const most = (amountFen * BigInt(bp) * BigInt(term)) / 120_000n + BigInt(term);
        expect(interestFen >= 0n && interestFen <= most).toBe(true);
        expect(totalFen).toBe(interestFen);
      }),
    );
  });
});
