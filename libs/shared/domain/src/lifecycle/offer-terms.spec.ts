import fc from 'fast-check';
import {
  changedTerms,
  OFFER_TERMS,
  offerFaults,
  type BoundedTerms,
  type ProductBounds,
} from './offer-terms.js';

const WAN = 1_000_000n;
const TERMS: BoundedTerms = {
  amountFen: 3_000n * WAN,
  termMonths: 12,
  annualRateBp: 340,
  guaranteeFeeFen: 0n,
  appraisalFeeFen: 0n,
  depositFen: 0n,
};
const BOUNDS: ProductBounds = {
  amountMinFen: 100n * WAN,
  amountMaxFen: 3_000n * WAN,
  termMinMonths: 6,
  termMaxMonths: 12,
  rateToBp: 420,
};

describe('an offer beside the product it is made under', () => {
  it('may reach every bound, and lie below the published rate', () => {
    expect(offerFaults(TERMS, BOUNDS)).toEqual([]);
    expect(offerFaults({ ...TERMS, annualRateBp: 0 }, BOUNDS)).toEqual([]);
  });

  it.each([
    [{ amountFen: 3_001n * WAN }, { term: 'amountFen', code: 'above_product_amount', limit: 3_000n * WAN }],
    [{ amountFen: 99n * WAN }, { term: 'amountFen', code: 'below_product_amount', limit: 100n * WAN }],
    [{ termMonths: 13 }, { term: 'termMonths', code: 'above_product_term', limit: 12 }],
    [{ termMonths: 5 }, { term: 'termMonths', code: 'below_product_term', limit: 6 }],
    [{ annualRateBp: 421 }, { term: 'annualRateBp', code: 'above_product_rate', limit: 420 }],
    [
      { guaranteeFeeFen: 1_000n * WAN, appraisalFeeFen: 500n * WAN, depositFen: 1_500n * WAN },
      { term: 'depositFen', code: 'costs_reach_amount', limit: 3_000n * WAN },
    ],
  ] as const)('is at odds with it in %p', (more, fault) => {
    expect(offerFaults({ ...TERMS, ...more }, BOUNDS)).toEqual([fault]);
  });

  it('is bound by nothing that the product leaves open', () => {
    const open: ProductBounds = {
      amountMinFen: null,
      amountMaxFen: null,
      termMinMonths: null,
      termMaxMonths: null,
      rateToBp: null,
    };
    const any = fc.record({
      amountFen: fc.bigInt(1n, 10n ** 15n),
      termMonths: fc.integer({ min: 1, max: 480 }),
      annualRateBp: fc.integer({ min: 0, max: 10_000 }),
    });
    fc.assert(fc.property(any, (terms) => expect(offerFaults({ ...TERMS, ...terms }, open)).toEqual([])));
  });
});

describe('a revised offer', () => {
  const terms = {
    amountFen: '3000000000',
    annualRateBp: 340,
    termMonths: 12,
    repayment: 'interest_monthly',
    guaranteeFeeFen: '0',
    appraisalFeeFen: '0',
    depositFen: '0',
    collateral: ['real_estate', 'equipment'],
    disbursementDays: 10,
    conditions: null,
    validUntil: '2026-12-01',
  };

  it('tells what it changes, in the order of reading; the order of collateral is no change', () => {
    const revised = {
      ...terms,
      annualRateBp: 320,
      conditions: '需追加质押',
      collateral: ['equipment', 'real_estate'],
    };
    expect(changedTerms(terms, revised)).toEqual(['annualRateBp', 'conditions']);
    expect(changedTerms(terms, terms)).toEqual([]);
  });

  it('is compared in every term', () => {
    for (const term of OFFER_TERMS)
      expect(changedTerms(terms, { ...terms, [term]: 'another' })).toEqual([term]);
  });
});
