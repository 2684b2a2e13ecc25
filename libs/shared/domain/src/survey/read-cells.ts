import {
  amountOfNumber,
  parseAmount,
  parseChineseNumber,
  parseRateBp,
  rateBpOfNumber,
  toHalfWidth,
  type AmountContext,
  type ParsedAmount,
} from '../money/index.js';
import { cellText, cleanText, type SheetCell } from './cells.js';
import { readDay } from './days.js';
import type { FindingCode } from './findings.js';

/** What a cell says: its value, or null with what stands in the way. */
export interface Reading<T> {
  readonly value: T | null;
  readonly issue?: FindingCode;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly repair?: string;
}

export type CellReader<T> = (cell: SheetCell) => Reading<T>;

export const valueOf = <T>(value: T): Reading<T> => ({ value });
export const issueOf = (issue: FindingCode, repair?: string): Reading<never> =>
  repair === undefined ? { value: null, issue } : { value: null, issue, repair };

const valueOr = <T>(value: T | undefined, issue: FindingCode): Reading<T> =>
  value === undefined ? issueOf(issue) : valueOf(value);

const MAX_TEXT_LENGTH = 2000;
const MAX_NAME_LENGTH = 200;

/** Free text as written. */
export function readText(cell: SheetCell): Reading<string> {
  const text = cellText(cell).trim();
  return text.length > MAX_TEXT_LENGTH ? issueOf('too-long') : valueOf(text);
}

const CJK_GAP = /(?<=[\u3000-\u9fff\uff00-\uffef])\s+|\s+(?=[\u3000-\u9fff\uff00-\uffef])/g;

/** An enterprise's name with full-width brackets and no blanks inside Chinese words. */
export function readName(cell: SheetCell): Reading<string> {
  const name = cleanText(cell)
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(CJK_GAP, '')
    .replace(/\s+/g, ' ');
  if (name === '') return issueOf('blank');
  return name.length > MAX_NAME_LENGTH ? issueOf('too-long') : valueOf(name);
}

/** A reader from a parser of cleaned text. */
export const textReader =
  <T>(parse: (text: string) => T | undefined): CellReader<T> =>
  (cell) =>
    valueOr(parse(cleanText(cell)), 'unreadable');

const COUNT = /^(?:约)?(\d{1,3}(?:,\d{3})*|\d{1,9})(?:人|名|天|日|年|年度)?$/;

/** A whole number of people, days or a year. */
export function readCount(cell: SheetCell): Reading<number> {
  if (cell.kind === 'number') {
    return Number.isSafeInteger(cell.value) && cell.value >= 0 ? valueOf(cell.value) : issueOf('unreadable');
  }
  const [, digits] = COUNT.exec(cleanText(cell)) ?? [];
  return digits === undefined ? issueOf('unreadable') : valueOf(Number(digits.replaceAll(',', '')));
}

const NO_OVERDUE = /^(无|没有|无逾期|否)$/;

/** Days overdue; 无 is none. */
export const readOverdueDays: CellReader<number> = (cell) =>
  NO_OVERDUE.test(cleanText(cell)) ? valueOf(0) : readCount(cell);

/** Per cent as basis points, whether number, percentage cell or text. */
export function readRate(cell: SheetCell): Reading<number> {
  const bp =
    cell.kind === 'number' ? rateBpOfNumber(cell.value, cell.isPercent) : parseRateBp(cleanText(cell));
  return bp === undefined || bp < 0 ? issueOf('unreadable') : valueOf(bp);
}

/** A share, at most the whole. */
export function readShare(cell: SheetCell): Reading<number> {
  const share = readRate(cell);
  return share.value !== null && share.value > 10_000 ? issueOf('unreadable') : share;
}

/** The amount a cell states, in the unit and currency of its column unless it names its own. */
export const readAmount = (cell: SheetCell, context: AmountContext): ParsedAmount =>
  cell.kind === 'number' ? amountOfNumber(cell.value, context) : parseAmount(cellText(cell), context);

const APPROXIMATE = /约|大约|左右|以内|以上|不超过|不低于|至少|最多/g;

/** 约3000万 without its 约, if an amount is left. */
export function amountRepair(cell: SheetCell, context: AmountContext): string | undefined {
  const text = toHalfWidth(cellText(cell)).trim();
  const bare = text.replace(APPROXIMATE, '');
  return bare !== text && parseAmount(bare, context).ok ? bare : undefined;
}

const MAX_TERM_MONTHS = 600;
const MONTHS = /^(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)个?月$/;
const YEARS = /^(\d+(?:\.\d+)?|[一二两三四五六七八九十]+)年(?:期|(半)|零?(\d+)个?月)?$/;
const BARE = /^\d+(?:\.\d+)?$/;

function numberOf(digits: string): number {
  return BARE.test(digits) ? Number(digits) : Number(parseChineseNumber(digits) ?? Number.NaN);
}

function monthsOfText(text: string, inYears: boolean): number {
  if (text === '半年') return 6;
  if (BARE.test(text)) return Number(text) * (inYears ? 12 : 1);
  const [, months] = MONTHS.exec(text) ?? [];
  if (months !== undefined) return numberOf(months);
  const [, years, half, rest] = YEARS.exec(text) ?? [];
  if (years === undefined) return Number.NaN;
  return numberOf(years) * 12 + (half === undefined ? 0 : 6) + Number(rest ?? 0);
}

/** A term in months: 12, 12个月, 1年, 一年半, 2年6个月. */
export function readTerm(cell: SheetCell, inYears: boolean): Reading<number> {
  const text = cleanText(cell).replace(/\s/g, '');
  const months = monthsOfText(text, inYears);
  return Number.isInteger(months) && months > 0 && months <= MAX_TERM_MONTHS
    ? valueOf(months)
    : issueOf('unreadable');
}

const SEPARATORS = /[、，,；;\s]+/;
const NOTHING = new Set(['无', '暂无', '/', '-', '—']);

/** Words split at 、，；and blanks, each once. */
export function readList(cell: SheetCell): Reading<readonly string[]> {
  const words = cellText(cell)
    .split(SEPARATORS)
    .filter((word) => word !== '' && !NOTHING.has(word));
  return valueOf([...new Set(words)]);
}

/** A day; an impossible or unreadable one is an issue. */
export function readDate(cell: SheetCell): Reading<string> {
  const day = readDay(cell);
  return day.ok ? valueOf(day.date) : issueOf(day.problem);
}
