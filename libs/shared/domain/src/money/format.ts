import type { Fen } from './amount.js';
import { CURRENCY_NAMES_ZH, MINOR_UNITS, type Currency } from './currency.js';
import { divideRounded } from './decimal.js';

export type MoneyLocale = 'zh' | 'en';

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** minor / 10^places with separators, at most `decimals` of them kept, closing zeros dropped. */
function decimalText(minor: bigint, places: number, decimals: number): string {
  const kept = Math.min(places, decimals);
  const rounded = divideRounded(minor, 10n ** BigInt(places - kept));
  const digits = (rounded < 0n ? -rounded : rounded).toString().padStart(kept + 1, '0');
  const whole = group(digits.slice(0, digits.length - kept));
  const fraction = digits.slice(digits.length - kept).replace(/0+$/, '');
  return `${rounded < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Fen as an exact number of 万元: 3200000000n → `3,200`. */
export const formatWan = (fen: Fen): string => decimalText(fen, 6, 6);

const WAN_POWER = 4;
const YI_POWER = 8;
const MILLION_POWER = 6;

/** An amount for people: `3,200万元`, `1.2亿元`, `500万美元`; in English `CNY 32 m`, below a tenth `CNY 45,000`. */
export function formatAmount(fen: Fen, currency: Currency, locale: MoneyLocale): string {
  const minor = MINOR_UNITS[currency];
  const size = fen < 0n ? -fen : fen;
  if (locale === 'en') {
    return size >= 10n ** BigInt(MILLION_POWER - 1 + minor)
      ? `${currency} ${decimalText(fen, MILLION_POWER + minor, 4)} m`
      : `${currency} ${decimalText(fen, minor, minor)}`;
  }
  const name = CURRENCY_NAMES_ZH[currency];
  // Four decimals of 亿 are whole 万, two of 万 (four of a million) whole hundreds: what people quote is never rounded away.
  if (size >= 10n ** BigInt(YI_POWER + minor)) return `${decimalText(fen, YI_POWER + minor, 4)}亿${name}`;
  if (size >= 10n ** BigInt(WAN_POWER + minor)) return `${decimalText(fen, WAN_POWER + minor, 2)}万${name}`;
  return `${decimalText(fen, minor, minor)}${name}`;
}
