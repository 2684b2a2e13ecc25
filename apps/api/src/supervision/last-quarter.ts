/** The calendar quarter before the one a day lies in, both ends included. */
export function lastQuarter(day: string): { readonly from: string; readonly until: string } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const begins = 3 * Math.floor((month - 1) / 3);
  const dayOf = (monthIndex: number, date: number): string =>
    new Date(Date.UTC(year, monthIndex, date)).toISOString().slice(0, 10);
  // Day 0 of a month is the last of the one before.
  return { from: dayOf(begins - 3, 1), until: dayOf(begins, 0) };
}
