/** An exact decimal: value = digits / 10^scale. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const PLAIN = /^([+-]?)(\d{1,20}|\d{1,3}(?:,\d{3}){1,6})(?:\.(\d{1,20}))?$/;
const SCIENTIFIC = /^([+-]?\d(?:\.\d+)?)e([+-]\d{1,3})$/;
const MAX_EXPONENT = 30;
// A spreadsheet stores 15 significant digits; what follows is binary noise (0.1 + 0.2 = 0.30000000000000004).
const SIGNIFICANT_DIGITS = 15;

/** Reads `1234.5` and `1,234.5`; separators must stand between groups of three. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = BigInt(whole.replaceAll(',', '') + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length };
}

/** The decimal a spreadsheet number stands for, free of binary noise. */
export function decimalOfNumber(value: number): Decimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  const text = value.toPrecision(SIGNIFICANT_DIGITS);
  const [, mantissa, exponent] = SCIENTIFIC.exec(text) ?? [];
  if (mantissa === undefined || exponent === undefined) return parseDecimal(text);
  const power = Number(exponent);
  const decimal = parseDecimal(mantissa);
  if (decimal === undefined || Math.abs(power) > MAX_EXPONENT) return undefined;
  return power >= 0
    ? { digits: decimal.digits * 10n ** BigInt(power), scale: decimal.scale }
    : { digits: decimal.digits, scale: decimal.scale - power };
}

/** numerator / denominator, rounded half away from zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const half = denominator / 2n;
  return numerator < 0n ? -((half - numerator) / denominator) : (numerator + half) / denominator;
}

/** decimal × 10^power as an integer, rounded half away from zero. */
export function scaledInteger(decimal: Decimal, power: number): bigint {
  const shift = power - decimal.scale;
  return shift >= 0
    ? decimal.digits * 10n ** BigInt(shift)
    : divideRounded(decimal.digits, 10n ** BigInt(-shift));
}
