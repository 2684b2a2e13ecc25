import { MOST_TRIES, retryAfterMs } from './webhook-times.js';

it('tries again at growing distances, and gives up after the eighth try', () => {
  const distances = Array.from({ length: MOST_TRIES - 1 }, (_, failed) => retryAfterMs(failed + 1) ?? 0);
  expect(distances).toEqual([...distances].sort((one, other) => one - other));
  expect(new Set(distances).size).toBe(distances.length);
  expect([distances[0], retryAfterMs(MOST_TRIES)]).toEqual([60_000, null]);
  // 1 + 5 + 30 + 120 + 360 + 720 + 1,440 minutes: some 45 hours in all.
  expect(distances.reduce((sum, one) => sum + one, 0) / 60_000).toBe(2_676);
});
