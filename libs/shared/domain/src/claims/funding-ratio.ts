import type { IsoDate } from '../matching/index.js';

/** The share of a loan that the holder of a tool reimburses, for loans paid out from a day on. */
export interface FundingRatio {
  readonly since: IsoDate;
  readonly ratioBp: number;
}

const WHOLE_BP = 10_000;

/** Which share of a loan paid out that day is reimbursed: the whole of it where nothing is set for the day. */
export function fundingRatioOn(ratios: readonly FundingRatio[], day: IsoDate): number {
  const begun = ratios.filter(({ since }) => since <= day);
  const latest = begun.reduce<FundingRatio | undefined>(
    (last, one) => (last === undefined || one.since > last.since ? one : last),
    undefined,
  );
  return latest?.ratioBp ?? WHOLE_BP;
}

/** What can be claimed of a loan: its share in whole fen, never a fen more. */
export const claimableFen = (lentFen: bigint, ratioBp: number): bigint =>
  (lentFen * BigInt(ratioBp)) / BigInt(WHOLE_BP);
