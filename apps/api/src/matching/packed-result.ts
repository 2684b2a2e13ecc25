import {
  COMPONENTS,
  VERDICTS,
  type Contributions,
  type MatchResult,
  type MissingFact,
  type Verdict,
} from '@yinqi/domain/matching';

/** One product's line in a stored result. */
export type StoredVerdict = {
  readonly productId: string;
  readonly productVersion: number;
  readonly verdict: Verdict;
  readonly score: number | null;
  readonly clause: number | null;
  readonly contributions: Contributions | null;
  readonly missing: readonly MissingFact[];
};

type PackedMissing = readonly [attribute: MissingFact['attribute'], reason: MissingFact['reason']];
/** Trailing blanks are left out. */
export type PackedLine = readonly [
  productId: string,
  productVersion: number,
  verdict: number,
  score?: number | null,
  clause?: number | null,
  contributions?: readonly number[] | null,
  missing?: readonly PackedMissing[],
];

/** Products that do not fit are left out: they are those of the catalogue that the result does not list. */
export function pack(result: MatchResult): PackedLine[] {
  const ranked = new Map(result.top.map((line) => [line.productId, line]));
  const open = new Map(result.needsInformation.map((line) => [line.productId, line.missing]));
  const listed = result.verdicts.filter(({ verdict }) => verdict !== 'ineligible');
  return listed.map(({ productId, productVersion, verdict }): PackedLine => {
    const head = [productId, productVersion, VERDICTS.indexOf(verdict)] as const;
    const rank = ranked.get(productId);
    if (rank) {
      const parts = COMPONENTS.map((component) => rank.contributions[component]);
      return [...head, rank.score, rank.clause, parts];
    }
    const missing = open.get(productId);
    if (!missing) return head;
    return [...head, null, null, null, missing.map(({ attribute, reason }) => [attribute, reason])];
  });
}

export const unpack = (lines: readonly PackedLine[]): StoredVerdict[] =>
  lines.map(([productId, productVersion, verdict, score, clause, parts, missing]) => ({
    productId,
    productVersion,
    verdict: VERDICTS[verdict] ?? 'ineligible',
    score: score ?? null,
    clause: clause ?? null,
    contributions: parts ? contributionsOf(parts) : null,
    missing: (missing ?? []).map(([attribute, reason]) => ({ attribute, reason })),
  }));

function contributionsOf(parts: readonly number[]): Contributions {
  const named = COMPONENTS.map((component, index) => [component, parts[index] ?? 0] as const);
  // Built from COMPONENTS, hence complete.
  return Object.fromEntries(named) as Contributions;
}
