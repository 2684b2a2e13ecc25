import type { MatchContext } from './context.js';
import { completeFacts } from './derive.js';
import type { Evaluation, MissingFact, Verdict } from './evaluate.js';
import { evaluate } from './evaluate.js';
import type { IsoDate, RequestFacts } from './facts.js';
import type { Contributions, MatchPolicy } from './policy.js';
import type { MatchProduct } from './product.js';
import type { Score } from './score.js';
import { scoreClause } from './score.js';

/** How many ranked products a result keeps; the exact count stands beside them. */
export const TOP_K = 20;

export interface RankedProduct {
  readonly productId: string;
  readonly score: number;
  readonly contributions: Contributions;
  /** The clause that scored best. */
  readonly clause: number;
}
export interface ProductVerdict {
  readonly productId: string;
  readonly productVersion: number;
  readonly verdict: Verdict;
}
export interface OpenProduct {
  readonly productId: string;
  readonly missing: readonly MissingFact[];
}
/** Plain JSON; every list but `top` is in product order. */
export interface MatchResult {
  readonly asOf: IsoDate;
  readonly policyVersion: string;
  readonly eligibleCount: number;
  readonly top: readonly RankedProduct[];
  readonly verdicts: readonly ProductVerdict[];
  readonly needsInformation: readonly OpenProduct[];
}

/** What the reference below answers and every faster engine must answer equally. */
export interface MatchEngine {
  match(facts: RequestFacts): MatchResult;
}

/** The engine that evaluates every product as the definition says. */
export function referenceEngine(
  products: readonly MatchProduct[],
  context: MatchContext,
  policy: MatchPolicy,
): MatchEngine {
  if (new Set(products.map(({ id }) => id)).size !== products.length) {
    throw new RangeError('a product stands twice in the catalogue');
  }
  return { match: (facts) => matchRequest(facts, products, context, policy) };
}

/** Every product's verdict for one request, the exact number that fit, and the best of them. */
export function matchRequest(
  facts: RequestFacts,
  products: readonly MatchProduct[],
  context: MatchContext,
  policy: MatchPolicy,
): MatchResult {
  const known = completeFacts(facts, context);
  const evaluated = products
    .map((product) => ({ product, evaluation: evaluate(known, product, context) }))
    .sort((a, b) => byCodeUnits(a.product.id, b.product.id));
  const ranked = evaluated
    .filter(({ evaluation }) => evaluation.verdict === 'eligible')
    .map(({ product, evaluation }) => rank(known, product, evaluation, context, policy))
    .sort((a, b) => b.score - a.score || byCodeUnits(a.productId, b.productId));
  return {
    asOf: context.asOf,
    policyVersion: policy.version,
    eligibleCount: ranked.length,
    top: ranked.slice(0, TOP_K),
    verdicts: evaluated.map(({ product, evaluation }) => ({
      productId: product.id,
      productVersion: product.version,
      verdict: evaluation.verdict,
    })),
    needsInformation: evaluated
      .filter(({ evaluation }) => evaluation.verdict === 'needs_information')
      .map(({ evaluation }) => ({ productId: evaluation.productId, missing: evaluation.missing })),
  };
}

function rank(
  facts: RequestFacts,
  product: MatchProduct,
  evaluation: Evaluation,
  context: MatchContext,
  policy: MatchPolicy,
): RankedProduct {
  let best: { readonly score: Score; readonly clause: number } | undefined;
  for (const { index, truth, atoms } of evaluation.clauses) {
    if (truth !== 'true') continue;
    const clause = atoms.map(({ atom }) => atom);
    const score = scoreClause(facts, product, clause, context, policy);
    if (best === undefined || score.total > best.score.total) best = { score, clause: index };
  }
  if (best === undefined) throw new Error(`product ${product.id} is eligible by no clause`);
  const { total, contributions } = best.score;
  return { productId: product.id, score: total, contributions, clause: best.clause };
}

// Not localeCompare: the order of ids must not depend on the machine's language.
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
