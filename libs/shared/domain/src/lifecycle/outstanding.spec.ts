import { isNotTakenStated, NOT_TAKEN_REASONS } from './not-taken.js';
import { balanceFault, outstandingOf } from './outstanding.js';

describe('what is still owed', () => {
  it('is the sum of reported balances, as old as the oldest, and counts what nobody reported', () => {
    // 500 + 200 = 700; 300 disbursed without a balance is in no sum.
    expect(
      outstandingOf([
        { amountFen: 800n, balance: { outstandingFen: 500n, asOf: '2026-10-31' } },
        { amountFen: 200n, balance: { outstandingFen: 200n, asOf: '2026-09-30' } },
        { amountFen: 300n, balance: null },
      ]),
    ).toEqual({ reportedFen: 700n, asOf: '2026-09-30', unreported: 1 });
  });

  it('is not known while nothing was reported', () => {
    expect(outstandingOf([{ amountFen: 300n, balance: null }])).toEqual({
      reportedFen: 0n,
      asOf: null,
      unreported: 1,
    });
  });

  it.each([
    ['above_note', { outstandingFen: 801n, asOf: '2026-10-31' }],
    ['before_disbursement', { outstandingFen: 800n, asOf: '2026-08-31' }],
    ['in_the_future', { outstandingFen: 800n, asOf: '2026-11-23' }],
    [null, { outstandingFen: 0n, asOf: '2026-11-22' }],
  ] as const)('is found to be %s', (fault, balance) => {
    expect(balanceFault({ amountFen: 800n, disbursedOn: '2026-09-01' }, balance, '2026-11-22')).toBe(fault);
  });
});

describe('why an approved credit was not used', () => {
  it('needs words only where the reason says nothing', () => {
    expect(NOT_TAKEN_REASONS.filter((reason) => !isNotTakenStated(reason, ' '))).toEqual(['OTHER']);
    expect(isNotTakenStated('OTHER', '改由集团内部调剂')).toBe(true);
  });
});
