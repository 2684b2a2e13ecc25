export const LPR_TENORS = ['1Y', '5Y'] as const;
export type LprTenor = (typeof LPR_TENORS)[number];

export interface LprQuote {
  readonly date: string;
  readonly oneYearBp: number;
  readonly fiveYearBp: number;
  /** False: believed, not compared with the publication; shown as unverified. */
  readonly verified: boolean;
}

export interface LprRate {
  readonly rateBp: number;
  /** Day of the publication the rate is read from. */
  readonly since: string;
  readonly verified: boolean;
}

const quote = (date: string, oneYearBp: number, fiveYearBp: number, verified = false): LprQuote => ({
  date,
  oneYearBp,
  fiveYearBp,
  verified,
});

/** Loan prime rates as published on the 20th by the 全国银行间同业拆借中心; from 2021 on only the changes. */
export const LPR_QUOTES: readonly LprQuote[] = [
  quote('2019-12-20', 415, 480),
  quote('2020-01-20', 415, 480, true),
  quote('2020-02-20', 405, 475),
  quote('2020-03-20', 405, 475),
  quote('2020-04-20', 385, 465),
  quote('2020-05-20', 385, 465),
  quote('2020-06-22', 385, 465),
  quote('2020-07-20', 385, 465),
  quote('2020-08-20', 385, 465),
  quote('2020-09-21', 385, 465),
  quote('2020-10-20', 385, 465),
  quote('2020-11-20', 385, 465),
  quote('2020-12-21', 385, 465),
  quote('2021-12-20', 380, 465),
  quote('2022-01-20', 370, 460),
  quote('2022-05-20', 370, 445),
  quote('2022-08-22', 365, 430),
  quote('2023-06-20', 355, 420),
  quote('2023-08-21', 345, 420),
  quote('2024-02-20', 345, 395),
  quote('2024-07-22', 335, 385),
  quote('2024-10-21', 310, 360),
  quote('2025-05-20', 300, 350),
];

/** The LPR that holds on a date; undefined before the first quote. An administrator's quotes may replace ours. */
export function lprOn(
  date: string,
  tenor: LprTenor,
  quotes: readonly LprQuote[] = LPR_QUOTES,
): LprRate | undefined {
  let latest: LprQuote | undefined;
  for (const candidate of quotes) {
    if (candidate.date <= date && (latest === undefined || candidate.date > latest.date)) latest = candidate;
  }
  if (latest === undefined) return undefined;
  const rateBp = tenor === '1Y' ? latest.oneYearBp : latest.fiveYearBp;
  return { rateBp, since: latest.date, verified: latest.verified };
}
