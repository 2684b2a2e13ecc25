import fc from 'fast-check';
import type { AdmissionRule, RequestFacts } from '../matching/index.js';
import {
  CLAIM_TESTS,
  claimChecks,
  claimVerdict,
  isBillNumber,
  markedUntilMs,
  submittedUntilMs,
  testClaim,
  type ClaimTerms,
  type ClaimTest,
  type ClaimTestName,
  type LentMoney,
} from './index.js';

const WAN = 1_000_000n;
const said = <T>(value: T) =>
  ({ value, source: '银行填报', date: '2020-03-02', provenance: 'declared' }) as const;
const text = { zh: '', en: '' };
const small = { attribute: 'sizeClass', op: 'in', operand: ['micro', 'small'], text } as const;
const farming = { attribute: 'agriculture', op: 'is', operand: true, text } as const;
const borrower: AdmissionRule = { any: [small, farming] };

/** As the relending quota of 2020: local banks, small or farming firms, LPR of one year + 50bp, until 30 June. */
const terms: ClaimTerms = {
  lenders: { bankTypes: [], institutionIds: [], localLegalPersonOnly: true, provinces: ['320000'] },
  borrower,
  rateCap: { kind: 'lpr', tenor: '1Y', marginBp: 50 },
  opensOn: '2020-02-26',
  closesOn: '2020-06-30',
  singleCustomerLimitFen: 1_000n * WAN,
};
const lent: LentMoney = {
  lender: { institutionId: 'bank', type: 'RURAL_COMMERCIAL', localLegalPerson: true, province: '320000' },
  borrower: { sizeClass: said('small') },
  context: {
    asOf: '2020-03-02',
    hierarchies: { region: { path: (code) => [code] }, industry: { path: (code) => [code] } },
    rates: [],
  },
  annualRateBp: 455,
  amountFen: 300n * WAN,
  exposureFen: 0n,
  lentOn: '2020-02-26',
  maturesOn: '2021-02-26',
  today: '2020-03-02',
};

const tested = (
  name: ClaimTestName,
  more: Partial<LentMoney> = {},
  of: Partial<ClaimTerms> = {},
): ClaimTest => {
  const found = testClaim({ ...terms, ...of }, { ...lent, ...more }).find(({ test }) => test === name);
  if (!found) throw new Error(name);
  return found;
};

describe('whether a loan can be claimed', () => {
  it('says so when every condition is met, in fixed order', () => {
    const tests = testClaim(terms, lent);
    expect(tests.map(({ test }) => test)).toEqual(CLAIM_TESTS);
    expect(claimVerdict(tests)).toBe('eligible');
  });

  it('takes the LPR of the day the loan was paid out, not of today', () => {
    // LPR1Y 4.05% on 2020-02-26: the cap is 4.55%. From 2020-04-20 it was 3.85%: 4.35%.
    expect(tested('rate_cap')).toMatchObject({ outcome: 'met', rateBp: 455, capBp: 455 });
    expect(tested('rate_cap', { annualRateBp: 456 })).toMatchObject({ outcome: 'failed', capBp: 455 });
    expect(tested('rate_cap', { lentOn: '2020-04-20' })).toMatchObject({ outcome: 'failed', capBp: 435 });
    expect(tested('rate_cap', { today: '2020-12-31' })).toMatchObject({ outcome: 'met', capBp: 455 });
  });

  it('leaves the cap open where no LPR is known, and met where there is none', () => {
    expect(tested('rate_cap', { lentOn: '2010-01-04' })).toMatchObject({ outcome: 'unknown', capBp: null });
    expect(tested('rate_cap', {}, { rateCap: null })).toMatchObject({ outcome: 'met', capBp: null });
  });

  it('counts both days of the window, and asks only when the money was lent', () => {
    expect(tested('window', { lentOn: '2020-06-30' }).outcome).toBe('met');
    expect(tested('window', { lentOn: '2020-07-01' }).outcome).toBe('failed');
    expect(tested('window', { lentOn: '2020-02-25' }).outcome).toBe('failed');
    // Claimed in November for a loan of February.
    expect(tested('window', { today: '2020-11-20' }).outcome).toBe('met');
  });

  it('has nothing to fund from the day the loan falls due', () => {
    expect(tested('maturity', { today: '2021-02-25' }).outcome).toBe('met');
    expect(tested('maturity', { today: '2021-02-26' }).outcome).toBe('failed');
  });

  it('adds what the enterprise has already in every pool of the facility', () => {
    // 700 + 300 = 1,000 万, exactly the limit.
    expect(tested('single_customer', { exposureFen: 700n * WAN }).outcome).toBe('met');
    expect(tested('single_customer', { exposureFen: 700n * WAN + 1n })).toMatchObject({
      outcome: 'failed',
      limitFen: 1_000n * WAN,
      askedFen: 300n * WAN,
    });
  });

  it('asks for what is not known of the borrower instead of refusing it', () => {
    const unknown = tested('borrower', { borrower: {} });
    expect(unknown).toEqual({
      test: 'borrower',
      outcome: 'unknown',
      attributes: ['sizeClass', 'agriculture'],
    });
    expect(claimVerdict(testClaim(terms, { ...lent, borrower: {} }))).toBe('undetermined');
    const large: RequestFacts = { sizeClass: said('large'), agriculture: said(false) };
    expect(tested('borrower', { borrower: large }).outcome).toBe('failed');
    expect(tested('borrower', { borrower: { sizeClass: said('large') } })).toMatchObject({
      outcome: 'unknown',
      attributes: ['sizeClass', 'agriculture'],
    });
  });

  it('tells which of the lender’s conditions is in the way', () => {
    const { lender } = lent;
    expect(tested('lender', { lender: { ...lender, localLegalPerson: false } })).toMatchObject({
      outcome: 'failed',
      fault: 'not_local_legal_person',
    });
    expect(tested('lender', { lender: { ...lender, province: '330000' } })).toMatchObject({
      fault: 'province',
    });
  });
});

