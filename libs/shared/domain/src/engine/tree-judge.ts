import type { MatchContext, RequestFacts } from '../matching/index.js';
import { codesNamed, FAILS, HOLDS, judge, NOT_FALSE, type Condition } from './condition.js';

type PathOf = (attribute: 'region' | 'industry', code: string) => readonly string[];

/** One condition on a place or a trade, made ready for thousands of different facts. */
export function treeJudge(
  condition: Condition,
  attribute: 'region' | 'industry',
  context: MatchContext,
  pathOf: PathOf,
): (facts: RequestFacts) => number {
  const atoms = condition.atoms.map((atom) => {
    const named = new Set(codesNamed(atom));
    return {
      isWithin: atom.op === 'within',
      named,
      above: new Set([...named].flatMap((code) => pathOf(attribute, code))),
    };
  });
  const isPlain = condition.atoms.every(
    (atom) => atom.maxAgeDays === undefined && atom.minProvenance === undefined,
  );
  return (facts) => {
    const code = facts[attribute]?.value;
    const path = code === undefined ? [] : pathOf(attribute, code);
    // Evidence and codes outside the tables are rare, and left to the definition.
    if (!isPlain || code === undefined || path.length === 0) return judge(condition, facts, context);
    let bits = HOLDS;
    for (const { isWithin, named, above } of atoms) {
      const within = path.some((node) => named.has(node)) ? HOLDS : above.has(code) ? NOT_FALSE : FAILS;
      bits &= isWithin || within === NOT_FALSE ? within : HOLDS - within;
    }
    return bits;
  };
}
