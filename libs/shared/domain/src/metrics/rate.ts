import type { CurrencyAmount } from './rows.js';

/** A share with the rows behind it: what a page shows as a number must open exactly these rows. */
export interface Rate {
  readonly numeratorIds: readonly string[];
  readonly denominatorIds: readonly string[];
  /** Basis points, rounded half up; null when there is nothing to divide by. */
  readonly bp: number | null;
}

export interface AmountRate {
  readonly currency: string;
  readonly numeratorFen: bigint;
  readonly denominatorFen: bigint;
  readonly bp: number | null;
}

/** Divides two non-negative whole numbers into basis points, rounding half up. */
export function basisPoints(numerator: bigint, denominator: bigint): number | null {
  if (denominator <= 0n) return null;
  return Number((numerator * 20_000n + denominator) / (denominator * 2n));
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** Counts distinct ids on both sides. */
export function rateOf(numerator: readonly string[], denominator: readonly string[]): Rate {
  const numeratorIds = distinct(numerator);
  const denominatorIds = distinct(denominator);
  const bp = basisPoints(BigInt(numeratorIds.length), BigInt(denominatorIds.length));
  return { numeratorIds, denominatorIds, bp };
}

/** Adds amounts up, each currency for itself, in the order of their codes. */
export function sumByCurrency(amounts: readonly CurrencyAmount[]): CurrencyAmount[] {
  const sums = new Map<string, bigint>();
  for (const { currency, amountFen } of amounts) {
    sums.set(currency, (sums.get(currency) ?? 0n) + amountFen);
  }
  return [...sums]
    .map(([currency, amountFen]) => ({ currency, amountFen }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** Divides two sets of amounts currency by currency; a currency without a denominator has no rate. */
export function amountRates(
  numerator: readonly CurrencyAmount[],
  denominator: readonly CurrencyAmount[],
): AmountRate[] {
  const tops = new Map(sumByCurrency(numerator).map((one) => [one.currency, one.amountFen]));
  return sumByCurrency(denominator).map(({ currency, amountFen }) => {
    const numeratorFen = tops.get(currency) ?? 0n;
    return {
      currency,
      numeratorFen,
      denominatorFen: amountFen,
      bp: basisPoints(numeratorFen, amountFen),
    };
  });
}

/** The smallest value that so many basis points of all do not exceed: one that occurs, as percentile_disc in SQL. */
export function nearestRank(values: readonly number[], bp: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * bp) / 10_000) - 1] ?? null;
}

/** The lower median. */
export const lowerMedian = (values: readonly number[]): number | null => nearestRank(values, 5_000);
