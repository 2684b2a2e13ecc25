import type { Entry } from './entry.js';
import type { Balances } from './pool.js';

export interface FiguresAsOf extends Balances {
  /** Of the last entry made until then. */
  readonly version: number;
  readonly atMs: number;
}

/** A pool's figures at a past instant; undefined before its first entry. Entries in order of versions. */
export function figuresAsOf(entries: readonly Entry[], atMs: number): FiguresAsOf | undefined {
  const last = entries.filter((entry) => entry.atMs <= atMs).at(-1);
  return last && { ...last.after, version: last.version, atMs: last.atMs };
}

export interface RunOut {
  /** Average use of a day over the span looked at. */
  readonly perDayFen: bigint;
  readonly runsOutAtMs: number;
}

const DAY_MS = 86_400_000;
/** Shorter than this, a few loans would pass for a trend. */
export const SHORTEST_SPAN_DAYS = 14;

/**
 * When what is left will have been used if use goes on as it did on average over the span: a straight line, which
 * knows no seasons. Undefined while the span is too short to say, or when nothing was used in it.
 */
export function estimateRunOut({
  leftFen,
  usedFen,
  usedBeforeFen,
  spanMs,
  nowMs,
}: {
  readonly leftFen: bigint;
  readonly usedFen: bigint;
  /** Used at the beginning of the span. */
  readonly usedBeforeFen: bigint;
  readonly spanMs: number;
  readonly nowMs: number;
}): RunOut | undefined {
  const used = usedFen - usedBeforeFen;
  if (spanMs < SHORTEST_SPAN_DAYS * DAY_MS || used <= 0n) return undefined;
  const perDayFen = (used * BigInt(DAY_MS)) / BigInt(Math.trunc(spanMs));
  const restMs = (leftFen * BigInt(Math.trunc(spanMs))) / used;
  return { perDayFen, runsOutAtMs: nowMs + Number(restMs) };
}
