import { toHalfWidth } from './width.js';

export const CURRENCIES = ['CNY', 'USD', 'EUR', 'JPY', 'HKD', 'GBP', 'KRW', 'SGD'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** Decimal places of the minor unit (ISO 4217). */
export const MINOR_UNITS: Readonly<Record<Currency, number>> = {
  CNY: 2,
  USD: 2,
  EUR: 2,
  JPY: 0,
  HKD: 2,
  GBP: 2,
  KRW: 0,
  SGD: 2,
};

/** Name of each currency as Chinese amounts end: 3,200万美元. */
export const CURRENCY_NAMES_ZH: Readonly<Record<Currency, string>> = {
  CNY: '元',
  USD: '美元',
  EUR: '欧元',
  JPY: '日元',
  HKD: '港元',
  GBP: '英镑',
  KRW: '韩元',
  SGD: '新加坡元',
};

const WORDS: Readonly<Record<Currency, readonly string[]>> = {
  CNY: ['人民币', 'CNY', 'RMB', '¥', '￥'],
  USD: ['美元', '美金', 'USD', 'US$', '$'],
  EUR: ['欧元', 'EUR', '€'],
  JPY: ['日元', '日币', '日圆', 'JPY'],
  HKD: ['港元', '港币', '港纸', 'HKD', 'HK$'],
  GBP: ['英镑', 'GBP', '£'],
  KRW: ['韩元', '韩币', '韩圆', 'KRW', '₩'],
  SGD: ['新加坡元', '新币', '新元', 'SGD', 'S$'],
};

export interface CurrencyWord {
  readonly word: string;
  readonly currency: Currency;
}

// Longest first, so that HK$ is not read as $ and 新加坡元 not as 元 left over.
const BY_LENGTH: readonly CurrencyWord[] = CURRENCIES.flatMap((currency) =>
  WORDS[currency].map((word) => ({ word, currency })),
).sort((left, right) => right.word.length - left.word.length);

/** The currency word a text contains. */
export function findCurrencyWord(text: string): CurrencyWord | undefined {
  const upper = text.toUpperCase();
  return BY_LENGTH.find(({ word }) => upper.includes(word));
}

/** The currency a cell names as a whole: 人民币, 美元, USD, 元. */
export function parseCurrency(text: string): Currency | undefined {
  const clean = toHalfWidth(text).trim().toUpperCase();
  if (clean === '元' || clean === '本币') return 'CNY';
  const found = findCurrencyWord(clean);
  if (found === undefined) return undefined;
  const rest = clean.replace(found.word, '').replace(/[()\s]/g, '');
  return rest === '' || rest === '元' || parseCurrency(rest) === found.currency ? found.currency : undefined;
}
