import type { BreakdownRow } from '@yinqi/contracts/pipeline';
import type { FunnelStage } from '@yinqi/domain/metrics';
import type { Language } from '../../lib/i18n/language.js';
import { CITY_TILES } from './city-grid.data.js';

export const countAt = (row: Pick<BreakdownRow, 'stages'>, stage: FunnelStage): number =>
  row.stages.find((one) => one.stage === stage)?.count ?? 0;

/** Paid out ÷ registered, in basis points; null where nothing is registered. */
export function paidShareBp(row: BreakdownRow): number | null {
  const registered = countAt(row, 'registered');
  return registered === 0 ? null : Math.round((countAt(row, 'disbursed') * 10_000) / registered);
}

/** 苏州市商务局 → 苏州, Suzhou: what is said is the place, not the office. */
export const placeName = ({ name, regionCode, direct }: BreakdownRow, language: Language): string =>
  (language === 'en' && !direct ? CITY_TILES[regionCode ?? '']?.nameEn : undefined) ??
  name[language].replace(/(市|地区|县)?(商务局|商务委员会|管委会)$/, '');
