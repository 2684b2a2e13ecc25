import type { MatchReader } from '@yinqi/domain/engine';
import type { RequestFacts } from '@yinqi/domain/matching';
import { pack, type RankedNumber } from './packed-result.js';

/** What of a result stands in columns, and the rest packed. */
export type Judged = {
  readonly eligible_count: number;
  readonly needs_information_count: number;
  readonly unavailable_count: number;
  readonly results: Uint8Array;
};

/** One request against every product of an index; `stored` holds the stored number of each of the index's own. */
export function judge(index: MatchReader, facts: RequestFacts, stored: Int32Array): Judged {
  const request = index.prepare(facts);
  const { eligibleCount, size, products, scores, clauses } = index.select(request);
  const top = Array.from({ length: size }, (_, at): RankedNumber => {
    const [number = 0, score = 0, clause = 0] = [products[at], scores[at], clauses[at]];
    return { number: stored[number] ?? 0, score, clause };
  });
  const lists = index.listed(request, stored);
  return {
    eligible_count: eligibleCount,
    needs_information_count: lists.needsInformation.length,
    unavailable_count: lists.unavailable.length,
    results: pack({ top, ...lists }),
  };
}
