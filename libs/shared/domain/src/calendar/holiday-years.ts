import { LUNAR_LINES, PUBLISHED_LINES } from './holiday-data.js';
import { fromEpochDay, isPlainDate, toEpochDay } from './plain-date.js';

/** One year's arrangement by the State Council, as built in or as an administrator enters it. */
export interface HolidayYear {
  readonly year: number;
  readonly holidays: readonly string[];
  /** 调休: Saturdays and Sundays that are worked. */
  readonly makeUpWorkdays: readonly string[];
}

export const HOLIDAY_FAULTS = [
  'not_a_date',
  'other_year',
  'both_kinds',
  'make_up_on_weekday',
  'legal_holiday_missing',
] as const;

export interface HolidayFault {
  readonly date: string;
  readonly fault: (typeof HOLIDAY_FAULTS)[number];
}

const lines = (text: string): readonly string[] => text.trim().split('\n');

function datesOfRuns(year: string, runs: string): readonly string[] {
  return runs
    .split(' ')
    .filter((run) => run !== '')
    .flatMap((run) => {
      const [from = '', to = from] = run.split('..');
      const first = toEpochDay(`${year}-${from}`);
      const count = toEpochDay(`${year}-${to}`) - first + 1;
      return Array.from({ length: count }, (_, i) => fromEpochDay(first + i));
    });
}

/** Arrangements of the State Council the platform comes with, 2004 to 2026. */
export function publishedHolidayYears(): readonly HolidayYear[] {
  return lines(PUBLISHED_LINES).map((line) => {
    const [off = '', worked = ''] = line.slice(5).split(' / ');
    const year = line.slice(0, 4);
    return {
      year: Number(year),
      holidays: datesOfRuns(year, off),
      makeUpWorkdays: datesOfRuns(year, worked),
    };
  });
}

const FIXED_LEGAL_HOLIDAYS = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

/**
 * Legal holidays by date, 全国年节及纪念日放假办法 (国务院令第795号, from 2025): 除夕 to 初三, and five others.
 * Lunar ones are known for 2027–2035; other years have the fixed dates only.
 */
export function legalHolidays(year: number): readonly string[] {
  const fixed = FIXED_LEGAL_HOLIDAYS.map((monthDay) => `${year}-${monthDay}`);
  const line = lines(LUNAR_LINES).find((candidate) => candidate.startsWith(`${year} `));
  if (line === undefined) return fixed;
  const [spring = '', ...others] = line.split(' ').slice(1);
  const newYearsDay = toEpochDay(`${year}-${spring}`);
  const springFestival = [-1, 0, 1, 2].map((offset) => fromEpochDay(newYearsDay + offset));
  return [
    ...new Set([...fixed, ...springFestival, ...others.map((monthDay) => `${year}-${monthDay}`)]),
  ].sort();
}

/** Saturday or Sunday. */
export function isWeekend(epochDay: number): boolean {
  // 1970-01-01 was a Thursday: day 2 is a Saturday.
  return (((epochDay - 2) % 7) + 7) % 7 < 2;
}

function faultOf(
  date: string,
  { year, holidays, makeUpWorkdays }: HolidayYear,
): HolidayFault['fault'] | undefined {
  if (!isPlainDate(date)) return 'not_a_date';
  // 元旦 may be joined to the last days of December: 2022-12-31 belongs to the arrangement of 2023.
  if (!date.startsWith(`${year}-`) && !date.startsWith(`${year - 1}-12-`)) return 'other_year';
  if (holidays.includes(date) && makeUpWorkdays.includes(date)) return 'both_kinds';
  if (makeUpWorkdays.includes(date) && !isWeekend(toEpochDay(date))) return 'make_up_on_weekday';
  return undefined;
}

/** What is wrong with a year before it may replace the provisional calendar; empty when it may. */
export function holidayYearFaults(candidate: HolidayYear): readonly HolidayFault[] {
  const { year, holidays, makeUpWorkdays } = candidate;
  const wrong = [...new Set([...holidays, ...makeUpWorkdays])].flatMap((date) => {
    const fault = faultOf(date, candidate);
    return fault === undefined ? [] : [{ date, fault }];
  });
  // An empty or torn list would turn 国庆 into working days without a word.
  const missing = [`${year}-01-01`, `${year}-05-01`, `${year}-10-01`]
    .filter((date) => !holidays.includes(date))
    .map((date) => ({ date, fault: 'legal_holiday_missing' as const }));
  return [...wrong, ...missing];
}
