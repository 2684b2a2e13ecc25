import fc from 'fast-check';
import type { UnknownReason } from './atoms.js';
import { evaluateAtom } from './atoms.js';
import type { Attribute } from './criteria.js';
import { ATTRIBUTES } from './criteria.js';
import { evaluate, nearMissDistance } from './evaluate.js';
import type { RequestFacts } from './facts.js';
import type { Truth } from './kleene.js';
import type { LenderScope, ProductFacility } from './product.js';
import type { Atom, CodesOperator } from './rules.js';
import {
  atomArbitrary,
  context,
  fact,
  factsArbitrary,
  knownFactsArbitrary,
  product,
  productArbitrary,
} from './testing/arbitraries.js';

const WAN = 1_000_000n;
const yuan = (wan: bigint, currency: 'CNY' | 'USD' | 'JPY' = 'CNY') => ({ fen: wan * WAN, currency });
const codes = (attribute: Attribute, op: CodesOperator, ...operand: string[]): Atom => ({
  attribute,
  op,
  operand,
});
const truthOf = (atom: Atom, facts: RequestFacts): Truth | UnknownReason => {
  const { truth, reason } = evaluateAtom(atom, facts, context);
  return reason ?? truth;
};

describe('a condition on a place or trade', () => {
  it.each([
    ['within', 'C39', 'C3963', 'true'],
    ['within', 'C3963', 'C3963', 'true'],
    ['within', 'C3963', 'C39', 'too_coarse'],
    ['within', 'C3963', 'C36', 'false'],
    ['notWithin', 'C3963', 'C39', 'too_coarse'],
    ['notWithin', 'C3963', 'C3963', 'false'],
    ['notWithin', 'C3963', 'C397', 'true'],
    ['within', 'C3963', 'C3612', 'unknown_code'],
    ['notWithin', 'C3612', 'C3612', 'false'],
  ] as const)('%s %s, firm in %s: %s', (op, node, value, expected) => {
    expect(truthOf(codes('industry', op, node), { industry: fact(value) })).toBe(expected);
  });

  it('is true as soon as one node holds, though another is too fine to tell', () => {
    const atom = codes('region', 'within', '320583', '320000');
    expect(truthOf(atom, { region: fact('320500') })).toBe('true');
  });
});

describe('a condition on a set', () => {
  const held = (complete: boolean, ...members: string[]) => fact({ members, complete });

  it('does not take what is not listed for absent unless the set is complete', () => {
    const atom = codes('collateral', 'intersects', 'real_estate', 'land');
    expect(truthOf(atom, { collateral: held(false, 'land') })).toBe('true');
    expect(truthOf(atom, { collateral: held(false, 'inventory') })).toBe('incomplete_set');
    expect(truthOf(atom, { collateral: held(true, 'inventory') })).toBe('false');
  });

  it('asks that every purpose be accepted', () => {
    const atom = codes('purposes', 'subsetOf', 'working_capital', 'export_order');
    expect(truthOf(atom, { purposes: held(true, 'export_order') })).toBe('true');
    expect(truthOf(atom, { purposes: held(false, 'export_order') })).toBe('incomplete_set');
    expect(truthOf(atom, { purposes: held(false, 'refinance') })).toBe('false');
  });

  it('asks that every required list be held', () => {
    const atom = codes('enterpriseLists', 'subsetOf', 'key-2026');
    expect(truthOf(atom, { enterpriseLists: held(false, 'key-2026', 'other') })).toBe('true');
    expect(truthOf(atom, { enterpriseLists: held(false, 'other') })).toBe('incomplete_set');
    expect(truthOf(atom, { enterpriseLists: held(true, 'other') })).toBe('false');
  });
});

