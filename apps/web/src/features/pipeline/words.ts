import type { CurrencyAmountView, PipelineOverview } from '@yinqi/contracts/pipeline';
import type { RouteResult } from '@yinqi/contracts/route';
import type { listPipelineRequests } from '@yinqi/contracts/pipeline';
import { amountIn, amountText, dateTimeText, listScale, shareText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { messages } from './messages.zh.js';
import type { Span } from './periods.js';

export type PipelineWords = Translate<typeof messages>;
export type Population = RouteResult<typeof listPipelineRequests>['population'];

type Basis = Pick<PipelineOverview, 'population' | 'asOf' | 'definitions'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const oneDecimal = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

/** A length of time in the unit people would use. */
export function spanText(ms: number, t: PipelineWords): string {
  if (ms < HOUR_MS) return t('time.minutes', { count: Math.max(1, Math.round(ms / MINUTE_MS)) });
  if (ms < 2 * DAY_MS) return t('time.hours', { count: oneDecimal(ms / HOUR_MS) });
  return t('time.days', { count: oneDecimal(ms / DAY_MS) });
}

const MINUTES_PER_HOUR = 60;

/** Working minutes as hours with one decimal at most. */
export const hoursText = (minutes: number): string => oneDecimal(minutes / MINUTES_PER_HOUR);

export const shareCell = (bp: number | null): string => (bp === null ? '—' : shareText(bp));

/** Yuan of a list of amounts by currency; null where there are none. */
export const yuanOf = (amounts: readonly CurrencyAmountView[]): string | null =>
  amounts.find(({ currency }) => currency === 'CNY')?.amountFen ?? null;

export const yuanCell = (amounts: readonly CurrencyAmountView[], language: Language): string => {
  const fen = yuanOf(amounts);
  return fen === null ? '—' : amountIn(fen, listScale(language));
};

/** Amounts of several currencies, never added up. */
export const amountsText = (amounts: readonly CurrencyAmountView[], language: Language): string =>
  amounts.length === 0
    ? '—'
    : amounts.map(({ currency, amountFen }) => amountText(amountFen, language, currency)).join(' + ');

/** Period, as-of, version of the definitions and whether the data are invented: said beside every figure. */
export const basisText = ({ population, asOf, definitions }: Basis, t: PipelineWords): string =>
  [
    t('overview.context', {
      period: periodText(population, t),
      asOf: dateTimeText(asOf),
      version: definitions.find(({ code }) => code === 'funnel')?.version ?? 1,
    }),
    ...(population.demo ? [t('overview.demo')] : []),
  ].join(' · ');

export function periodText({ from, to }: { [K in keyof Span]: string | null }, t: PipelineWords): string {
  if (from != null && to != null) return t('filter.custom', { from, to });
  if (from != null) return t('filter.since', { from });
  return to != null ? t('filter.until', { to }) : t('filter.all');
}
