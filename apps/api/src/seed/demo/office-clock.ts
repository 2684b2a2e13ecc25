import {
  addWorkingMinutes,
  makeCalendar,
  publishedHolidayYears,
  workingMinutesBetween,
} from '@yinqi/domain/calendar';
import { chinaDate, chinaDayEnd } from '../../platform/clock/china-date.js';

export const CALENDAR = makeCalendar(publishedHolidayYears());
const DAY_MS = 86_400_000;
/** 09:00–12:00 and 13:30–17:30. */
export const MINUTES_PER_DAY = 420;

/** So many minutes of office hours later. */
export const later = (atMs: number, minutes: number): number =>
  addWorkingMinutes(atMs, minutes, CALENDAR).instant;

export const dueAfter = (atMs: number, minutes: number): { instant: number; provisional: boolean } =>
  addWorkingMinutes(atMs, minutes, CALENDAR);

/** The moment from which so many minutes of office hours lead up to `nowMs`. */
export function earlier(nowMs: number, minutes: number): number {
  // Calendar days are always at least as many as working days; long holidays are met by the second factor.
  const fromMs = nowMs - Math.ceil(minutes / MINUTES_PER_DAY) * 2 * DAY_MS - 12 * DAY_MS;
  return later(fromMs, workingMinutesBetween(fromMs, nowMs, CALENDAR).minutes - minutes);
}

export const iso = (atMs: number): string => new Date(atMs).toISOString();
/** The day in Beijing, so many days on. */
export const dayOf = (atMs: number, daysOn = 0): string => chinaDate(new Date(atMs), daysOn);
/** Midnight after a day, Beijing time. */
export const endOfDay = (day: string): number => chinaDayEnd(day).getTime();
