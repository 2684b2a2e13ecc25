import { basisPoints, lowerMedian, sumByCurrency } from './rate.js';
import type { CurrencyAmount, FunnelRow, FunnelStage } from './rows.js';
import { FUNNEL_STAGES } from './rows.js';

export interface FunnelStep {
  readonly stage: FunnelStage;
  readonly count: number;
  /** The requests counted, sorted: as many as `count`. */
  readonly requestIds: readonly string[];
  /** Requested up to accepted, approved limit at approved, paid out at disbursed. */
  readonly amounts: readonly CurrencyAmount[];
  /** Share of the stage before; null at the first stage and after an empty one. */
  readonly fromPreviousBp: number | null;
  /** Lower median of the time since the stage before, over requests that have both times. */
  readonly medianMs: number | null;
}

/** A request that reached a later stage has passed the earlier ones: an open listing is never "pushed" by name. */
function hasReached(row: FunnelRow, stageIndex: number, asOfMs: number): boolean {
  return FUNNEL_STAGES.slice(stageIndex).some((stage) => {
    const atMs = row.reachedAtMs[stage];
    return atMs !== undefined && atMs <= asOfMs;
  });
}

function amountsAt(stage: FunnelStage, rows: readonly FunnelRow[]): CurrencyAmount[] {
  if (stage === 'approved') return sumByCurrency(rows.flatMap((row) => row.approved));
  if (stage === 'disbursed') return sumByCurrency(rows.flatMap((row) => row.disbursed));
  return sumByCurrency(rows.map((row) => row.requested));
}

function elapsedMs(row: FunnelRow, from: FunnelStage | undefined, to: FunnelStage, asOfMs: number): number[] {
  const startMs = from === undefined ? undefined : row.reachedAtMs[from];
  const endMs = row.reachedAtMs[to];
  if (startMs === undefined || endMs === undefined || endMs > asOfMs) return [];
  return endMs >= startMs ? [endMs - startMs] : [];
}

/** The funnel over a population, one row per request, as it was known at a moment. */
export function funnel(rows: readonly FunnelRow[], asOfMs: number): FunnelStep[] {
  const unique = [...new Map(rows.map((row) => [row.requestId, row])).values()];
  const reached = FUNNEL_STAGES.map((_, index) => unique.filter((row) => hasReached(row, index, asOfMs)));
  return FUNNEL_STAGES.map((stage, index) => {
    const here = reached[index] ?? [];
    const before = reached[index - 1];
    return {
      stage,
      count: here.length,
      requestIds: here.map((row) => row.requestId).sort(),
      amounts: amountsAt(stage, here),
      fromPreviousBp: before === undefined ? null : basisPoints(BigInt(here.length), BigInt(before.length)),
      medianMs: lowerMedian(here.flatMap((row) => elapsedMs(row, FUNNEL_STAGES[index - 1], stage, asOfMs))),
    };
  });
}
