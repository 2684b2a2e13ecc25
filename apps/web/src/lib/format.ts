import { CURRENCY_NAMES_ZH, divideRounded, MINOR_UNITS, type Currency } from '@yinqi/domain/money';
import type { Language } from './i18n/language.js';

export const AMOUNT_SCALES = ['yuan', 'wan', 'yi', 'million', 'billion'] as const;
export type AmountScale = (typeof AMOUNT_SCALES)[number];

const POWER: Readonly<Record<AmountScale, number>> = { yuan: 0, wan: 4, yi: 8, million: 6, billion: 9 };

const minorPer = (scale: AmountScale, currency: Currency): bigint =>
  10n ** BigInt(POWER[scale] + MINOR_UNITS[currency]);

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** 3200000000 fen in 万元 → `3,200`; at most two decimals, rounded half up, closing zeros dropped. */
export function amountIn(minor: bigint | string, scale: AmountScale, currency: Currency = 'CNY'): string {
  const value = BigInt(minor);
  const hundredths = divideRounded((value < 0n ? -value : value) * 100n, minorPer(scale, currency));
  const fraction = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  const sign = value < 0n && hundredths > 0n ? '−' : '';
  return `${sign}${group((hundredths / 100n).toString())}${fraction === '' ? '' : `.${fraction}`}`;
}

const SCALE_WORD: Readonly<Record<AmountScale, string>> = {
  yuan: '元',
  wan: '万元',
  yi: '亿元',
  million: 'CNY m',
  billion: 'CNY bn',
};

/** The unit a list of amounts is shown in: 万元 in Chinese, millions of yuan in English. */
export const listScale = (language: Language): AmountScale => (language === 'zh' ? 'wan' : 'million');

export const scaleWord = (scale: AmountScale): string => SCALE_WORD[scale];

const TENTH_OF_A_MILLION = 5;

/** An amount with its unit for running text: `3,200 万元`, `CNY 32 m`, `CNY 45,000`, `500 万美元`, `USD 5 m`. */
export function amountText(minor: bigint | string, language: Language, currency: Currency = 'CNY'): string {
  if (language === 'zh') return `${amountIn(minor, 'wan', currency)} 万${CURRENCY_NAMES_ZH[currency]}`;
  const value = BigInt(minor);
  const least = 10n ** BigInt(TENTH_OF_A_MILLION + MINOR_UNITS[currency]);
  return (value < 0n ? -value : value) < least
    ? `${currency} ${amountIn(value, 'yuan', currency)}`
    : `${currency} ${amountIn(value, 'million', currency)} m`;
}

export type Figure = {
  /** What stands before the number: the currency in English. */
  readonly lead?: string;
  readonly value: string;
  readonly unit: string;
};

/** A total in the larger unit where it fits, number and unit apart for a statement strip. */
export function figure(fen: bigint | string, language: Language): Figure {
  const value = BigInt(fen);
  const large = language === 'zh' ? 'yi' : 'billion';
  const isLarge = (value < 0n ? -value : value) >= minorPer(large, 'CNY');
  const scale = isLarge ? large : listScale(language);
  const [lead, unit] = scaleWord(scale).split(' ');
  const number = amountIn(value, scale);
  return lead === undefined || unit === undefined
    ? { value: number, unit: scaleWord(scale) }
    : { lead, value: number, unit };
}

/** The same in one piece: `5,700 亿元`, `CNY 570 bn`. */
export function figureText(fen: bigint | string, language: Language): string {
  const { lead, value, unit } = figure(fen, language);
  return `${lead === undefined ? '' : `${lead} `}${value} ${unit}`;
}

export const countText = (count: number): string => group(String(Math.trunc(count)));

/** Basis points as a percentage: 305 → `3.05%`, 9730 → `97.3%`. */
export function percentText(basisPoints: number): string {
  return `${(basisPoints / 100).toFixed(2).replace(/\.?0+$/, '')}%`;
}

/** A rate in a column, every row with two decimals: 470 → `4.70%`. */
export const rateText = (basisPoints: number): string => `${(basisPoints / 100).toFixed(2)}%`;

/** A share in a column, every row with one decimal: 4530 → `45.3%`, 10000 → `100.0%`. */
export const shareText = (basisPoints: number): string => `${(basisPoints / 100).toFixed(1)}%`;

// China keeps one time zone without daylight saving, whatever the reader's device says.
const BEIJING_OFFSET_MS = 8 * 3_600_000;

const beijing = (instant: string): string => new Date(Date.parse(instant) + BEIJING_OFFSET_MS).toISOString();

/** `2026-11-22` of an instant, in Beijing time. */
export const dateText = (instant: string): string => beijing(instant).slice(0, 10);

/** `2026-11-22 09:12` of an instant, in Beijing time. */
export const dateTimeText = (instant: string): string => beijing(instant).slice(0, 16).replace('T', ' ');

const DAY_MS = 86_400_000;

/** A deadline: the end of a day is said as `2026-12-04 24:00`, since `2026-12-05 00:00` is read a day late. */
export function deadlineText(instant: string): string {
  const text = dateTimeText(instant);
  if (!text.endsWith(' 00:00')) return text;
  return `${dateText(new Date(Date.parse(instant) - DAY_MS).toISOString())} 24:00`;
}

/** Office hours of the calendar: 09:00–12:00 and 13:30–17:30. */
const MINUTES_PER_WORKING_DAY = 420;
const NEAR_MINUTES = 240;

export type Urgency = 'calm' | 'near' | 'over';

/** Working time left in words, and how pressing it is: under four hours near, below zero over. */
export function timeLeft(
  workingMinutes: number,
  language: Language,
): { readonly text: string; readonly urgency: Urgency } {
  const over = workingMinutes < 0;
  const minutes = Math.abs(Math.trunc(workingMinutes));
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(minutes / MINUTES_PER_WORKING_DAY);
  const pad = String(minutes % 60).padStart(2, '0');
  const span =
    language === 'zh'
      ? days > 0
        ? `${days}天`
        : `${hours}时${pad}分`
      : days > 0
        ? `${days} d`
        : `${hours} h ${pad} min`;
  const text = language === 'zh' ? `${over ? '超时' : '剩'} ${span}` : over ? `${span} late` : `${span} left`;
  return { text, urgency: over ? 'over' : minutes < NEAR_MINUTES ? 'near' : 'calm' };
}
