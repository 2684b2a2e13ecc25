import fc from 'fast-check';
import { publishedHolidayYears } from './holiday-years.js';
import { makeCalendar } from './working-calendar.js';
import { addWorkingMinutes, makeOfficeHours, workingMinutesBetween } from './working-time.js';

const CALENDAR = makeCalendar(publishedHolidayYears());
const beijing = (text: string): number => Date.parse(`${text}:00+08:00`);
const anyInstant = fc.integer({ min: beijing('2019-01-01T00:00'), max: beijing('2028-12-31T23:59') });
const anyMinutes = fc.integer({ min: 0, max: 5000 });

describe('addWorkingMinutes', () => {
  it.each([
    ['within the morning', '2020-09-28T09:00', 90, '2020-09-28T10:30'],
    ['to the last minute of the morning', '2020-09-28T09:00', 180, '2020-09-28T12:00'],
    ['over lunch', '2020-09-28T11:30', 60, '2020-09-28T14:00'],
    // 17:00–17:30 = 30; next day 09:00–09:30 = 30.
    ['overnight', '2020-09-28T17:00', 60, '2020-09-29T09:30'],
    ['from before opening', '2020-09-28T03:00', 1, '2020-09-28T09:01'],
    // 30 Sep 17:00–17:30 = 30; 1–8 Oct off; 9 Oct 09:00 + 30.
    ['over 国庆', '2020-09-30T17:00', 60, '2020-10-09T09:30'],
    // 9 Oct 17:00–17:30 = 30; Saturday 10 Oct is worked, 420; Monday 12 Oct 09:00 + 10. 30 + 420 + 10 = 460.
    ['through a worked Saturday', '2020-10-09T17:00', 460, '2020-10-12T09:10'],
    ['nothing at all', '2020-10-04T22:00', 0, '2020-10-04T22:00'],
  ])('%s', (_, from, minutes, to) => {
    const answer = addWorkingMinutes(beijing(from), minutes, CALENDAR);
    expect(answer).toEqual({ instant: beijing(to), provisional: false });
  });

  it('tells the local day from the UTC day', () => {
    // 2020-09-27T16:30Z is already Monday 28 Sep 00:30 in Beijing.
    const instant = Date.parse('2020-09-27T16:30:00Z');
    expect(addWorkingMinutes(instant, 1, CALENDAR).instant).toBe(beijing('2020-09-28T09:01'));
  });

  it('says so when it runs into a year without an arrangement', () => {
    const answer = addWorkingMinutes(beijing('2026-12-31T17:00'), 60, CALENDAR);
    expect(answer).toEqual({ instant: beijing('2027-01-04T09:30'), provisional: true });
  });

  it.each([-1, 0.5, NaN, 1_000_001])('refuses %p minutes', (minutes) => {
    expect(() => addWorkingMinutes(beijing('2020-09-28T09:00'), minutes, CALENDAR)).toThrow(RangeError);
  });

  it('is undone by counting', () => {
    fc.assert(
      fc.property(anyInstant, anyMinutes, (from, minutes) => {
        const { instant, provisional } = addWorkingMinutes(from, minutes, CALENDAR);
        expect(workingMinutesBetween(from, instant, CALENDAR)).toEqual({ minutes, provisional });
      }),
    );
  });

  it('never brings a later start or a longer term to an earlier end', () => {
    fc.assert(
      fc.property(anyInstant, anyInstant, anyMinutes, anyMinutes, (a, b, m, n) => {
        const end = (from: number, minutes: number) => addWorkingMinutes(from, minutes, CALENDAR).instant;
        const sooner = end(Math.min(a, b), Math.min(m, n));
        expect(sooner).toBeLessThanOrEqual(end(Math.max(a, b), Math.min(m, n)));
        expect(sooner).toBeLessThanOrEqual(end(Math.min(a, b), Math.max(m, n)));
      }),
    );
  });
});

describe('workingMinutesBetween', () => {
  it.each([
    ['2020-09-28T09:00', '2020-09-28T17:30', 420],
    ['2020-09-28T11:00', '2020-09-28T14:00', 90],
    ['2020-09-28T17:30', '2020-09-29T09:00', 0],
    // 30 Sep 30 min, 9 Oct 420, Saturday 10 Oct 420.
    ['2020-09-30T17:00', '2020-10-12T09:00', 870],
    ['2020-09-28T14:00', '2020-09-28T11:00', -90],
    ['2020-10-05T10:00', '2020-10-04T10:00', 0],
  ])('from %s to %s: %i', (from, to, minutes) => {
    const answer = workingMinutesBetween(beijing(from), beijing(to), CALENDAR);
    expect(answer).toEqual({ minutes, provisional: false });
  });

  it('drops a begun minute', () => {
    const nine = beijing('2020-09-28T09:00');
    expect(workingMinutesBetween(nine, nine + 119_999, CALENDAR).minutes).toBe(1);
  });

  it('refuses an instant that is no whole number of milliseconds', () => {
    expect(() => workingMinutesBetween(0.5, 1, CALENDAR)).toThrow(RangeError);
  });
});

describe('office hours', () => {
  it('may differ by office and zone', () => {
    const hours = makeOfficeHours([['08:00', '12:00']], 0);
    const monday = Date.parse('2020-09-28T11:00:00Z');
    expect(addWorkingMinutes(monday, 120, CALENDAR, hours).instant).toBe(Date.parse('2020-09-29T09:00:00Z'));
    expect(workingMinutesBetween(monday, monday + 86_400_000, CALENDAR, hours).minutes).toBe(240);
  });

  it('may last until midnight', () => {
    const hours = makeOfficeHours([['00:00', '24:00']]);
    const answer = addWorkingMinutes(beijing('2020-09-28T00:00'), 1440, CALENDAR, hours);
    expect(answer.instant).toBe(beijing('2020-09-29T00:00'));
  });

  it.each([
    [[]],
    [[['12:00', '09:00']]],
    [[['09:00', '09:00']]],
    [
      [
        ['09:00', '12:00'],
        ['11:00', '17:00'],
      ],
    ],
    [[['9:00', '12:00']]],
    [[['09:00', '24:30']]],
  ] as [[string, string][]][])('are refused as %j', (times) => {
    expect(() => makeOfficeHours(times)).toThrow(RangeError);
  });

  it('are refused beyond any time zone', () => {
    expect(() => makeOfficeHours([['09:00', '12:00']], 900)).toThrow(RangeError);
  });
});
