import { epochDayInfo, type WorkingCalendar } from './working-calendar.js';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const MAX_WORKING_MINUTES = 1_000_000;

/** Minutes of the local day, `from` included, `to` excluded. */
export interface OfficeSession {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface OfficeHours {
  readonly utcOffsetMinutes: number;
  readonly sessions: readonly OfficeSession[];
}

export interface WorkingInstant {
  readonly instant: number;
  readonly provisional: boolean;
}

export interface WorkingMinuteCount {
  readonly minutes: number;
  readonly provisional: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function minuteOfDay(text: string): number {
  const [, hour = '', minute = ''] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  if (hour === '' || minutes > 1440) throw new RangeError(`Not a time of day: ${text}`);
  return minutes;
}

/** Office hours from pairs such as ['09:00', '12:00'], in order and without overlap. */
export function makeOfficeHours(
  times: readonly (readonly [from: string, to: string])[],
  utcOffsetMinutes = 480,
): OfficeHours {
  const sessions = times.map(([from, to]) => ({ fromMinute: minuteOfDay(from), toMinute: minuteOfDay(to) }));
  const ordered = sessions.every(
    ({ fromMinute, toMinute }, i) => (sessions[i - 1]?.toMinute ?? 0) <= fromMinute && fromMinute < toMinute,
  );
  if (sessions.length === 0 || !ordered) throw new RangeError('Office hours must be in order and not empty');
  if (!Number.isInteger(utcOffsetMinutes) || Math.abs(utcOffsetMinutes) > 840) {
    throw new RangeError(`Not an offset from UTC in minutes: ${utcOffsetMinutes}`);
  }
  return { utcOffsetMinutes, sessions };
}

/** 09:00–12:00 and 13:30–17:30, Beijing time: seven hours. */
export const DEFAULT_OFFICE_HOURS = makeOfficeHours([
  ['09:00', '12:00'],
  ['13:30', '17:30'],
]);

function requireInstant(instant: number): void {
  if (!Number.isSafeInteger(instant)) throw new RangeError(`Not an instant in milliseconds: ${instant}`);
}

const localDay = (instant: number, { utcOffsetMinutes }: OfficeHours): number =>
  Math.floor((instant + utcOffsetMinutes * MINUTE_MS) / DAY_MS);

function spansOf(epochDay: number, { utcOffsetMinutes, sessions }: OfficeHours): readonly Span[] {
  const midnight = epochDay * DAY_MS - utcOffsetMinutes * MINUTE_MS;
  return sessions.map(({ fromMinute, toMinute }) => ({
    start: midnight + fromMinute * MINUTE_MS,
    end: midnight + toMinute * MINUTE_MS,
  }));
}

/** The instant at which so many minutes of office hours have passed. */
export function addWorkingMinutes(
  instant: number,
  minutes: number,
  calendar: WorkingCalendar,
  officeHours: OfficeHours = DEFAULT_OFFICE_HOURS,
): WorkingInstant {
  requireInstant(instant);
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > MAX_WORKING_MINUTES) {
    throw new RangeError(
      `Working minutes must be a whole number from 0 to ${MAX_WORKING_MINUTES}: ${minutes}`,
    );
  }
  let left = minutes * MINUTE_MS;
  let provisional = false;
  for (let day = localDay(instant, officeHours); ; day += 1) {
    const info = epochDayInfo(day, calendar);
    provisional ||= info.provisional;
    if (left === 0) return { instant, provisional };
    for (const { start, end } of info.working ? spansOf(day, officeHours) : []) {
      const begin = Math.max(start, instant);
      const available = Math.max(0, end - begin);
      if (left <= available) return { instant: begin + left, provisional };
      left -= available;
    }
  }
}

/** Whole minutes of office hours from one instant to another; negative when `to` lies earlier. */
export function workingMinutesBetween(
  from: number,
  to: number,
  calendar: WorkingCalendar,
  officeHours: OfficeHours = DEFAULT_OFFICE_HOURS,
): WorkingMinuteCount {
  requireInstant(from);
  requireInstant(to);
  const [start, end] = from <= to ? [from, to] : [to, from];
  let ms = 0;
  let provisional = false;
  for (let day = localDay(start, officeHours); day <= localDay(end, officeHours); day += 1) {
    const info = epochDayInfo(day, calendar);
    provisional ||= info.provisional;
    for (const span of info.working ? spansOf(day, officeHours) : []) {
      ms += Math.max(0, Math.min(span.end, end) - Math.max(span.start, start));
    }
  }
  const minutes = Math.floor(ms / MINUTE_MS);
  // -0 would not equal 0 in a comparison of two answers.
  return { minutes: from <= to || minutes === 0 ? minutes : -minutes, provisional };
}
