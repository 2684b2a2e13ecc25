import { daysLater, monthsLater } from './days.js';

describe('dates that follow from another', () => {
  it('counts days over the end of a month and of a year', () => {
    // 30 days after 22 November: 8 remain in November, 22 fall in December.
    expect(daysLater('2026-11-22', 30)).toBe('2026-12-22');
    expect(daysLater('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('keeps the day of the month, or takes the last there is', () => {
    expect(monthsLater('2026-11-22', 12)).toBe('2027-11-22');
    expect(monthsLater('2027-01-31', 1)).toBe('2027-02-28');
    expect(monthsLater('2026-10-31', 4)).toBe('2027-02-28');
  });
});
