import type { Attribute, Change, MatchProduct, RequestFacts } from '../../matching/index.js';
import { applyChanges, ATTRIBUTES, evaluate, nearMissDistance } from '../../matching/index.js';
import type { NearMisses } from '../near-miss.js';
import { context } from './worlds.js';

/** Product by product through the definition, and each piece of advice by asking it again with the changed facts. */
export function nearMissesByDefinition(
  facts: RequestFacts,
  products: readonly MatchProduct[],
  found: NearMisses,
) {
  const near = products.filter((one) => nearMissDistance(evaluate(facts, one, context)) === 1);
  const soleBlockers = (one: MatchProduct): ReadonlySet<Attribute> => {
    const failing = evaluate(facts, one, context).clauses.map(
      ({ atoms }) =>
        new Set(atoms.filter(({ truth }) => truth === 'false').map(({ atom }) => atom.attribute)),
    );
    return new Set(failing.filter(({ size }) => size === 1).flatMap((attributes) => [...attributes]));
  };
  const wonBy = (attribute: Attribute, change: Change) =>
    near.filter(
      (one) =>
        soleBlockers(one).has(attribute) &&
        evaluate(applyChanges(facts, [change]), one, context).verdict === 'eligible',
    );
  const blockers = ATTRIBUTES.map((attribute) => ({
    attribute,
    count: near.filter((one) => soleBlockers(one).has(attribute)).length,
  })).filter(({ count }) => count > 0);
  return {
    count: near.length,
    productIds: near.map(({ id }) => id).sort(),
    blockers: blockers
      .sort((a, b) => b.count - a.count || (a.attribute < b.attribute ? -1 : 1))
      .map(({ attribute, count }) => {
        const given = found.blockers.find((one) => one.attribute === attribute);
        const advice = (given?.advice ?? []).map(({ change }) => ({
          change,
          adds: wonBy(attribute, change).length,
        }));
        return { attribute, count, advice };
      }),
  };
}
