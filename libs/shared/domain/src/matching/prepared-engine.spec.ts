import fc from 'fast-check';
import { referenceEngine } from './match.js';
import { POLICY_V1 } from './policy.js';
import { preparedEngine } from './prepared-engine.js';
import type { Atom } from './rules.js';
import { catalogueArbitrary, context, fact, factsArbitrary, product } from './testing/arbitraries.js';

describe('the prepared engine', () => {
  it('answers exactly as the reference does', () => {
    fc.assert(
      fc.property(
        catalogueArbitrary,
        fc.array(factsArbitrary, { minLength: 1, maxLength: 5 }),
        (products, requests) => {
          const prepared = preparedEngine(products, context, POLICY_V1);
          const reference = referenceEngine(products, context, POLICY_V1);
          for (const facts of requests) expect(prepared.match(facts)).toEqual(reference.match(facts));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells amounts in fen from plain numbers, and one wording from another only where it judges', () => {
    const term: Atom = { attribute: 'termMonths', op: 'lte', operand: 12 };
    const worded: Atom = { ...term, text: { zh: '一年以内', en: 'within a year' } };
    const longer: Atom = { ...term, operand: 24 };
    const products = [term, worded, longer].map((atom, index) =>
      product({ id: `p-${index}`, clauses: [[atom]] }),
    );
    const { verdicts } = preparedEngine(products, context, POLICY_V1).match({ termMonths: fact(18) });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['ineligible', 'ineligible', 'eligible']);
  });

  it('refuses a catalogue that names a product twice', () => {
    expect(() => preparedEngine([product(), product()], context, POLICY_V1)).toThrow(RangeError);
  });
});