describe('a condition on a magnitude', () => {
  it('includes both ends of an interval and excludes the bound of a strict comparison', () => {
    const term = (op: 'gt' | 'gte' | 'lt' | 'lte' | 'is', operand: number): Atom => ({
      attribute: 'termMonths',
      op,
      operand,
    });
    const facts = { termMonths: fact(12) };
    const truths = (['gt', 'gte', 'lt', 'lte', 'is'] as const).map((op) => truthOf(term(op, 12), facts));
    expect(truths).toEqual(['false', 'true', 'false', 'true', 'true']);
    const between: Atom = { attribute: 'termMonths', op: 'between', operand: { min: 12, max: 36 } };
    expect(truthOf(between, { termMonths: fact(12) })).toBe('true');
    expect(truthOf(between, { termMonths: fact(37) })).toBe('false');
  });

  it('converts foreign money by the latest dated rate and is unknown without one', () => {
    const atMost: Atom = { attribute: 'amount', op: 'lte', operand: 7_123_400n };
    // USD 10,000 = 1,000,000 cents × 7,123,400 ÷ 1,000,000 = 7,123,400 fen by the rate of 15 June.
    expect(truthOf(atMost, { amount: fact({ fen: 1_000_000n, currency: 'USD' }) })).toBe('true');
    expect(truthOf(atMost, { amount: fact({ fen: 1_000_001n, currency: 'USD' }) })).toBe('false');
    // The yen's only rate is 545 days old.
    expect(truthOf(atMost, { amount: fact(yuan(1n, 'JPY')) })).toBe('no_exchange_rate');
  });

  it('is unknown when the fact is too old or too weak for the rule', () => {
    const atom: Atom = {
      attribute: 'capacityUseBp',
      op: 'gte',
      operand: 6000,
      maxAgeDays: 90,
      minProvenance: 'verified',
    };
    // 1 April to 30 June is 90 days, 31 March 91.
    const use = (date: string, provenance: 'documented' | 'official') => ({
      capacityUseBp: fact(7000, { date, provenance }),
    });
    expect(truthOf(atom, use('2026-04-01', 'official'))).toBe('true');
    expect(truthOf(atom, use('2026-03-31', 'official'))).toBe('stale');
    expect(truthOf(atom, use('2026-06-30', 'documented'))).toBe('weak_provenance');
    expect(truthOf(atom, {})).toBe('absent');
  });
});