const day = fc
  .integer({ min: 0, max: 600 })
  .map((days) => new Date(Date.UTC(2020, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const fact = <T>(value: fc.Arbitrary<T>) => fc.option(value.map(said), { nil: undefined });
const loans: fc.Arbitrary<LentMoney> = fc
  .record({
    size: fact(fc.constantFrom('micro', 'small', 'medium', 'large')),
    isFarming: fact(fc.boolean()),
    isLocal: fc.boolean(),
    annualRateBp: fc.integer({ min: 0, max: 700 }),
    amountFen: fc.bigInt({ min: 1n, max: 2_000n * WAN }),
    exposureFen: fc.bigInt({ min: 0n, max: 1_000n * WAN }),
    lentOn: day,
    maturesOn: day,
    today: day,
  })
  .map(({ size, isFarming, isLocal, ...more }) => ({
    ...lent,
    ...more,
    lender: { ...lent.lender, localLegalPerson: isLocal },
    borrower: {
      ...(size === undefined ? {} : { sizeClass: size }),
      ...(isFarming === undefined ? {} : { agriculture: isFarming }),
    },
  }));

describe('whether a loan can be claimed, for any loan', () => {
  it('is eligible only where the ledger would refuse none of its checks and the loan still runs', () => {
    fc.assert(
      fc.property(loans, (loan) => {
        const isEligible = claimVerdict(testClaim(terms, loan)) === 'eligible';
        const passes = claimChecks(terms, loan).every(({ passed }) => passed) && loan.today < loan.maturesOn;
        expect(isEligible).toBe(passes);
      }),
    );
  });

  it('is refused by nothing that is merely unknown, and never becomes eligible by forgetting a fact', () => {
    fc.assert(
      fc.property(loans, (loan) => {
        const known = claimVerdict(testClaim(terms, loan));
        const forgotten = claimVerdict(testClaim(terms, { ...loan, borrower: {} }));
        expect(forgotten).not.toBe('eligible');
        // What fails without any fact of the borrower fails with all of them.
        if (forgotten === 'ineligible') expect(known).toBe('ineligible');
      }),
    );
  });

  it('stays ineligible for more money, and for a higher rate', () => {
    fc.assert(
      fc.property(loans, fc.integer({ min: 0, max: 100 }), (loan, more) => {
        const before = testClaim(terms, loan);
        const after = testClaim(terms, {
          ...loan,
          amountFen: loan.amountFen + BigInt(more),
          annualRateBp: loan.annualRateBp + more,
        });
        for (const [at, { outcome }] of before.entries()) {
          if (outcome === 'failed') expect(after[at]?.outcome).toBe('failed');
        }
      }),
    );
  });
});

describe('how long a claim keeps its quota', () => {
  it('ends with the loan, or a year after it was handed in', () => {
    const due = markedUntilMs('2020-08-01');
    expect(new Date(due).toISOString()).toBe('2020-07-31T16:00:00.000Z');
    const handedIn = Date.parse('2020-07-01T00:00:00+08:00');
    expect(submittedUntilMs('2020-08-01', handedIn)).toBe(handedIn + 365 * 86_400_000);
    expect(submittedUntilMs('2023-08-01', handedIn)).toBe(markedUntilMs('2023-08-01'));
  });
});

it.each([
  ['131361000012320200226123456789', true],
  ['1020005220123456', true],
  ['13136100001232020022612345678', false],
  ['13136100001232020022612345678X', false],
])('reads %s as a bill number: %s', (number, isOne) => {
  expect(isBillNumber(number)).toBe(isOne);
});
