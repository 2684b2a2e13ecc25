import type { Attribute, MatchProduct, RequestFacts } from '../matching/index.js';
import { ATTRIBUTES, matchRequest, POLICY_V1 } from '../matching/index.js';
import { fact, product } from '../matching/testing/arbitraries.js';
import { RequestIndex } from './request-index.js';
import { context, Dice, randomFacts, randomProduct, type WorldProfile } from './testing/worlds.js';

const FEW: readonly Attribute[] = ['amount', 'region', 'industry', 'collateral', 'sizeClass'];

const outcome = (facts: RequestFacts, one: MatchProduct | undefined) => {
  const result = one && matchRequest(facts, [one], context, POLICY_V1);
  return { verdict: result?.verdicts[0]?.verdict ?? 'ineligible', rank: JSON.stringify(result?.top ?? []) };
};

/** A neighbour of a product: most edits change one thing only. */
function edited(dice: Dice, before: MatchProduct, profile: WorldProfile): MatchProduct {
  const other = randomProduct(dice, before.id, profile);
  switch (dice.below(4)) {
    case 0:
      return { ...before, version: before.version + 1, facility: other.facility };
    case 1:
      return { ...before, conclusionDays: 3, preferredLists: other.preferredLists };
    case 2:
      return { ...before, published: !before.published };
    default:
      return other;
  }
}

describe('percolation', () => {
  it('touches exactly the requests that the definition answers otherwise', () => {
    let touched = 0;
    for (let seed = 1; seed <= 15; seed += 1) {
      const dice = new Dice(seed);
      const attributes = dice.chance(0.5) ? FEW : ATTRIBUTES;
      const profile: WorldProfile = { attributes, products: 1, unknown: dice.pick([0, 0.1, 0.4]) };
      const requests = new Map(
        Array.from({ length: 40 }, (_, at) => [`r-${at}`, randomFacts(dice, profile)]),
      );
      const index = new RequestIndex(
        [...requests].map(([id, facts]) => ({ id, facts })),
        context,
        16_384,
      );
      for (let step = 0; step < 10; step += 1) {
        const before = dice.chance(0.1) ? undefined : randomProduct(dice, 'p', profile);
        const after = dice.chance(0.1)
          ? undefined
          : edited(dice, before ?? randomProduct(dice, 'p', profile), profile);
        const { gained, lost, reconsidered, reranked } = index.affected(before, after);
        for (const [id, facts] of requests) {
          const [was, is] = [outcome(facts, before), outcome(facts, after)];
          const [fitted, fits] = [was.verdict === 'eligible', is.verdict === 'eligible'];
          expect(gained.includes(id)).toBe(fits && !fitted);
          expect(lost.includes(id)).toBe(fitted && !fits);
          expect(reconsidered.includes(id)).toBe(!fits && !fitted && was.verdict !== is.verdict);
          // Whatever ranks differently is among the reranked; those also hold scores that came out the same.
          if (fits && fitted && was.rank !== is.rank) expect(reranked).toContain(id);
          expect(reranked.includes(id) && !(fits && fitted)).toBe(false);
        }
        if (after !== undefined) {
          const eligible = [...requests.values()].filter(
            (facts) => outcome(facts, after).verdict === 'eligible',
          ).length;
          expect(index.preview(before, after)).toEqual({
            eligible,
            gained: gained.length,
            lost: lost.length,
          });
        }
        touched += gained.length + lost.length + reconsidered.length + reranked.length;
        const id = `r-${dice.below(60)}`;
        if (dice.chance(0.3)) {
          requests.delete(id);
          index.remove(id);
        } else {
          const facts = randomFacts(dice, profile);
          requests.set(id, facts);
          index.put({ id, facts });
        }
      }
    }
    expect(touched).toBeGreaterThan(200);
  });

  it('leaves everyone alone when only the version changed', () => {
    const index = new RequestIndex([{ id: 'r-1', facts: { firstLoan: fact(true) } }], context);
    const changed = index.affected(product(), product({ version: 2 }));
    expect(changed).toEqual({ gained: [], lost: [], reconsidered: [], reranked: [] });
  });

  it('refuses a request that stands there twice, and a product that could not be matched', () => {
    const request = { id: 'r-1', facts: {} };
    expect(() => new RequestIndex([request, request], context)).toThrow(/twice/);
    const broken = product({ clauses: [[{ attribute: 'amount', op: 'lte', operand: 2n ** 60n }]] });
    expect(() => new RequestIndex([request], context).affected(undefined, broken)).toThrow(/amount/);
  });
});
