import { decimalOfNumber, parseDecimal, scaledInteger } from './decimal.js';
import { toHalfWidth } from './width.js';

/** A hundredth of a per cent; rates are integers of it. */
export type BasisPoints = number;

const RATE =
  /^(?:年化|年利率|利率|综合)*(?:不超过|不高于|不大于|最高|小于等于|低于|<=|≤|<)?(-?\d{1,4}(?:\.\d{1,8})?)(%|‰|bps?|个?基点)?(?:以内|以下|之内|左右)?$/i;

const POWER_OF_UNIT: Readonly<Record<string, number>> = { '%': 2, '‰': 1 };

/** Reads `4.5`, `4.5%`, `不超过4.5%`, `4.5%以内`, `450bp`; a bare number is per cent. */
export function parseRateBp(text: string): BasisPoints | undefined {
  const clean = toHalfWidth(text).replace(/\s+/g, '');
  const [, digits, unit = '%'] = RATE.exec(clean) ?? [];
  const decimal = digits === undefined ? undefined : parseDecimal(digits);
  return decimal && Number(scaledInteger(decimal, POWER_OF_UNIT[unit] ?? 0));
}

/** A numeric cell: its value is per cent, that of an Excel percentage cell is the fraction itself. */
export function rateBpOfNumber(value: number, isPercent: boolean): BasisPoints | undefined {
  const decimal = decimalOfNumber(value);
  return decimal && Number(scaledInteger(decimal, isPercent ? 4 : 2));
}

/** 450 → `4.50%`. */
export function formatRateBp(basisPoints: BasisPoints): string {
  const size = Math.abs(basisPoints);
  const fraction = String(size % 100).padStart(2, '0');
  return `${basisPoints < 0 ? '-' : ''}${String(Math.trunc(size / 100))}.${fraction}%`;
}
