import type { MatchIndex } from '@yinqi/domain/engine';
import type { RequestFacts } from '@yinqi/domain/matching';
import { pack } from './packed-result.js';

/** What of a result stands in columns, and the rest packed. */
export type Judged = {
  readonly judged_count: number;
  readonly eligible_count: number;
  readonly needs_information_count: number;
  readonly unavailable_count: number;
  readonly results: Uint8Array;
};

/** One request against every product of an index; `numberOf` translates its product numbers into stored ones. */
export function judge(
  index: MatchIndex,
  facts: RequestFacts,
  numberOf: (own: number) => number,
  numberOfId: (productId: string) => number,
): Judged {
  const request = index.prepare(facts);
  const { eligibleCount, top } = index.rank(request);
  const lists = index.listed(request);
  const translated = (list: readonly number[]) => list.map(numberOf).sort((a, b) => a - b);
  return {
    judged_count: index.slots.ordered.length,
    eligible_count: eligibleCount,
    needs_information_count: lists.needsInformation.length,
    unavailable_count: lists.unavailable.length,
    results: pack({
      top: top.map(({ productId, score, clause }) => ({ number: numberOfId(productId), score, clause })),
      eligible: translated(lists.eligible),
      needsInformation: translated(lists.needsInformation),
      unavailable: translated(lists.unavailable),
    }),
  };
}
