import { parseChineseNumber } from './chinese-number.js';
import { findCurrencyWord, MINOR_UNITS, type Currency, type CurrencyWord } from './currency.js';
import { decimalOfNumber, parseDecimal, scaledInteger, type Decimal } from './decimal.js';
import { toHalfWidth } from './width.js';

/** Integer minor units of a currency: fen, cents, yen. */
export type Fen = bigint;

export interface Money {
  readonly fen: Fen;
  readonly currency: Currency;
}

/** Powers of ten of the units amounts are written in. */
export const UNIT_POWERS = {
  yuan: 0,
  thousand: 3,
  wan: 4,
  hundred_thousand: 5,
  million: 6,
  ten_million: 7,
  yi: 8,
  billion: 9,
  ten_billion: 10,
  hundred_billion: 11,
  trillion: 12,
} as const;
export type AmountUnit = keyof typeof UNIT_POWERS;

const UNIT_WORDS: ReadonlyMap<string, AmountUnit> = new Map([
  ['', 'yuan'],
  ['千', 'thousand'],
  ['万', 'wan'],
  ['十万', 'hundred_thousand'],
  ['百万', 'million'],
  ['千万', 'ten_million'],
  ['亿', 'yi'],
  ['十亿', 'billion'],
  ['百亿', 'ten_billion'],
  ['千亿', 'hundred_billion'],
  ['万亿', 'trillion'],
]);

/** No amount is larger; every engine that reads one as a double still reads it exactly. */
export const MAX_AMOUNT_FEN = 2n ** 53n - 1n;
const MAX_TEXT_LENGTH = 64;

export const AMOUNT_PROBLEMS = ['blank', 'not-a-number', 'too-large'] as const;
export type AmountProblem = (typeof AMOUNT_PROBLEMS)[number];

export interface AmountContext {
  /** Unit of a bare number: the header's, else the sheet's. */
  readonly defaultUnit: AmountUnit;
  /** Currency of an amount that names none. */
  readonly currency: Currency;
}

export type ParsedAmount =
  | {
      readonly ok: true;
      readonly fen: Fen;
      readonly currency: Currency;
      readonly unit: AmountUnit;
      readonly currencyNamed: boolean;
    }
  | { readonly ok: false; readonly problem: AmountProblem };

const failure = (problem: AmountProblem): ParsedAmount => ({ ok: false, problem });

const NUMBER_AND_UNIT = /^(-?[\d,]+(?:\.\d+)?)(十万|百万|千万|万亿|十亿|百亿|千亿|千|万|亿)?(元)?$/;
const YI_AND_WAN = /^(\d{1,6}(?:\.\d+)?)亿(?:零)?([\d,]{1,5}(?:\.\d+)?)万元?$/;
const CHINESE = /^([零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]+)元?$/;

interface WithoutCurrency {
  readonly word: CurrencyWord | undefined;
  readonly rest: string;
}

function withoutCurrency(text: string): WithoutCurrency {
  const word = findCurrencyWord(text);
  if (word === undefined) return { word, rest: text };
  const at = text.toUpperCase().indexOf(word.word);
  return { word, rest: text.slice(0, at) + text.slice(at + word.word.length) };
}

interface ReadNumber {
  readonly decimal: Decimal;
  readonly unit: AmountUnit;
}

function readNumber(text: string, defaultUnit: AmountUnit): ReadNumber | undefined {
  const plain = NUMBER_AND_UNIT.exec(text);
  if (plain !== null) {
    const [, digits = '', unitWord = '', yuan] = plain;
    const decimal = parseDecimal(digits);
    const unit = unitWord === '' && yuan === undefined ? defaultUnit : UNIT_WORDS.get(unitWord);
    return decimal && unit && { decimal, unit };
  }
  const [, yi, wan] = YI_AND_WAN.exec(text) ?? [];
  if (yi !== undefined && wan !== undefined) {
    const upper = parseDecimal(yi);
    const lower = parseDecimal(wan);
    if (upper === undefined || lower === undefined) return undefined;
    // Both in yuan at four decimals beyond what a fen can hold.
    const digits = scaledInteger(upper, 8 + 6) + scaledInteger(lower, 4 + 6);
    return { decimal: { digits, scale: 6 }, unit: 'yuan' };
  }
  const [, chinese = ''] = CHINESE.exec(text) ?? [];
  const whole = parseChineseNumber(chinese);
  if (whole === undefined) return undefined;
  return { decimal: { digits: whole, scale: 0 }, unit: /[万萬亿億元]/.test(text) ? 'yuan' : defaultUnit };
}

function amountOf({ decimal, unit }: ReadNumber, currency: Currency, currencyNamed: boolean): ParsedAmount {
  const fen = scaledInteger(decimal, UNIT_POWERS[unit] + MINOR_UNITS[currency]);
  if (fen > MAX_AMOUNT_FEN || fen < -MAX_AMOUNT_FEN) return failure('too-large');
  return { ok: true, fen, currency, unit, currencyNamed };
}

/** Reads `3200万`, `3,200万元`, `3.2千万`, `0.32亿`, `USD 500万`, `叁仟贰佰万元整`, full-width digits. */
export function parseAmount(text: string, context: AmountContext): ParsedAmount {
  const clean = toHalfWidth(text).replace(/\s+/g, '');
  if (clean === '') return failure('blank');
  if (clean.length > MAX_TEXT_LENGTH) return failure('not-a-number');

  const { word, rest } = withoutCurrency(clean);
  const bare = rest
    .replace(/\(\)|[整正]$/g, '')
    .replace(/^[:+]/, '')
    .replace(/^负/, '-')
    .replaceAll('圆', '元');
  // 500美元 lost the 元 that says its unit; USD 500 in a sheet of 万元 is 500万.
  const inWholeUnits = word !== undefined && /[元圆镑]$/.test(word.word) && clean.endsWith(word.word);
  const read = readNumber(bare, inWholeUnits ? 'yuan' : context.defaultUnit);
  if (read === undefined) return failure('not-a-number');
  return amountOf(read, word?.currency ?? context.currency, word !== undefined);
}

/** The amount a numeric spreadsheet cell stands for. */
export function amountOfNumber(value: number, context: AmountContext): ParsedAmount {
  const decimal = decimalOfNumber(value);
  if (decimal === undefined) return failure('not-a-number');
  return amountOf({ decimal, unit: context.defaultUnit }, context.currency, false);
}

/** The unit a header or title names: 万元, 万美元, 亿元, 元, 千元. */
export function parseUnitWord(
  text: string,
): { readonly unit: AmountUnit; readonly currency?: Currency } | undefined {
  const clean = toHalfWidth(text).replace(/[\s:：、,，]/g, '');
  const { word, rest } = withoutCurrency(clean);
  const unit = UNIT_WORDS.get(rest.replace(/元$/, ''));
  if (unit === undefined || clean === '') return undefined;
  return word === undefined ? { unit } : { unit, currency: word.currency };
}
