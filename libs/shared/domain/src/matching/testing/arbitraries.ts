import fc from 'fast-check';
import type { MatchContext } from '../context.js';
import type { Attribute } from '../criteria.js';
import type { Fact, RequestFacts } from '../facts.js';
import { PROVENANCES } from '../facts.js';
import { HEADROOM_TIERS, MECHANISMS, RESPONSIVENESS_TIERS } from '../product.js';
import type { MatchProduct } from '../product.js';
import type { AdmissionRule, Atom } from '../rules.js';
import { clausesOf, countClauses, MAX_CLAUSES } from '../rules.js';
import { BANK_TYPES, COLLATERALS, PURPOSES } from '../vocabulary.js';

export const AS_OF = '2026-06-30';

const PARENTS: Readonly<Record<string, string | null>> = {
  '320000': null,
  '320500': '320000',
  '320583': '320500',
  '320100': '320000',
  '310000': null,
  C: null,
  C39: 'C',
  C396: 'C39',
  C3963: 'C396',
  C397: 'C39',
  C36: 'C',
  I: null,
};
const REGIONS = Object.keys(PARENTS).filter((code) => /^\d/.test(code));
const INDUSTRIES = Object.keys(PARENTS).filter((code) => /^[A-Z]/.test(code));

function pathOf(code: string): readonly string[] {
  const parent = PARENTS[code];
  if (parent === undefined) return [];
  return parent === null ? [code] : [...pathOf(parent), code];
}

/** A small world: a few regions and industries, a dollar rate, no rate for the yen. */
export const context: MatchContext = {
  asOf: AS_OF,
  hierarchies: { region: { path: pathOf }, industry: { path: pathOf } },
  rates: [
    { currency: 'USD', date: '2026-06-15', fenPerMillionMinor: 7_123_400n },
    { currency: 'USD', date: '2026-06-01', fenPerMillionMinor: 7_000_000n },
    { currency: 'JPY', date: '2025-01-01', fenPerMillionMinor: 4_800_000n },
  ],
};

/** A declared fact of the day of matching, unless a test says otherwise. */
export const fact = <T>(value: T, more: Partial<Omit<Fact<T>, 'value'>> = {}): Fact<T> => ({
  value,
  source: '融资需求摸底表 第5行',
  date: AS_OF,
  provenance: 'declared',
  ...more,
});

const LISTS = ['key-2026', 'foreign-trade-2026', 'specialised-2025'];
const FEN_PER_WAN = 1_000_000n;

const fen = fc.integer({ min: 1, max: 60 }).map((wan) => BigInt(wan) * FEN_PER_WAN);
const money = fc.record({ fen, currency: fc.constantFrom('CNY', 'CNY', 'USD', 'JPY') });
const some = <T>(values: readonly T[], minLength = 0) =>
  fc.subarray([...values], { minLength, maxLength: Math.min(4, values.length) });
const setOf = (codes: readonly string[]) => fc.record({ members: some(codes), complete: fc.boolean() });

const stamped = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
  fc.record({
    value,
    source: fc.constant('融资需求摸底表 第5行'),
    date: fc.constantFrom(AS_OF, '2026-05-01', '2025-06-30'),
    provenance: fc.constantFrom(...PROVENANCES),
  });

const FACTS = {
  amount: stamped(money),
  termMonths: stamped(fc.integer({ min: 1, max: 60 })),
  collateral: stamped(setOf(COLLATERALS.slice(0, 10))),
  purposes: stamped(setOf(PURPOSES.slice(0, 5))),
  region: stamped(fc.constantFrom(...REGIONS, '999999')),
  industry: stamped(fc.constantFrom(...INDUSTRIES)),
  taxGrade: stamped(fc.constantFrom('A', 'B', 'M', 'C', 'D')),
  sizeClass: stamped(fc.constantFrom('micro', 'small', 'medium', 'large')),
  enterpriseLists: stamped(setOf(LISTS)),
  rateCeilingBp: stamped(fc.integer({ min: 300, max: 600 })),
  firstLoan: stamped(fc.boolean()),
};

/** Facts of one request; without `requiredKeys` each may be unknown. */
export const factsArbitrary: fc.Arbitrary<RequestFacts> = fc.record(FACTS, { requiredKeys: [] });
export const knownFactsArbitrary: fc.Arbitrary<RequestFacts> = fc.record(FACTS);

const evidence = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ maxAgeDays: fc.constantFrom(0, 30, 90) }) },
  { weight: 1, arbitrary: fc.record({ minProvenance: fc.constantFrom(...PROVENANCES) }) },
);

