import fc from 'fast-check';
import { addYears, lastDayOfMonth, parseDay, readDay } from './days.js';

describe('parseDay', () => {
  it.each([
    '2026年8月9日',
    '2026.8.9',
    '2026/8/9',
    '2026-08-09',
    '2026 年 8 月 9 日',
    '20260809',
    '2026-08-09 00:00:00',
    '2026年8月9日前',
    // 46243 days after 1899-12-30.
    '46243',
  ])('reads %s', (text) => {
    expect(parseDay(text)).toEqual({ ok: true, date: '2026-08-09' });
  });

  it('reads the year 5000 as the day it is', () => {
    expect(parseDay('5000年1月1日')).toEqual({ ok: true, date: '5000-01-01' });
  });

  it.each([
    ['2027年2月30日', 'no-such-day'],
    ['2027/13/1', 'no-such-day'],
    ['2027年3月', 'unreadable'],
    ['尽快', 'unreadable'],
    ['2027', 'unreadable'],
    ['', 'unreadable'],
  ])('refuses %p as %s', (text, problem) => {
    expect(parseDay(text)).toEqual({ ok: false, problem });
  });

  it('counts serial numbers as spreadsheets do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 2_958_465 }), (serial) => {
        const day = readDay({ kind: 'number', value: serial, isPercent: false });
        // 25569 is 1970-01-01.
        expect(day.ok && Date.parse(day.date) / 86_400_000 + 25_569).toBe(serial);
      }),
    );
  });

  it('takes a year typed as a number for no day', () => {
    expect(readDay({ kind: 'number', value: 2010, isPercent: false })).toEqual({
      ok: false,
      problem: 'unreadable',
    });
    expect(readDay({ kind: 'number', value: 20_270_304, isPercent: false })).toEqual({
      ok: true,
      date: '2027-03-04',
    });
  });
});

describe('offered days', () => {
  it('offers the last day of a month', () => {
    expect(lastDayOfMonth('2028年2月底')).toBe('2028-02-29');
    expect(lastDayOfMonth('2027-04')).toBe('2027-04-30');
    expect(lastDayOfMonth('2027年13月')).toBeUndefined();
    expect(lastDayOfMonth('尽快')).toBeUndefined();
  });

  it('adds years to leap days', () => {
    expect(addYears('2028-02-29', 10)).toBe('2038-02-28');
    expect(addYears('2026-10-28', 10)).toBe('2036-10-28');
  });
});
