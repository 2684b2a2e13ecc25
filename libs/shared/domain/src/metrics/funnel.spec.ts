import fc from 'fast-check';
import { funnel } from './funnel.js';
import type { FunnelRow, FunnelStage } from './rows.js';
import { FUNNEL_STAGES } from './rows.js';

const row = (requestId: string, more: Partial<FunnelRow> = {}): FunnelRow => ({
  requestId,
  requested: { currency: 'CNY', amountFen: 100n },
  reachedAtMs: { registered: 0 },
  approved: [],
  disbursed: [],
  ...more,
});
const step = (rows: readonly FunnelRow[], stage: FunnelStage, asOfMs = 1_000) =>
  funnel(rows, asOfMs).find((one) => one.stage === stage);

describe('the funnel', () => {
  it('counts, sums and times four requests', () => {
    const rows = [
      row('a', {
        reachedAtMs: {
          registered: 0,
          verified: 10,
          matched: 11,
          pushed: 20,
          accepted: 30,
          approved: 60,
          disbursed: 90,
        },
        approved: [{ currency: 'CNY', amountFen: 80n }],
        disbursed: [
          { currency: 'CNY', amountFen: 30n },
          { currency: 'CNY', amountFen: 20n },
        ],
      }),
      row('b', { reachedAtMs: { registered: 5, verified: 35, matched: 36, pushed: 50 } }),
      row('c', { reachedAtMs: { registered: 5, verified: 25 } }),
      row('d', { requested: { currency: 'USD', amountFen: 7n } }),
    ];
    expect(step(rows, 'registered')).toEqual({
      stage: 'registered',
      count: 4,
      requestIds: ['a', 'b', 'c', 'd'],
      amounts: [
        { currency: 'CNY', amountFen: 300n },
        { currency: 'USD', amountFen: 7n },
      ],
      fromPreviousBp: null,
      medianMs: null,
    });
    // 3 of 4 verified = 7500; times 10, 30, 20 → median 20.
    expect(step(rows, 'verified')).toMatchObject({ count: 3, fromPreviousBp: 7_500, medianMs: 20 });
    // 2 of 3 = 66.67 %; times 1 and 1.
    expect(step(rows, 'matched')).toMatchObject({ count: 2, fromPreviousBp: 6_667, medianMs: 1 });
    // Times 9 and 14 → the lower one of the two.
    expect(step(rows, 'pushed')).toMatchObject({ fromPreviousBp: 10_000, medianMs: 9 });
    expect(step(rows, 'accepted')?.amounts).toEqual([{ currency: 'CNY', amountFen: 100n }]);
    expect(step(rows, 'approved')?.amounts).toEqual([{ currency: 'CNY', amountFen: 80n }]);
    // 30 + 20, and not the 80 approved.
    expect(step(rows, 'disbursed')?.amounts).toEqual([{ currency: 'CNY', amountFen: 50n }]);
  });

  it('takes a later stage as proof of the earlier ones', () => {
    const listed = row('open', { reachedAtMs: { registered: 0, verified: 1, matched: 2, accepted: 9 } });
    expect(step([listed], 'pushed')).toMatchObject({ count: 1, medianMs: null });
  });

  it('shows what was known at an earlier moment', () => {
    const rows = [row('a', { reachedAtMs: { registered: 0, verified: 10 } })];
    expect(step(rows, 'verified', 9)?.count).toBe(0);
    expect(step(rows, 'verified', 10)?.count).toBe(1);
  });

  it('has no rate after an empty stage', () => {
    expect(funnel([], 0).map((one) => [one.count, one.fromPreviousBp])).toEqual(
      FUNNEL_STAGES.map(() => [0, null]),
    );
  });

  it('only narrows, no rate passes 100 %, and each count equals the rows it opens', () => {
    const times = fc.record(Object.fromEntries(FUNNEL_STAGES.map((stage) => [stage, fc.nat(100)])), {
      requiredKeys: [],
    });
    const rows = fc.array(fc.tuple(fc.nat(12), times), { maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.nat(100), (drawn, asOfMs) => {
        const steps = funnel(
          drawn.map(([id, reachedAtMs]) => row(String(id), { reachedAtMs })),
          asOfMs,
        );
        let before = Number.POSITIVE_INFINITY;
        for (const { count, requestIds, fromPreviousBp } of steps) {
          expect(count).toBeLessThanOrEqual(before);
          expect(new Set(requestIds).size).toBe(count);
          expect(fromPreviousBp ?? 0).toBeLessThanOrEqual(10_000);
          before = count;
        }
      }),
    );
  });
});
