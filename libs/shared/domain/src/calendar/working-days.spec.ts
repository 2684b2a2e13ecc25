import fc from 'fast-check';
import { publishedHolidayYears } from './holiday-years.js';
import { fromEpochDay, toEpochDay } from './plain-date.js';
import { isWorkingDay, makeCalendar } from './working-calendar.js';
import { addWorkingDays, workingDaysBetween } from './working-days.js';

const CALENDAR = makeCalendar(publishedHolidayYears());
const anyDate = fc
  .integer({ min: toEpochDay('2004-01-01'), max: toEpochDay('2040-12-31') })
  .map((day) => fromEpochDay(day));
const anyCount = fc.integer({ min: 0, max: 300 });

describe('addWorkingDays', () => {
  it.each([
    // 27 (Sun, worked) 28 29 30 Sep = 4; 1–8 Oct off; 9, 10 (Sat, worked) = 6; 12–16 = 11; 19–23 = 16; 26–29 = 20.
    ['2020-09-25', 20, '2020-10-29'],
    // 30 Sep = 1; 1–8 Oct off; 9, 10 = 3; 12 = 4; 13 = 5.
    ['2020-09-29', 5, '2020-10-13'],
    // 3 after the Friday before 春节 2026: 14 Feb (Sat, worked) = 1; 15–23 off; 24 = 2; 25 = 3.
    ['2026-02-13', 3, '2026-02-25'],
    // From a holiday the first working day is 1: 9 Oct.
    ['2020-10-03', 1, '2020-10-09'],
    ['2020-10-03', 0, '2020-10-03'],
    // Backwards over 国庆: 30 Sep is the first working day before 9 Oct.
    ['2020-10-09', -1, '2020-09-30'],
    ['2020-10-13', -4, '2020-09-30'],
  ])('from %s, %i working days: %s', (from, n, date) => {
    expect(addWorkingDays(from, n, CALENDAR)).toEqual({ date, provisional: false });
  });

  it('says so when it runs into a year without an arrangement', () => {
    // 31 Dec 2026 is a Thursday: 1 Jan off, 2–3 weekend, Monday 4 Jan is the first working day.
    expect(addWorkingDays('2026-12-31', 1, CALENDAR)).toEqual({ date: '2027-01-04', provisional: true });
    expect(addWorkingDays('2026-12-30', 1, CALENDAR)).toEqual({ date: '2026-12-31', provisional: false });
  });

  it.each([1.5, NaN, Infinity, 5001, -5001])('refuses %p days', (n) => {
    expect(() => addWorkingDays('2020-09-25', n, CALENDAR)).toThrow(RangeError);
  });

  it('refuses a date that does not exist', () => {
    expect(() => addWorkingDays('2023-02-29', 1, CALENDAR)).toThrow(RangeError);
  });

  it('lands on a working day, exactly n working days on', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -300, max: 300 }), (from, n) => {
        const { date, provisional } = addWorkingDays(from, n, CALENDAR);
        expect(workingDaysBetween(from, date, CALENDAR)).toEqual({ days: n, provisional });
        expect(n === 0 || isWorkingDay(date, CALENDAR)).toBe(true);
      }),
    );
  });

  it('never brings a later start or a longer term to an earlier date', () => {
    fc.assert(
      fc.property(anyDate, anyDate, anyCount, anyCount, (a, b, m, n) => {
        const [early, late] = a <= b ? [a, b] : [b, a];
        const [few, many] = m <= n ? [m, n] : [n, m];
        const sooner = addWorkingDays(early, few, CALENDAR).date;
        expect(sooner <= addWorkingDays(late, few, CALENDAR).date).toBe(true);
        expect(sooner <= addWorkingDays(early, many, CALENDAR).date).toBe(true);
      }),
    );
  });

  it('adds in parts as in one', () => {
    fc.assert(
      fc.property(anyDate, anyCount, anyCount, (from, m, n) => {
        const parts = addWorkingDays(addWorkingDays(from, m, CALENDAR).date, n, CALENDAR).date;
        expect(parts).toBe(addWorkingDays(from, m + n, CALENDAR).date);
      }),
    );
  });
});

describe('workingDaysBetween', () => {
  it.each([
    ['2020-09-25', '2020-10-29', 20],
    ['2020-10-01', '2020-10-08', 0],
    ['2020-10-10', '2020-10-10', 0],
    // Backwards: 13 Oct not counted; 12, 10, 9 Oct, 30 and 29 Sep.
    ['2020-10-13', '2020-09-29', -5],
  ])('from %s to %s: %i', (from, to, days) => {
    expect(workingDaysBetween(from, to, CALENDAR)).toEqual({ days, provisional: false });
  });

  it('is additive over any date between', () => {
    fc.assert(
      fc.property(fc.tuple(anyDate, anyDate, anyDate), (dates) => {
        const [a, b, c] = [...dates].sort() as typeof dates; // sorting keeps the three
        const days = (from: string, to: string) => workingDaysBetween(from, to, CALENDAR).days;
        expect(days(a, b) + days(b, c)).toBe(days(a, c));
      }),
      { numRuns: 30 },
    );
  });
});
