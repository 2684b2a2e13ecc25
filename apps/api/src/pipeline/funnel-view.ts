import type { BreakdownRow, CurrencyAmountView, FunnelStepView } from '@yinqi/contracts/pipeline';
import { basisPoints, FUNNEL_STAGES, type FunnelStage } from '@yinqi/domain/metrics';
import type { FunnelRow, MedianRow } from './pipeline.store.js';

const countOf = (rows: readonly FunnelRow[], stage: FunnelStage, what: 'count' | 'late'): number =>
  rows.reduce((sum, row) => sum + row[`${stage}_${what}`], 0);

/** Currencies apart, none where nothing was reached. */
const amountsOf = (rows: readonly FunnelRow[], stage: FunnelStage): CurrencyAmountView[] =>
  rows
    .filter((row) => row[`${stage}_count`] > 0)
    .map((row) => ({ currency: row.currency, amountFen: row[`${stage}_fen`] }));

/** One row per currency → the steps of the whole. */
export function stepsOf(rows: readonly FunnelRow[], medians: MedianRow | undefined): FunnelStepView[] {
  const counts = FUNNEL_STAGES.map((stage) => countOf(rows, stage, 'count'));
  return FUNNEL_STAGES.map((stage, index) => {
    const before = counts[index - 1];
    const ms = medians?.[`${stage}_ms`] ?? null;
    return {
      stage,
      count: counts[index] ?? 0,
      late: countOf(rows, stage, 'late'),
      amounts: amountsOf(rows, stage),
      fromPreviousBp: before === undefined ? null : basisPoints(BigInt(counts[index] ?? 0), BigInt(before)),
      medianMs: ms === null ? null : Math.round(ms),
    };
  });
}

export type Group = Pick<BreakdownRow, 'key' | 'name' | 'direct' | 'regionCode'>;

/** One line of a breakdown. */
export const breakdownRow = (group: Group, rows: readonly FunnelRow[]): BreakdownRow => ({
  ...group,
  stages: FUNNEL_STAGES.map((stage) => ({
    stage,
    count: countOf(rows, stage, 'count'),
    late: countOf(rows, stage, 'late'),
  })),
  requested: amountsOf(rows, 'registered'),
  approved: amountsOf(rows, 'approved'),
  disbursed: amountsOf(rows, 'disbursed'),
});
