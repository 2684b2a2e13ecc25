import { lastQuarter } from './last-quarter.js';

it.each([
  ['2026-11-22', '2026-07-01', '2026-09-30'],
  ['2026-01-01', '2025-10-01', '2025-12-31'],
  ['2024-06-30', '2024-01-01', '2024-03-31'],
])('before %s lies %s to %s', (day, from, until) => {
  expect(lastQuarter(day)).toEqual({ from, until });
});
