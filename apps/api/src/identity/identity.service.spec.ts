import { waitMs } from './identity.service.js';

describe('the wait a guesser earns', () => {
  it('is nothing for the first attempts, then doubles to five minutes', () => {
    expect([0, 4, 5, 6, 7, 8].map((failures) => waitMs(failures, 5))).toEqual([
      0, 0, 1_000, 2_000, 4_000, 8_000,
    ]);
    // 2^9 s = 512 s would be longer than the five minutes anybody has to wait.
    expect(waitMs(14, 5)).toBe(300_000);
    expect(waitMs(1_000, 5)).toBe(300_000);
  });
});