describe('evaluate', () => {
  const smallAmount: Atom = { attribute: 'amount', op: 'lte', operand: 500n * WAN };
  const firstLoan: Atom = { attribute: 'firstLoan', op: 'is', operand: true };
  const taxA = codes('taxGrade', 'in', 'A', 'B');

  it('is eligible if some clause holds, whatever the others say', () => {
    const { verdict, clauses } = evaluate(
      { amount: fact(yuan(300n)) },
      product({ clauses: [[firstLoan], [smallAmount]] }),
      context,
    );
    expect(verdict).toBe('eligible');
    expect(clauses.map(({ truth }) => truth)).toEqual(['unknown', 'true']);
  });

  it('asks only for facts that can still settle a clause', () => {
    const facts = { amount: fact(yuan(900n)) };
    const { verdict, missing } = evaluate(
      facts,
      product({ clauses: [[smallAmount, firstLoan], [taxA]] }),
      context,
    );
    expect(verdict).toBe('needs_information');
    expect(missing).toEqual([{ attribute: 'taxGrade', reason: 'absent' }]);
  });

  it('leaves x ≥ 10 ∧ x ≤ 5 unknown while x is, and false once x is known', () => {
    const contradiction: Atom[] = [
      { attribute: 'termMonths', op: 'gte', operand: 10 },
      { attribute: 'termMonths', op: 'lte', operand: 5 },
    ];
    const impossible = product({ clauses: [contradiction] });
    expect(evaluate({}, impossible, context).verdict).toBe('needs_information');
    expect(evaluate({ termMonths: fact(7) }, impossible, context).verdict).toBe('ineligible');
  });

  it('admits everyone to a product without conditions', () => {
    expect(evaluate({}, product(), context).verdict).toBe('eligible');
  });

  it('never changes true to false or false to true when something unknown becomes known', () => {
    const settles = fc.property(
      atomArbitrary,
      knownFactsArbitrary,
      fc.subarray([...ATTRIBUTES]),
      (atom, known, kept) => {
        const partial: RequestFacts = Object.fromEntries(
          Object.entries(known).filter(([attribute]) => kept.some((name) => name === attribute)),
        );
        const before = evaluateAtom(atom, partial, context).truth;
        const after = evaluateAtom(atom, known, context).truth;
        expect(before === 'unknown' || before === after).toBe(true);
      },
    );
    fc.assert(settles, { numRuns: 500 });
  });

  it('never changes a settled answer when an incomplete set turns out to be larger', () => {
    fc.assert(
      fc.property(
        atomArbitrary,
        knownFactsArbitrary,
        fc.constantFrom('deposit', 'land'),
        (atom, facts, more) => {
          const { collateral } = facts;
          fc.pre(collateral !== undefined && !collateral.value.complete);
          const value = { members: [...collateral.value.members, more], complete: true };
          const before = evaluateAtom(atom, facts, context).truth;
          const after = evaluateAtom(atom, { ...facts, collateral: { ...collateral, value } }, context).truth;
          expect(before === 'unknown' || before === after).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('names missing facts exactly when it needs information', () => {
    fc.assert(
      fc.property(factsArbitrary, productArbitrary, (facts, one) => {
        const { verdict, missing } = evaluate(facts, one, context);
        expect(missing.length > 0).toBe(verdict === 'needs_information');
      }),
      { numRuns: 500 },
    );
  });
});

describe('gates', () => {
  const { facility } = product();
  const closed: Partial<ProductFacility>[] = [
    { open: false },
    { opensOn: '2026-07-01' },
    { closesOn: '2026-06-29' },
    { headroom: 'exhausted' },
  ];
  const gatesOf = (more: Parameters<typeof product>[0]) =>
    evaluate({}, product(more), context)
      .gates.filter(({ open }) => !open)
      .map(({ gate }) => gate);

  it('call a firm that meets the rules unavailable, never ineligible', () => {
    expect(evaluate({}, product({ published: false }), context).verdict).toBe('unavailable');
    expect(closed.map((more) => gatesOf({ facility: { ...facility, ...more } }))).toEqual([
      ['facility_open'],
      ['facility_window'],
      ['facility_window'],
      ['quota'],
    ]);
  });

  it('leave a failed rule the reason, and ask nobody for facts behind a closed gate', () => {
    const firstLoan: Atom = { attribute: 'firstLoan', op: 'is', operand: true };
    const shut = product({ published: false, clauses: [[firstLoan]] });
    expect(evaluate({ firstLoan: fact(false) }, shut, context).verdict).toBe('ineligible');
    expect(evaluate({}, shut, context)).toMatchObject({
      verdict: 'unavailable',
      rules: 'unknown',
      missing: [],
    });
  });

  it('close when the bank has not confirmed the product for more than 90 days', () => {
    // 1 April to 30 June is 90 days.
    expect(gatesOf({ confirmedOn: '2026-04-01' })).toEqual([]);
    expect(gatesOf({ confirmedOn: '2026-03-31' })).toEqual(['confirmed']);
    expect(gatesOf({ confirmedOn: '2026-07-01' })).toEqual(['confirmed']);
  });

  it('admit lenders by type or name, narrowed by legal person and province', () => {
    const scope: LenderScope = {
      bankTypes: ['STATE_LARGE'],
      institutionIds: ['bank-1'],
      localLegalPersonOnly: true,
      provinces: ['320000'],
    };
    const lenderGate = (lenders: LenderScope) => gatesOf({ facility: { ...facility, lenders } });
    expect(lenderGate(scope)).toEqual([]);
    expect(lenderGate({ ...scope, institutionIds: [] })).toEqual(['lender']);
    expect(lenderGate({ ...scope, institutionIds: [], bankTypes: ['CITY_COMMERCIAL'] })).toEqual([]);
    expect(lenderGate({ ...scope, provinces: ['310000'] })).toEqual(['lender']);
    const branch = { ...product().lender, localLegalPerson: false };
    expect(gatesOf({ lender: branch, facility: { ...facility, lenders: scope } })).toEqual(['lender']);
  });
});

describe('near-miss distance', () => {
  const amount: Atom = { attribute: 'amount', op: 'lte', operand: 500n * WAN };
  const lowerAmount: Atom = { attribute: 'amount', op: 'lte', operand: 400n * WAN };
  const term: Atom = { attribute: 'termMonths', op: 'lte', operand: 12 };
  const facts = { amount: fact(yuan(900n)), termMonths: fact(24) };
  const distance = (clauses: Atom[][], known: RequestFacts = facts) =>
    nearMissDistance(evaluate(known, product({ clauses }), context));

  it('is the least number of false criteria over the clauses', () => {
    expect(distance([[amount, term], [term]])).toBe(1);
    expect(distance([[amount, term]])).toBe(2);
  });

  it('counts two conditions on one criterion once', () => {
    expect(distance([[amount, lowerAmount]])).toBe(1);
  });

  it('is not given while anything is unknown or a gate is closed', () => {
    expect(distance([[amount], [term]], { amount: fact(yuan(900n)) })).toBeUndefined();
    const shut = product({ published: false, clauses: [[amount]] });
    expect(nearMissDistance(evaluate(facts, shut, context))).toBeUndefined();
  });
});