const codes = (attribute: Attribute, ops: readonly CodesOp[], from: readonly string[]): fc.Arbitrary<Atom> =>
  fc
    .tuple(fc.constantFrom(...ops), some(from, 1), evidence)
    .map(([op, operand, more]) => ({ attribute, op, operand, ...more }));
type CodesOp = Extract<Atom, { operand: readonly string[] }>['op'];

const bounds = (attribute: Attribute, value: fc.Arbitrary<number | bigint>): fc.Arbitrary<Atom> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), value, evidence)
      .map(([op, operand, more]): Atom => ({ attribute, op, operand, ...more })),
    fc.tuple(value, value, evidence).map(([a, b, more]): Atom => ({
      attribute,
      op: 'between',
      operand: a < b ? { min: a, max: b } : { min: b, max: a },
      ...more,
    })),
  );

export const atomArbitrary: fc.Arbitrary<Atom> = fc.oneof(
  bounds('amount', fen),
  bounds('termMonths', fc.integer({ min: 1, max: 60 })),
  bounds('rateCeilingBp', fc.integer({ min: 300, max: 600 })),
  codes('collateral', ['intersects'], COLLATERALS.slice(0, 12)),
  codes('purposes', ['subsetOf', 'intersects'], PURPOSES.slice(0, 5)),
  codes('enterpriseLists', ['subsetOf', 'intersects'], LISTS),
  codes('region', ['within', 'notWithin'], REGIONS),
  codes('industry', ['within', 'notWithin'], INDUSTRIES),
  codes('taxGrade', ['in', 'notIn'], ['A', 'B', 'M', 'C', 'D']),
  codes('sizeClass', ['in', 'notIn'], ['micro', 'small', 'medium', 'large']),
  fc.boolean().map((operand): Atom => ({ attribute: 'firstLoan', op: 'is', operand })),
);

const { rule: anyRule } = fc.letrec<{ rule: AdmissionRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    atomArbitrary,
    fc.array(tie('rule'), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  ),
}));

/** Rules that stay within the clause limit. */
export const ruleArbitrary: fc.Arbitrary<AdmissionRule> = anyRule.filter(
  (rule) => countClauses(rule) <= MAX_CLAUSES,
);

/** An open product of the bank's own funds that admits everyone; a test overrides what it is about. */
export const product = (more: Partial<MatchProduct> = {}): MatchProduct => ({
  id: 'p-1',
  version: 1,
  lender: { institutionId: 'bank-1', type: 'CITY_COMMERCIAL', localLegalPerson: true, province: '320000' },
  published: true,
  confirmedOn: AS_OF,
  clauses: [[]],
  facility: {
    code: 'OWN-FUNDS',
    mechanism: 'OWN',
    open: true,
    lenders: { bankTypes: [], institutionIds: [], localLegalPersonOnly: false, provinces: [] },
  },
  preferredLists: [],
  ...more,
});

const facilityArbitrary = fc
  .tuple(
    fc.constantFrom(...MECHANISMS),
    fc.integer({ min: 0, max: 9 }),
    fc.subarray([...BANK_TYPES.slice(2, 5)]),
    fc.record({ headroom: fc.constantFrom(...HEADROOM_TIERS) }, { requiredKeys: [] }),
  )
  .map(([mechanism, luck, bankTypes, headroom]) => ({
    code: `${mechanism}-1`,
    mechanism,
    open: luck > 0,
    lenders: { bankTypes, institutionIds: [], localLegalPersonOnly: false, provinces: [] },
    ...headroom,
  }));

/** Products with random rules, gates and terms. */
export const productArbitrary: fc.Arbitrary<MatchProduct> = fc
  .tuple(
    ruleArbitrary,
    facilityArbitrary,
    fc.constantFrom(AS_OF, '2026-05-01', '2026-01-01'),
    some(LISTS),
    fc.record(
      {
        rateFromBp: fc.integer({ min: 250, max: 550 }),
        conclusionDays: fc.integer({ min: 1, max: 30 }),
        responsiveness: fc.constantFrom(...RESPONSIVENESS_TIERS),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([rule, facility, confirmedOn, preferredLists, terms]) =>
    product({
      clauses: clausesOf(rule),
      facility,
      confirmedOn,
      preferredLists,
      ...terms,
    }),
  );

/** A catalogue without two products of one id. */
export const catalogueArbitrary: fc.Arbitrary<readonly MatchProduct[]> = fc
  .array(productArbitrary, { maxLength: 40 })
  .map((products) => products.map((one, index) => ({ ...one, id: `p-${index}` })));
