import fc from 'fast-check';
import { digestSinceMs, mailDueMs } from './mail-times.js';

const beijing = (text: string): number => Date.parse(`${text}:00+08:00`);
const NIGHT = { from: 22, until: 7 };

describe('when a letter may leave', () => {
  it.each([
    ['2026-11-22T14:30', '2026-11-22T14:30'],
    ['2026-11-22T21:59', '2026-11-22T21:59'],
    // Quiet from ten at night: the morning after, and the same morning.
    ['2026-11-22T22:00', '2026-11-23T07:00'],
    ['2026-11-23T03:15', '2026-11-23T07:00'],
    ['2026-11-23T07:00', '2026-11-23T07:00'],
  ])('told at %s, leaves at %s', (told, leaves) => {
    expect(mailDueMs(beijing(told), NIGHT)).toBe(beijing(leaves));
  });

  it('knows a rest at noon', () => {
    const noon = { from: 12, until: 14 };
    expect(mailDueMs(beijing('2026-11-22T12:30'), noon)).toBe(beijing('2026-11-22T14:00'));
    expect(mailDueMs(beijing('2026-11-22T11:59'), noon)).toBe(beijing('2026-11-22T11:59'));
  });

  it('never waits a day, and what it names is outside the quiet hours', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 41 }), hour, hour, (atMs, from, until) => {
        const dueMs = mailDueMs(atMs, { from, until });
        expect(dueMs).toBeGreaterThanOrEqual(atMs);
        expect(dueMs - atMs).toBeLessThan(86_400_000);
        expect(mailDueMs(dueMs, { from, until })).toBe(dueMs);
      }),
    );
  });
});

describe('the digest', () => {
  it('is due from eight in the morning, Beijing time', () => {
    expect(digestSinceMs(beijing('2026-11-22T07:59'))).toBeNull();
    expect(digestSinceMs(beijing('2026-11-22T08:00'))).toBe(beijing('2026-11-22T08:00'));
    expect(digestSinceMs(beijing('2026-11-22T23:59'))).toBe(beijing('2026-11-22T08:00'));
  });
});
