import type { BreakdownRow } from '@yinqi/contracts/pipeline';
import type { FunnelStage } from '@yinqi/domain/metrics';

export const countAt = (row: Pick<BreakdownRow, 'stages'>, stage: FunnelStage): number =>
  row.stages.find((one) => one.stage === stage)?.count ?? 0;

/** Paid out ÷ registered, in basis points; null where nothing is registered. */
export function paidShareBp(row: BreakdownRow): number | null {
  const registered = countAt(row, 'registered');
  return registered === 0 ? null : Math.round((countAt(row, 'disbursed') * 10_000) / registered);
}

/** 苏州市商务局 → 苏州: the tile says the place, not the office. */
export const shortPlace = (name: string): string =>
  name.replace(/(市|地区|县)?(商务局|商务委员会|管委会)$/, '');
