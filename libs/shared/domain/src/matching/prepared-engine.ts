import type { AtomResult } from './atoms.js';
import { evaluateAtom } from './atoms.js';
import type { MatchContext } from './context.js';
import { completeFacts } from './derive.js';
import type { EvaluatedClause, Verdict } from './evaluate.js';
import { missingFacts, verdictOf } from './evaluate.js';
import type { RequestFacts } from './facts.js';
import { evaluateGates } from './gates.js';
import type { Truth } from './kleene.js';
import { allOf, anyOf } from './kleene.js';
import type { MatchEngine, MatchResult, OpenProduct, RankedProduct } from './match.js';
import { byCodeUnits, TOP_K } from './match.js';
import type { MatchPolicy } from './policy.js';
import type { MatchProduct } from './product.js';
import type { Atom } from './rules.js';
import { scoreClause } from './score.js';

interface PreparedProduct {
  readonly product: MatchProduct;
  readonly gatesOpen: boolean;
  /** Places of each clause's conditions in the list of distinct ones. */
  readonly clauses: readonly (readonly number[])[];
}

/** Equal for conditions that judge alike; the bank's own wording judges nothing. */
const keyOf = ({ text: _wording, ...terms }: Atom): string =>
  JSON.stringify(terms, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

/**
 * Answers exactly as the reference does, sooner: gates are judged once for the day, and a condition that many
 * products share is judged once per request.
 */
export function preparedEngine(
  products: readonly MatchProduct[],
  context: MatchContext,
  policy: MatchPolicy,
): MatchEngine {
  const atoms: Atom[] = [];
  const places = new Map<string, number>();
  const placeOf = (atom: Atom): number => {
    const key = keyOf(atom);
    const place = places.get(key) ?? atoms.push(atom) - 1;
    places.set(key, place);
    return place;
  };
  const prepared = products
    .map((product): PreparedProduct => ({
      product,
      gatesOpen: evaluateGates(product, context.asOf).every(({ open }) => open),
      clauses: product.clauses.map((clause) => clause.map(placeOf)),
    }))
    .sort((a, b) => byCodeUnits(a.product.id, b.product.id));
  if (new Set(products.map(({ id }) => id)).size !== products.length) {
    throw new RangeError('a product stands twice in the catalogue');
  }
  return {
    match: (facts) => matchPrepared(completeFacts(facts, context), prepared, atoms, context, policy),
  };
}

function matchPrepared(
  facts: RequestFacts,
  prepared: readonly PreparedProduct[],
  atoms: readonly Atom[],
  context: MatchContext,
  policy: MatchPolicy,
): MatchResult {
  const judged = atoms.map((atom) => evaluateAtom(atom, facts, context));
  const verdicts: MatchResult['verdicts'][number][] = [];
  const needsInformation: OpenProduct[] = [];
  const ranked: RankedProduct[] = [];
  for (const one of prepared) {
    const { id, version } = one.product;
    const truths = one.clauses.map((clause) => truthOfClause(clause, judged));
    const verdict: Verdict = verdictOf(anyOf(truths), one.gatesOpen);
    verdicts.push({ productId: id, productVersion: version, verdict });
    if (verdict === 'needs_information') {
      needsInformation.push({ productId: id, missing: missingFacts(openClauses(one, truths, judged)) });
    } else if (verdict === 'eligible') {
      ranked.push(rankPrepared(facts, one.product, truths, context, policy));
    }
  }
  ranked.sort((a, b) => b.score - a.score || byCodeUnits(a.productId, b.productId));
  return {
    asOf: context.asOf,
    policyVersion: policy.version,
    eligibleCount: ranked.length,
    top: ranked.slice(0, TOP_K),
    verdicts,
    needsInformation,
  };
}

/** Stops at the first false condition: nothing after it can mend the clause. */
function truthOfClause(clause: readonly number[], judged: readonly AtomResult[]): Truth {
  let truth: Truth = allOf([]);
  for (const place of clause) {
    const atom = judged[place]?.truth ?? 'unknown';
    if (atom === 'false') return 'false';
    if (atom === 'unknown') truth = 'unknown';
  }
  return truth;
}

function openClauses(
  { product, clauses }: PreparedProduct,
  truths: readonly Truth[],
  judged: readonly AtomResult[],
): readonly EvaluatedClause[] {
  return truths.flatMap((truth, index) =>
    truth === 'unknown'
      ? [
          {
            index,
            truth,
            atoms: (product.clauses[index] ?? []).map((atom, position) => ({
              atom,
              ...(judged[clauses[index]?.[position] ?? -1] ?? { truth: 'unknown' }),
            })),
          },
        ]
      : [],
  );
}

function rankPrepared(
  facts: RequestFacts,
  product: MatchProduct,
  truths: readonly Truth[],
  context: MatchContext,
  policy: MatchPolicy,
): RankedProduct {
  let best: RankedProduct | undefined;
  for (const [index, clause] of product.clauses.entries()) {
    if (truths[index] !== 'true') continue;
    const { total, contributions } = scoreClause(facts, product, clause, context, policy);
    if (best === undefined || total > best.score) {
      best = { productId: product.id, score: total, contributions, clause: index };
    }
  }
  if (best === undefined) throw new Error(`product ${product.id} is eligible by no clause`);
  return best;
}
