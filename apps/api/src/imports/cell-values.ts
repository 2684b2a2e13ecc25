import { BLANK_CELL, type SheetCell } from '@yinqi/domain/survey';

/** What a number's format makes of it. */
export type NumberKind = 'date' | 'percent' | 'plain';

/** A `<c>` element: its type, what its format means, and its texts. */
export interface RawCell {
  readonly type: string;
  readonly number: NumberKind;
  readonly hasFormula: boolean;
  /** Text of `<v>` or `<is>`; undefined where there is neither. */
  readonly text: string | undefined;
}

// Formats a spreadsheet program knows by number alone: dates and times, Chinese ones included, and per cent.
const BUILT_IN: ReadonlyMap<number, NumberKind> = new Map([
  ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36].map(dateFormat),
  ...[45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58].map(dateFormat),
  [9, 'percent'],
  [10, 'percent'],
]);

function dateFormat(id: number): readonly [number, NumberKind] {
  return [id, 'date'];
}

const DURATION = /\[(h+|m+|s+)\]/i;
const LITERALS = /"[^"]*"|\\.|[*_].|\[[^\]]*\]/g;
const DATE_SIGNS = /[ydhs]|mmm/i;

/** Whether a number with this format is a day, a share or just a number. */
export function numberKindOf(formatId: number, code: string | undefined): NumberKind {
  if (code === undefined) return BUILT_IN.get(formatId) ?? 'plain';
  if (DURATION.test(code)) return 'date';
  const signs = code.replace(LITERALS, '');
  if (DATE_SIGNS.test(signs)) return 'date';
  return signs.includes('%') ? 'percent' : 'plain';
}

const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;
// Control signs and halves of surrogate pairs (whole ones are signs like any other): no text, and PostgreSQL's jsonb
// refuses them.
// eslint-disable-next-line no-control-regex -- they are what is meant
const NO_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** A text without the signs that are none. */
export const withoutNoText = (text: string): string => text.replace(NO_TEXT, '');

/** A text with the signs that XML cannot hold (`_x000D_`) back in place. */
export function decodeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(ESCAPE, (_, code: string) =>
    withoutNoText(String.fromCharCode(Number.parseInt(code, 16))),
  );
}

export const textCell = (text: string): SheetCell => (text === '' ? BLANK_CELL : { kind: 'text', text });

// 1970-01-01 as a spreadsheet counts days, and the distance between the calendars of Windows and of old Macs.
const UNIX_EPOCH_SERIAL = 25_569;
const CALENDAR_1904_DAYS = 1462;
// 1900 had no 29 February, but every spreadsheet has one.
const FEIGNED_DAY = 60;
const DAY_MS = 86_400_000;

function dateCell(serial: number, is1904: boolean): SheetCell {
  const counted = is1904 ? serial + CALENDAR_1904_DAYS : serial;
  const day = Math.floor(counted < FEIGNED_DAY ? counted + 1 : counted);
  const date = new Date((day - UNIX_EPOCH_SERIAL) * DAY_MS);
  return Number.isNaN(date.getTime())
    ? { kind: 'error', text: String(serial) }
    : { kind: 'date', date: date.toISOString().slice(0, 10) };
}

function numberCell({ number, text = '' }: RawCell, is1904: boolean): SheetCell {
  const value = Number(text);
  if (!Number.isFinite(value)) return textCell(text);
  if (number === 'date') return dateCell(value, is1904);
  return { kind: 'number', value, isPercent: number === 'percent' };
}

export interface CellContext {
  readonly strings: readonly SheetCell[];
  readonly is1904: boolean;
}

/** A cell as the survey reads it; a formula by the result that was stored with it. */
export function cellOf(raw: RawCell, { strings, is1904 }: CellContext): SheetCell {
  const { type, text, hasFormula } = raw;
  if (type === 'e') return { kind: 'error', text: text ?? '' };
  // An empty text is a formula's result; no value at all means that nobody computed it.
  const isEmpty = text === undefined || (text === '' && type !== 'str');
  if (isEmpty) return hasFormula ? { kind: 'formula' } : BLANK_CELL;
  switch (type) {
    case 's':
      return strings[Number(text)] ?? BLANK_CELL;
    case 'str':
    case 'inlineStr':
      return textCell(decodeText(text));
    case 'b':
      return { kind: 'boolean', value: text === '1' || text.toLowerCase() === 'true' };
    default:
      return numberCell(raw, is1904);
  }
}
