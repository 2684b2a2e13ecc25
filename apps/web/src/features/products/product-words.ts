import type { ProductItem, ProductLimits } from '@yinqi/contracts/products';
import { amountIn, listScale, percentText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { Pigment } from '../../ui/tag.js';
import type { messages } from './messages.zh.js';

export type ProductWords = Translate<typeof messages>;

export const STATUS_PIGMENT: Readonly<Record<ProductItem['status'], Pigment>> = {
  draft: 'violet',
  published: 'malachite',
  withdrawn: 'plain',
};
export const FRESHNESS_PIGMENT: Readonly<Record<NonNullable<ProductItem['freshness']>, Pigment>> = {
  fresh: 'plain',
  due: 'ochre',
  lapsed: 'cinnabar',
};

export const nameIn = (language: Language, zh: string, en: string | null): string =>
  language === 'en' ? (en ?? zh) : zh;

function rangeText(min: string | null, max: string | null, t: ProductWords): string {
  if (min !== null && max !== null) return t('value.range', { min, max });
  if (max !== null) return t('value.upTo', { max });
  return min === null ? t('value.any') : t('value.from', { min });
}

/** Without the unit, which stands in the column's head. */
export function amountRange(limits: ProductLimits, language: Language, t: ProductWords): string {
  const text = (fen: string | null) => (fen === null ? null : amountIn(fen, listScale(language)));
  return rangeText(text(limits.amountMinFen), text(limits.amountMaxFen), t);
}

/** With the unit, for running text: `200–10,000 万元`, `CNY 2–100 m`. */
export function amountWithUnit(limits: ProductLimits, language: Language, t: ProductWords): string {
  if (limits.amountMinFen === null && limits.amountMaxFen === null) return t('value.any');
  return t('value.amount', { range: amountRange(limits, language, t) });
}

export function termRange({ termMinMonths, termMaxMonths }: ProductLimits, t: ProductWords): string {
  const text = (months: number | null) => (months === null ? null : String(months));
  return rangeText(text(termMinMonths), text(termMaxMonths), t);
}

type Rates = Pick<ProductItem, 'rateFromBp' | 'rateToBp'>;
export function rateRange({ rateFromBp, rateToBp }: Rates, t: ProductWords): string {
  if (rateFromBp === null) return rateToBp === null ? '—' : t('value.upTo', { max: percentText(rateToBp) });
  const from = percentText(rateFromBp);
  if (rateToBp === null) return t('value.rateFrom', { from });
  return rateToBp === rateFromBp ? from : t('value.range', { min: from, max: percentText(rateToBp) });
}
