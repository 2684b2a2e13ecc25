import { holidayYearFaults, isWeekend, legalHolidays, type HolidayYear } from './holiday-years.js';
import { fromEpochDay, toEpochDay } from './plain-date.js';

export const DAY_KINDS = ['workday', 'weekend', 'holiday', 'make_up_workday'] as const;
export type DayKind = (typeof DAY_KINDS)[number];

export interface CalendarDay {
  readonly kind: DayKind;
  readonly working: boolean;
  /** No official arrangement of this year is loaded: weekends and legal dates only, subject to 调休. */
  readonly provisional: boolean;
}

export interface WorkingCalendar {
  readonly officialYears: ReadonlySet<number>;
  readonly arranged: ReadonlyMap<number, 'holiday' | 'make_up_workday'>;
}

/** Builds a calendar from official years; of two entries for one year the later one holds. */
export function makeCalendar(years: readonly HolidayYear[]): WorkingCalendar {
  const byYear = new Map(years.map((entry) => [entry.year, entry]));
  const arranged = new Map<number, 'holiday' | 'make_up_workday'>();
  // In order of year: what the next year arranges for late December was published last.
  for (const entry of [...byYear.values()].sort((a, b) => a.year - b.year)) {
    const [first] = holidayYearFaults(entry);
    if (first !== undefined) throw new RangeError(`Holidays of ${entry.year}: ${first.fault} ${first.date}`);
    for (const date of entry.holidays) arranged.set(toEpochDay(date), 'holiday');
    for (const date of entry.makeUpWorkdays) arranged.set(toEpochDay(date), 'make_up_workday');
  }
  return { officialYears: new Set(byYear.keys()), arranged };
}

const legalDays = new Map<number, ReadonlySet<number>>();

function isLegalHoliday(year: number, epochDay: number): boolean {
  const days = legalDays.get(year) ?? new Set(legalHolidays(year).map(toEpochDay));
  legalDays.set(year, days);
  return days.has(epochDay);
}

function kindOf(epochDay: number, year: number, calendar: WorkingCalendar): DayKind {
  const arranged = calendar.arranged.get(epochDay);
  if (arranged !== undefined) return arranged;
  if (!calendar.officialYears.has(year) && isLegalHoliday(year, epochDay)) return 'holiday';
  return isWeekend(epochDay) ? 'weekend' : 'workday';
}

/** Kind of a day by its count since 1970-01-01; the loops over days use it. */
export function epochDayInfo(epochDay: number, calendar: WorkingCalendar): CalendarDay {
  const year = Number(fromEpochDay(epochDay).slice(0, 4));
  const kind = kindOf(epochDay, year, calendar);
  return {
    kind,
    working: kind === 'workday' || kind === 'make_up_workday',
    provisional: !calendar.officialYears.has(year),
  };
}

/** Kind of a date, whether it is worked, and whether that is still provisional. */
export function dayInfo(date: string, calendar: WorkingCalendar): CalendarDay {
  return epochDayInfo(toEpochDay(date), calendar);
}

/** Whether a date is worked; ask `dayInfo` when it matters that the year may be provisional. */
export function isWorkingDay(date: string, calendar: WorkingCalendar): boolean {
  return dayInfo(date, calendar).working;
}
