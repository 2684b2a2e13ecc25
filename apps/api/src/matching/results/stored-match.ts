import { VERDICTS, type Verdict } from '@yinqi/domain/matching';
import type { MatchRow } from './matching.store.js';
import { unpack } from './packed-result.js';
import type { ProductNumbers } from '../catalogue/product-numbers.js';

/** One product's line in a stored result; only the best are ranked. */
export type StoredVerdict = {
  readonly productId: string;
  readonly verdict: Verdict;
  readonly score: number | null;
  readonly clause: number | null;
};

/** A stored result with what it was made of. */
export type StoredMatch = {
  readonly requestId: string;
  readonly contentVersion: number;
  readonly asOf: string;
  readonly computedAt: string;
  readonly policyVersion: string;
  readonly engineVersion: string;
  readonly judgedCount: number;
  readonly eligibleCount: number;
  readonly needsInformationCount: number;
  readonly unavailableCount: number;
  /** Every product but those that do not fit. */
  readonly verdicts: readonly StoredVerdict[];
};

export const storedOf = (row: MatchRow, numbers: ProductNumbers): StoredMatch => ({
  requestId: row.request_id,
  contentVersion: row.content_version,
  asOf: row.as_of,
  computedAt: row.computed_at,
  policyVersion: row.policy_version,
  engineVersion: row.engine_version,
  judgedCount: row.judged_count,
  eligibleCount: row.eligible_count,
  needsInformationCount: row.needs_information_count,
  unavailableCount: row.unavailable_count,
  verdicts: verdictsOf(row.results, numbers),
});

function verdictsOf(results: Uint8Array, numbers: ProductNumbers): StoredVerdict[] {
  const packed = unpack(results);
  const ranked = new Map(packed.top.map((line) => [line.number, line]));
  const lists: Readonly<Record<Verdict, readonly number[]>> = {
    eligible: packed.eligible,
    needs_information: packed.needsInformation,
    unavailable: packed.unavailable,
    ineligible: [],
  };
  return VERDICTS.flatMap((verdict) =>
    lists[verdict].map((number): StoredVerdict => {
      const { score = null, clause = null } = ranked.get(number) ?? {};
      return { productId: numbers.idOf(number), verdict, score, clause };
    }),
  );
}
