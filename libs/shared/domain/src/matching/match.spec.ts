import fc from 'fast-check';
import { evaluate } from './evaluate.js';
import type { RequestFacts } from './facts.js';
import { matchRequest, referenceEngine, TOP_K } from './match.js';
import { COMPONENTS, FULL_SCORE, POLICY_V1, policyFaults } from './policy.js';
import type { Atom } from './rules.js';
import { scoreClause } from './score.js';
import { catalogueArbitrary, context, fact, factsArbitrary, product } from './testing/arbitraries.js';

const WAN = 1_000_000n;

describe('scoreClause', () => {
  const clause: Atom[] = [
    { attribute: 'amount', op: 'between', operand: { min: 0n, max: 5000n * WAN } },
    { attribute: 'termMonths', op: 'lte', operand: 36 },
    { attribute: 'region', op: 'within', operand: ['320000', '320500'] },
    { attribute: 'industry', op: 'within', operand: ['C39'] },
    { attribute: 'collateral', op: 'intersects', operand: ['real_estate', 'land', 'deposit'] },
  ];
  const facts: RequestFacts = {
    amount: fact({ fen: 3200n * WAN, currency: 'CNY' }),
    termMonths: fact(12),
    region: fact('320583'),
    industry: fact('C3963'),
    collateral: fact({ members: ['real_estate', 'deposit'], complete: true }),
    rateCeilingBp: fact(450),
    sizeClass: fact('medium'),
    enterpriseLists: fact({ members: ['key-2026'], complete: true }),
  };
  const offer = product({
    rateFromBp: 385,
    conclusionDays: 6,
    preferredLists: ['key-2026', 'other'],
    responsiveness: 'prompt',
    facility: { ...product().facility, mechanism: 'RELENDING', headroom: 'moderate' },
  });

  it('adds up named contributions, each weight × points ÷ 1000 rounded down', () => {
    const { total, contributions } = scoreClause(facts, offer, clause, context, POLICY_V1);
    expect(contributions).toEqual({
      cost: 715, // (450 − 385) × 5 = 325 points of 2200
      programme: 980, // relending for a medium firm: 700 of 1400
      amountHeadroom: 432, // (5000 − 3200) ÷ 5000 = 360 of 1200
      termHeadroom: 532, // (36 − 12) ÷ 36 = 666 of 800 = 532.8
      region: 850, // city named: 850 of 1000
      industry: 585, // division named: 650 of 900
      collateral: 400, // two securities: 500 of 800
      speed: 350, // 1000 − 6 × 50 = 700 of 500
      lists: 200, // one of the favoured lists: 500 of 400
      facilityHeadroom: 280, // moderate: 700 of 400
      responsiveness: 400, // prompt: 1000 of 400
    });
    // 715 + 980 + 432 + 532 + 850 + 585 + 400 + 350 + 200 + 280 + 400
    expect(total).toBe(5724);
  });

  it('gives neutral points where a fact or tier is unknown', () => {
    const { contributions } = scoreClause({}, product(), [], context, POLICY_V1);
    expect(contributions).toMatchObject({
      cost: 1100,
      programme: 700,
      speed: 250,
      lists: 200,
      facilityHeadroom: 200,
      responsiveness: 200,
    });
  });

  it('takes the tightest upper bound of a clause', () => {
    const tight: Atom[] = [...clause, { attribute: 'amount', op: 'lt', operand: 4000n * WAN }];
    // (3,999.999999万 − 3,200万) ÷ 3,999.999999万 = 199 points of 1200 = 238.8
    expect(scoreClause(facts, offer, tight, context, POLICY_V1).contributions.amountHeadroom).toBe(238);
  });
});

describe('policyFaults', () => {
  it('accepts the published policy and names what is wrong with another', () => {
    expect(policyFaults(POLICY_V1)).toEqual([]);
    const { weights, points } = POLICY_V1;
    expect(policyFaults({ ...POLICY_V1, weights: { ...weights, cost: 2300 } })).toEqual([
      'weights add up to 10100, not 10000',
    ]);
    expect(policyFaults({ ...POLICY_V1, points: { ...points, perCollateral: 2.5 } })).toEqual([
      'perCollateral holds a figure that is no whole number within bounds',
    ]);
  });
});

describe('matchRequest', () => {
  const match = (facts: RequestFacts, products: Parameters<typeof matchRequest>[1]) =>
    matchRequest(facts, products, context, POLICY_V1);

  it('counts all that fit, ranks the best twenty and breaks ties by product id', () => {
    const products = Array.from({ length: 25 }, (_, index) =>
      product({ id: `p-${String(index).padStart(2, '0')}` }),
    );
    const cheap = product({ id: 'p-99', rateFromBp: 250 });
    const { eligibleCount, top } = match({ rateCeilingBp: fact(450) }, [...products.reverse(), cheap]);
    expect(eligibleCount).toBe(26);
    expect(top).toHaveLength(TOP_K);
    expect(top.slice(0, 3).map(({ productId }) => productId)).toEqual(['p-99', 'p-00', 'p-01']);
  });

  it('scores a product by its best clause, the first of equals', () => {
    const wide: Atom = { attribute: 'termMonths', op: 'lte', operand: 60 };
    const narrow: Atom = { attribute: 'termMonths', op: 'lte', operand: 12 };
    const { top } = match({ termMonths: fact(12) }, [product({ clauses: [[narrow], [wide], [wide]] })]);
    // 48 of 60 months left: 800 points of 800 = 640.
    expect(top[0]).toMatchObject({ clause: 1, contributions: { termHeadroom: 640 } });
  });

  it('refuses a catalogue in which a product stands twice', () => {
    expect(() => referenceEngine([product(), product()], context, POLICY_V1)).toThrow('stands twice');
  });

  it('gives every product the verdict of the definition, and scores that add up within 10,000', () => {
    fc.assert(
      fc.property(factsArbitrary, catalogueArbitrary, (facts, products) => {
        const result = match(facts, products);
        const verdicts = new Map(result.verdicts.map(({ productId, verdict }) => [productId, verdict]));
        expect(verdicts.size).toBe(products.length);
        for (const one of products) expect(verdicts.get(one.id)).toBe(evaluate(facts, one, context).verdict);
        const count = (wanted: string) =>
          [...verdicts.values()].filter((verdict) => verdict === wanted).length;
        expect(result.eligibleCount).toBe(count('eligible'));
        expect(result.needsInformation).toHaveLength(count('needs_information'));
        for (const { score, contributions } of result.top) {
          const parts = COMPONENTS.map((component) => contributions[component]);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(score);
          expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
          expect(score).toBeLessThanOrEqual(FULL_SCORE);
        }
      }),
    );
  });

  it('answers byte for byte the same however the catalogue is shuffled', () => {
    const shuffled = catalogueArbitrary.chain((products) =>
      fc.tuple(
        fc.constant(products),
        fc.shuffledSubarray([...products], { minLength: products.length, maxLength: products.length }),
      ),
    );
    fc.assert(
      fc.property(factsArbitrary, shuffled, (facts, [products, other]) => {
        const engine = referenceEngine(products, context, POLICY_V1);
        expect(JSON.stringify(match(facts, other))).toBe(JSON.stringify(engine.match(facts)));
      }),
    );
  });
});
