import {
  holidayYearFaults,
  legalHolidays,
  publishedHolidayYears,
  type HolidayYear,
} from './holiday-years.js';
import { isPlainDate } from './plain-date.js';
import { dayInfo, isWorkingDay, makeCalendar } from './working-calendar.js';

const CALENDAR = makeCalendar(publishedHolidayYears());

// 2027 as an administrator might load it; the arrangement itself is invented for the test.
const YEAR_2027: HolidayYear = {
  year: 2027,
  holidays: ['2026-12-31', '2027-01-01', '2027-02-08', '2027-05-01', '2027-10-01'],
  makeUpWorkdays: ['2027-02-14'],
};

describe('published years', () => {
  it('run from 2004 to 2026 without a gap and without a fault', () => {
    const years = publishedHolidayYears();
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 23 }, (_, i) => 2004 + i));
    expect(years.flatMap(holidayYearFaults)).toEqual([]);
  });

  it.each([
    ['2020-01-31', 'holiday', 'spring festival prolonged in the epidemic'],
    ['2020-02-03', 'workday', 'first day after it'],
    ['2020-09-27', 'make_up_workday', 'a Sunday worked for 国庆'],
    ['2020-10-08', 'holiday', 'eighth day of 国庆 and 中秋'],
    ['2020-10-10', 'make_up_workday', 'a Saturday worked for 国庆'],
    ['2020-10-11', 'weekend', 'an ordinary Sunday'],
    ['2022-12-31', 'holiday', 'joined to 元旦 2023'],
    ['2026-02-28', 'make_up_workday', 'a Saturday worked for 春节'],
    ['2026-02-23', 'holiday', 'last day of 春节'],
  ])('%s is a %s: %s', (date, kind) => {
    const working = kind === 'workday' || kind === 'make_up_workday';
    expect(dayInfo(date, CALENDAR)).toEqual({ kind, working, provisional: false });
    expect(isWorkingDay(date, CALENDAR)).toBe(working);
  });
});

describe('a year without an arrangement', () => {
  it.each([
    ['2027-01-01', 'holiday'],
    ['2027-02-05', 'holiday'],
    ['2027-02-06', 'holiday'],
    ['2027-02-08', 'holiday'],
    ['2027-02-09', 'workday'],
    ['2027-04-05', 'holiday'],
    ['2027-06-09', 'holiday'],
    ['2027-09-15', 'holiday'],
    ['2027-10-04', 'workday'],
    ['2027-02-14', 'weekend'],
    ['2040-10-01', 'holiday'],
    ['2040-02-13', 'workday'],
  ])('has weekends and the legal dates only: %s is a %s', (date, kind) => {
    expect(dayInfo(date, CALENDAR)).toMatchObject({ kind, provisional: true });
  });

  it('counts the thirteen legal days once, also when 中秋 meets 国庆', () => {
    expect(legalHolidays(2027)).toHaveLength(13);
    // 2031-10-01 is both 中秋 and 国庆: 13 − 1.
    expect(legalHolidays(2031)).toHaveLength(12);
    expect(legalHolidays(2027).slice(1, 5)).toEqual(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']);
  });

  it('becomes official when an administrator loads it', () => {
    const calendar = makeCalendar([...publishedHolidayYears(), YEAR_2027]);
    expect(dayInfo('2027-02-14', calendar)).toMatchObject({ kind: 'make_up_workday', provisional: false });
    expect(dayInfo('2027-02-05', calendar)).toMatchObject({ kind: 'workday', provisional: false });
    expect(dayInfo('2026-12-31', calendar)).toMatchObject({ kind: 'holiday', provisional: false });
    expect(dayInfo('2028-01-03', calendar).provisional).toBe(true);
  });

  it('takes the later of two arrangements of one year', () => {
    const corrected = { ...YEAR_2027, makeUpWorkdays: [] };
    const calendar = makeCalendar([YEAR_2027, corrected]);
    expect(isWorkingDay('2027-02-14', calendar)).toBe(false);
  });
});

describe('a faulty year', () => {
  it.each([
    [{ holidays: [...YEAR_2027.holidays, '2027-02-30'] }, '2027-02-30', 'not_a_date'],
    [{ holidays: [...YEAR_2027.holidays, '2028-01-01'] }, '2028-01-01', 'other_year'],
    [{ holidays: [...YEAR_2027.holidays, '2026-11-30'] }, '2026-11-30', 'other_year'],
    [{ makeUpWorkdays: ['2027-05-01'] }, '2027-05-01', 'both_kinds'],
    [{ makeUpWorkdays: ['2027-02-15'] }, '2027-02-15', 'make_up_on_weekday'],
    [{ holidays: YEAR_2027.holidays.slice(0, -1) }, '2027-10-01', 'legal_holiday_missing'],
  ])('is refused and says why: %j', (change, date, fault) => {
    const year = { ...YEAR_2027, ...change };
    expect(holidayYearFaults(year)).toEqual([{ date, fault }]);
    expect(() => makeCalendar([year])).toThrow(RangeError);
  });

  it('may not be empty', () => {
    expect(holidayYearFaults({ year: 2027, holidays: [], makeUpWorkdays: [] })).toHaveLength(3);
  });
});

describe('isPlainDate', () => {
  it.each(['2024-02-29', '1949-10-01', '2199-12-31'])('accepts %s', (date) => {
    expect(isPlainDate(date)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '2023-2-01',
    '5000-01-01',
    '1900-01-01',
    '2023-13-01',
    '2023-00-10',
    '',
    '2023-01-01T00',
  ])('refuses %p', (date) => {
    expect(isPlainDate(date)).toBe(false);
  });
});
