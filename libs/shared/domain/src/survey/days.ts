import { cleanText, type SheetCell } from './cells.js';

export type ReadDay =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly problem: 'unreadable' | 'no-such-day' };

const WRITTEN = /^(\d{4})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?(?:前|之前|以前)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})(?:年|[./-])(\d{1,2})月?(?:底|末|前|之前|以前)?$/;
const TIME_OF_DAY = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/;
const SERIAL = /^\d{5}$/;
// 1970-01-01 as a spreadsheet counts days.
const UNIX_EPOCH_SERIAL = 25_569;
const DAY_MS = 86_400_000;
// Below lie years typed as numbers (2010), above the last day a spreadsheet knows (9999-12-31).
const MIN_SERIAL = 10_000;
const MAX_SERIAL = 2_958_465;

const unreadable: ReadDay = { ok: false, problem: 'unreadable' };

function isRealDay(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  // Some engines move 2027-02-30 into March instead of refusing it.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

const plainDate = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

function dayOfSerial(serial: number): ReadDay {
  const day = Math.trunc(serial);
  return day >= MIN_SERIAL && day <= MAX_SERIAL
    ? { ok: true, date: new Date((day - UNIX_EPOCH_SERIAL) * DAY_MS).toISOString().slice(0, 10) }
    : unreadable;
}

/** Reads 2026年8月9日, 2026.8.9, 2026/8/9, 2026-08-09, 20260809 and the serial number 46243. */
export function parseDay(text: string): ReadDay {
  const clean = text.replace(TIME_OF_DAY, '').replace(/\s/g, '');
  const [, year, month = '', day = ''] = WRITTEN.exec(clean) ?? COMPACT.exec(clean) ?? [];
  if (year !== undefined) {
    const date = plainDate(year, month, day);
    return isRealDay(date) ? { ok: true, date } : { ok: false, problem: 'no-such-day' };
  }
  return SERIAL.test(clean) ? dayOfSerial(Number(clean)) : unreadable;
}

/** The day a cell means: a date cell, a serial number, or written text. */
export function readDay(cell: SheetCell): ReadDay {
  if (cell.kind === 'date') {
    return isRealDay(cell.date) ? { ok: true, date: cell.date } : { ok: false, problem: 'no-such-day' };
  }
  if (cell.kind === 'number' && cell.value <= MAX_SERIAL) return dayOfSerial(cell.value);
  return parseDay(cleanText(cell));
}

/** 2027年3月 names no day; its last one is what may be offered. */
export function lastDayOfMonth(text: string): string | undefined {
  const [, year, month = ''] = MONTH.exec(text.replace(/\s/g, '')) ?? [];
  if (year === undefined) return undefined;
  return ['31', '30', '29', '28'].map((day) => plainDate(year, month, day)).find(isRealDay);
}

/** The same day some years later; 29 February gives 28 February. */
export function addYears(date: string, years: number): string {
  const later = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
  return isRealDay(later) ? later : later.replace(/-29$/, '-28');
}
