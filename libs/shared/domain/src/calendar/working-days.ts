import { fromEpochDay, toEpochDay } from './plain-date.js';
import { epochDayInfo, type WorkingCalendar } from './working-calendar.js';

const MAX_WORKING_DAYS = 5000;

export interface WorkingDate {
  readonly date: string;
  readonly provisional: boolean;
}

export interface WorkingDayCount {
  readonly days: number;
  readonly provisional: boolean;
}

/** The n-th working day after a date (before it when n is negative); the day itself never counts, 民法典 第201条. */
export function addWorkingDays(date: string, n: number, calendar: WorkingCalendar): WorkingDate {
  if (!Number.isInteger(n) || Math.abs(n) > MAX_WORKING_DAYS) {
    throw new RangeError(`Working days must be a whole number within ±${MAX_WORKING_DAYS}: ${n}`);
  }
  const step = Math.sign(n);
  let day = toEpochDay(date);
  let { provisional } = epochDayInfo(day, calendar);
  for (let left = Math.abs(n); left > 0;) {
    day += step;
    const info = epochDayInfo(day, calendar);
    provisional ||= info.provisional;
    if (info.working) left -= 1;
  }
  return { date: fromEpochDay(day), provisional };
}

/** Working days after `from` up to and including `to`; negative when `to` lies earlier. */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): WorkingDayCount {
  const start = toEpochDay(from);
  const end = toEpochDay(to);
  const step = end < start ? -1 : 1;
  let { provisional } = epochDayInfo(start, calendar);
  let days = 0;
  for (let day = start; day !== end;) {
    day += step;
    const info = epochDayInfo(day, calendar);
    provisional ||= info.provisional;
    if (info.working) days += step;
  }
  return { days, provisional };
}
