import fc from 'fast-check';
import { lowerMedian, nearestRank } from './rate.js';
import { stageTimes } from './stage-times.js';

const use = (bank: number, enterprise: number) =>
  ({ stage: 'answer', used: { bank, enterprise, bureau: 0 } }) as const;

describe('the time a stage takes', () => {
  it('is the lower median and the nearest rank of nine in ten, of each side', () => {
    const uses = [use(420, 0), use(60, 0), use(120, 840), use(30, 0)];
    // Sorted 30, 60, 120, 420: the 2nd of 4, and ceil(4 × 0.9) = the 4th.
    expect(stageTimes(uses)[0]).toEqual({
      stage: 'answer',
      cases: 4,
      bank: { medianMinutes: 60, p90Minutes: 420 },
      enterprise: { medianMinutes: 0, p90Minutes: 840 },
    });
  });

  it('is nothing where no case has left the stage', () => {
    expect(stageTimes([])[5]).toEqual({ stage: 'disbursement', cases: 0, bank: null, enterprise: null });
  });

  it('is a value that occurs, which at least that share of all do not exceed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5_000), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 10_000 }),
        (values, bp) => {
          const found = nearestRank(values, bp) ?? -1;
          expect(values).toContain(found);
          expect(values.filter((value) => value <= found).length * 10_000).toBeGreaterThanOrEqual(
            values.length * bp,
          );
          expect(values.filter((value) => value < found).length * 10_000).toBeLessThan(values.length * bp);
        },
      ),
    );
    expect(lowerMedian([4, 1, 3, 2])).toBe(2);
  });
});
