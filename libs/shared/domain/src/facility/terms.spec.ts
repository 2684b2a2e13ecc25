import fc from 'fast-check';
import { HOLDING_TYPES } from '../matching/index.js';
import { SIZE_CLASSES } from '../codes/index.js';
import { SECOND_PERSON_FROM_FEN } from '../quota/index.js';
import {
  borrowerCriteria,
  borrowerRule,
  changedTerms,
  changeFaults,
  changeNeedsSecond,
  loosens,
  openingFaults,
  openingNeedsSecond,
  type BorrowerCriteria,
  type FacilityTerms,
  type Opening,
} from './index.js';

const YI = 10_000_000_000n;
const TERMS: FacilityTerms = {
  totalFen: 500n * YI,
  opensOn: '2026-12-01',
  closesOn: null,
  closed: false,
  lenderBankTypes: ['CITY_COMMERCIAL'],
  localLegalPersonOnly: true,
  borrower: { all: [] },
  rateCap: { kind: 'lpr', tenor: '1Y', marginBp: 50 },
};
const opening = (terms: Partial<FacilityTerms>, more: Partial<Opening> = {}): Opening => ({
  authority: 'OFFICIAL',
  conditions: { singleCustomerLimitFen: null, secondPersonFromFen: YI },
  ...more,
  terms: { ...TERMS, ...terms },
});

describe('the terms of a tool', () => {
  it('are faulty field by field, all at once', () => {
    const faulty = opening(
      { totalFen: 3n * YI, closesOn: '2026-11-30' },
      { conditions: { singleCustomerLimitFen: 4n * YI, secondPersonFromFen: YI } },
    );
    expect(openingFaults(faulty)).toEqual([
      { field: 'closesOn', code: 'before_opening' },
      { field: 'singleCustomerLimitFen', code: 'above_total' },
    ]);
    expect(openingFaults(opening({ totalFen: null }))).toEqual([{ field: 'totalFen', code: 'missing' }]);
    // Our own tally of what was reported knows no total.
    expect(openingFaults(opening({ totalFen: null }, { authority: 'SHADOW' }))).toEqual([]);
  });

  it('change from today on at the earliest', () => {
    expect(changeFaults(TERMS, '2026-11-22', '2026-11-23')).toEqual([{ field: 'fromOn', code: 'in_past' }]);
    expect(changeFaults(TERMS, '2026-11-23', '2026-11-23')).toEqual([]);
  });

  it('of a new tool need two people from 1亿元 on, whatever line the tool itself would draw', () => {
    const of = (totalFen: bigint, secondPersonFromFen: bigint): boolean =>
      openingNeedsSecond(
        opening({ totalFen }, { conditions: { singleCustomerLimitFen: null, secondPersonFromFen } }),
      );
    expect(of(YI - 1n, YI)).toBe(false);
    expect(of(YI, YI)).toBe(true);
    expect(of(YI - 1n, 1_000_000n)).toBe(true);
    expect(of(1n, SECOND_PERSON_FROM_FEN + 1n)).toBe(true);
  });

  it('need two people to change and one to close or to word anew', () => {
    const wider = { ...TERMS, closesOn: '2027-12-31' };
    expect(changedTerms(TERMS, wider)).toEqual(['closesOn']);
    expect(changeNeedsSecond(TERMS, wider, YI)).toBe(true);
    expect(changeNeedsSecond({ ...TERMS, totalFen: 1n }, { ...wider, totalFen: 1n }, YI)).toBe(false);
    expect(changeNeedsSecond(TERMS, { ...TERMS, closed: true }, YI)).toBe(false);
    expect(changeNeedsSecond({ ...TERMS, closed: true }, TERMS, YI)).toBe(true);
    // The same cap with its keys in another order is the same cap.
    expect(changedTerms(TERMS, { ...TERMS, rateCap: { marginBp: 50, tenor: '1Y', kind: 'lpr' } })).toEqual(
      [],
    );
  });
});

describe('the conditions of a pool', () => {
  const limit = fc.option(fc.bigInt({ min: 1n, max: 10n ** 15n }));
  const conditions = fc.record({
    singleCustomerLimitFen: limit,
    secondPersonFromFen: fc.bigInt({ min: 0n, max: 10n ** 15n }),
  });

  it('are loosened by a higher line, a higher limit or none', () => {
    const before = { singleCustomerLimitFen: 5n, secondPersonFromFen: 7n };
    expect(loosens(before, { ...before, secondPersonFromFen: 8n })).toBe(true);
    expect(loosens(before, { ...before, singleCustomerLimitFen: 6n })).toBe(true);
    expect(loosens(before, { ...before, singleCustomerLimitFen: null })).toBe(true);
    expect(loosens(before, { singleCustomerLimitFen: 4n, secondPersonFromFen: 6n })).toBe(false);
  });

  it('loosen one way or the other wherever they differ', () => {
    fc.assert(
      fc.property(conditions, conditions, (one, other) => {
        const isSame =
          one.singleCustomerLimitFen === other.singleCustomerLimitFen &&
          one.secondPersonFromFen === other.secondPersonFromFen;
        expect(loosens(one, other) || loosens(other, one)).toBe(!isSame);
        expect(loosens(one, one)).toBe(false);
      }),
    );
  });
});

describe('whom a document names', () => {
  const criteria: fc.Arbitrary<BorrowerCriteria> = fc.record({
    join: fc.constantFrom('all', 'any'),
    sizeClasses: fc.subarray([...SIZE_CLASSES]),
    holdingTypes: fc.subarray([...HOLDING_TYPES]),
    agriculture: fc.boolean(),
    foreignTrade: fc.boolean(),
  });

  it('is read back from the rule it became', () => {
    fc.assert(
      fc.property(criteria, (asked) => {
        const rule = borrowerRule(asked);
        const read = borrowerCriteria(rule);
        expect(read && borrowerRule(read)).toEqual(rule);
      }),
    );
  });

  it('is left alone where a rule says more', () => {
    expect(borrowerCriteria({ attribute: 'termMonths', op: 'lte', operand: 12 })).toBeUndefined();
    const worded = { zh: '涉农企业', en: 'farming firms' };
    expect(
      borrowerCriteria({ attribute: 'agriculture', op: 'is', operand: true, text: worded }),
    ).toBeUndefined();
    const nested = { all: [{ any: [{ attribute: 'agriculture', op: 'is', operand: true }] }] } as const;
    expect(borrowerCriteria(nested)).toBeUndefined();
  });
});
