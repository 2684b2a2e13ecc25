import { LPR_QUOTES, lprOn } from './lpr.js';

describe('lprOn', () => {
  it('caps a relending loan of 2020-02-26 at 4.55 %', () => {
    // LPR1Y of 2020-02-20 is 4.05 %; 405 + 50 = 455 bp.
    expect((lprOn('2020-02-26', '1Y')?.rateBp ?? 0) + 50).toBe(455);
  });

  it.each([
    ['2020-01-20', '1Y', 415, '2020-01-20', true],
    ['2020-02-19', '5Y', 480, '2020-01-20', true],
    ['2020-02-20', '5Y', 475, '2020-02-20', false],
    ['2021-11-30', '1Y', 385, '2020-12-21', false],
    ['2026-03-01', '1Y', 300, '2025-05-20', false],
  ] as const)('on %s the %s rate is %i bp since %s', (date, tenor, rateBp, since, verified) => {
    expect(lprOn(date, tenor)).toEqual({ rateBp, since, verified });
  });

  it('knows nothing before its first quote', () => {
    expect(lprOn('2019-12-19', '1Y')).toBeUndefined();
  });

  it('takes quotes an administrator has entered, in any order', () => {
    const later = { date: '2027-01-20', oneYearBp: 290, fiveYearBp: 340, verified: true };
    const quotes = [later, ...LPR_QUOTES];
    expect(lprOn('2027-02-01', '5Y', quotes)).toEqual({ rateBp: 340, since: '2027-01-20', verified: true });
    expect(lprOn('2027-01-19', '5Y', quotes)?.rateBp).toBe(350);
  });

  it('is listed by date, each once', () => {
    const dates = LPR_QUOTES.map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].sort());
  });
});
