import fc from 'fast-check';
import { FIGURE_CODES, FIGURE_DEFINITIONS } from './definitions.js';
import * as figures from './figures.js';
import { funnel } from './funnel.js';
import { stageTimes } from './stage-times.js';
import { basisPoints, lowerMedian } from './rate.js';
import type { DisbursementRow, EngagementRow } from './rows.js';

const loan = (amountFen: bigint, more: Partial<DisbursementRow> = {}): DisbursementRow => ({
  disbursementId: 'loan',
  currency: 'CNY',
  amountFen,
  rateBp: 400,
  unsecured: false,
  firstLoan: false,
  reconciled: true,
  ...more,
});
const row = (engagementId: string, more: Partial<EngagementRow> = {}): EngagementRow => ({
  engagementId,
  requestId: `r-${engagementId}`,
  enterpriseId: `e-${engagementId}`,
  state: 'pushed',
  requested: { currency: 'CNY', amountFen: 100n },
  pushedAtMs: 0,
  answerDueAtMs: 10,
  everSilent: false,
  disbursements: [],
  ...more,
});

describe('the push cohort', () => {
  it('holds the period, without not-selected and what was withdrawn in time', () => {
    const rows = [
      row('in'),
      row('at-end', { pushedAtMs: 100 }),
      row('not-selected', { state: 'not_selected' }),
      row('withdrawn-in-time', { state: 'withdrawn', withdrawnAtMs: 9 }),
      row('withdrawn-late', { state: 'withdrawn', withdrawnAtMs: 10 }),
    ];
    const cohort = figures.pushCohort(rows, { fromMs: 0, toMs: 100 });
    expect(cohort.map((one) => one.engagementId)).toEqual(['in', 'withdrawn-late']);
  });
});

describe('rates over enterprises', () => {
  it('count an enterprise once, however many banks it was pushed to', () => {
    // Enterprise X at two banks, one approves; enterprise Y at one bank: 1 of 2 = 50 %, not 1 of 3.
    const cohort = [
      row('x1', { enterpriseId: 'X', approvedAtMs: 5, disbursements: [loan(1n, { firstLoan: true })] }),
      row('x2', { enterpriseId: 'X' }),
      row('y1', { enterpriseId: 'Y', twoWayContactAtMs: 3 }),
    ];
    expect(figures.approvalRate(cohort)).toEqual({
      numeratorIds: ['X'],
      denominatorIds: ['X', 'Y'],
      bp: 5_000,
    });
    expect(figures.fundedRate(cohort).bp).toBe(5_000);
    expect(figures.firstLoanShare(cohort)).toMatchObject({ denominatorIds: ['X'], bp: 10_000 });
    // Contact is counted in engagements: 1 of 3 = 33.33 %.
    expect(figures.contactRate(cohort).bp).toBe(3_333);
  });
});

describe('amounts', () => {
  it('meet a request at most in full, and only in its own currency', () => {
    // r1: 60 + 70 from two banks meets 100 of 100; r2: 30 of 100; the USD loan meets none of r2. 130 / 200 = 65 %.
    const cohort = [
      row('a', { requestId: 'r1', disbursements: [loan(60n)] }),
      row('b', { requestId: 'r1', disbursements: [loan(70n)] }),
      row('c', { requestId: 'r2', disbursements: [loan(30n), loan(50n, { currency: 'USD' })] }),
    ];
    expect(figures.amountMet(cohort)).toEqual([
      { currency: 'CNY', numeratorFen: 130n, denominatorFen: 200n, bp: 6_500 },
    ]);
  });

  it('weight the rate by what was paid out, currencies apart', () => {
    // (300 × 3.00 % + 100 × 4.17 %) / 400 = 3.2925 % → 329 bp.
    const loans = [
      loan(300n, { rateBp: 300 }),
      loan(100n, { rateBp: 417 }),
      loan(10n, { currency: 'USD', rateBp: 550 }),
    ];
    expect(figures.weightedAvgRate(loans)).toEqual([
      { currency: 'CNY', amountFen: 400n, rateBp: 329 },
      { currency: 'USD', amountFen: 10n, rateBp: 550 },
    ]);
  });

  it('tell unsecured and unreconciled money from the rest', () => {
    const loans = [loan(75n, { reconciled: false }), loan(25n, { unsecured: true })];
    expect(figures.unsecuredShare([row('a', { disbursements: loans })])).toEqual([
      { currency: 'CNY', numeratorFen: 25n, denominatorFen: 100n, bp: 2_500 },
    ]);
    expect(figures.unreconciledAmount(loans)).toEqual([{ currency: 'CNY', amountFen: 75n }]);
  });
});

describe('time', () => {
  it('calls late an answer after the limit and a missing one once the limit has passed', () => {
    const cohort = [
      row('on-the-dot', { firstAnswerAtMs: 10 }),
      row('late', { firstAnswerAtMs: 11 }),
      row('missing'),
    ];
    expect(figures.lateAnswerRate(cohort, 10).numeratorIds).toEqual(['late']);
    expect(figures.lateAnswerRate(cohort, 11).numeratorIds).toEqual(['late', 'missing']);
  });

  it('leaves conclusions that are not due yet out of the on-time rate', () => {
    const cohort = [
      row('in-time', { conclusionDueAtMs: 20, concludedAtMs: 20 }),
      row('too-late', { conclusionDueAtMs: 20, concludedAtMs: 21 }),
      row('due', { conclusionDueAtMs: 30 }),
      row('not-due', { conclusionDueAtMs: 31 }),
      row('papers-incomplete'),
    ];
    // in-time of {in-time, too-late, due} = 1/3.
    expect(figures.onTimeConclusionRate(cohort, 30)).toEqual({
      numeratorIds: ['in-time'],
      denominatorIds: ['due', 'in-time', 'too-late'],
      bp: 3_333,
    });
  });

  it('gives the median working time to an answer in hours', () => {
    // 124 minutes = 2.07 h → 2.1; of four values the second is the lower median.
    const minutes = [30, 124, 200, 600];
    const cohort = [...minutes.map((m) => row(`m${m}`, { firstAnswerWorkingMinutes: m })), row('silent')];
    expect(figures.medianFirstResponseHours(cohort)).toBe(2.1);
    expect(figures.medianFirstResponseHours([row('silent')])).toBeNull();
  });
});

describe('outcomes', () => {
  it('keep silence on record and count what was approved in vain and repaired with success', () => {
    const cohort = [
      row('answered-late', { state: 'accepted', everSilent: true }),
      row('vain', { state: 'not_taken', approvedAtMs: 4 }),
      row('used', { state: 'disbursed', approvedAtMs: 4 }),
      row('repaired', { repairStartedAtMs: 2, acceptedAfterRepairAtMs: 6 }),
      row('repairing', { state: 'repairing', repairStartedAtMs: 2 }),
    ];
    expect(figures.silenceRate(cohort)).toMatchObject({ numeratorIds: ['answered-late'], bp: 2_000 });
    expect(figures.approvedNotTakenShare(cohort).bp).toBe(5_000);
    expect(figures.repairSuccess(cohort).bp).toBe(5_000);
  });
});

describe('properties of the figures', () => {
  const moment = fc.option(fc.nat(50), { nil: undefined });
  const cohortRow = fc
    .record({
      id: fc.nat(20),
      enterprise: fc.nat(6),
      state: fc.constantFrom('pushed', 'accepted', 'not_taken', 'not_selected', 'withdrawn', 'disbursed'),
      times: fc.record({
        twoWayContactAtMs: moment,
        approvedAtMs: moment,
        concludedAtMs: moment,
        conclusionDueAtMs: moment,
        repairStartedAtMs: moment,
        withdrawnAtMs: moment,
      }),
      paid: fc.array(fc.bigInt(1n, 300n), { maxLength: 3 }),
      silent: fc.boolean(),
    })
    .map(({ id, enterprise, state, times, paid, silent }) => {
      const known = Object.entries(times).filter(([, atMs]) => atMs !== undefined);
      return row(String(id), {
        enterpriseId: String(enterprise),
        state,
        everSilent: silent,
        disbursements: paid.map((fen) => loan(fen)),
        ...Object.fromEntries(known),
      });
    });

  it('no rate passes 100 %, and every numerator is found in its denominator', () => {
    fc.assert(
      fc.property(fc.array(cohortRow, { maxLength: 25 }), fc.nat(60), (rows, asOfMs) => {
        const cohort = figures.pushCohort(rows, { fromMs: 0, toMs: 1 });
        const rates = [
          figures.contactRate(cohort),
          figures.approvalRate(cohort),
          figures.fundedRate(cohort),
          figures.firstLoanShare(cohort),
          figures.lateAnswerRate(cohort, asOfMs),
          figures.silenceRate(cohort),
          figures.onTimeConclusionRate(cohort, asOfMs),
          figures.approvedNotTakenShare(cohort),
          figures.repairSuccess(cohort),
        ];
        for (const { numeratorIds, denominatorIds, bp } of rates) {
          expect(denominatorIds).toEqual(expect.arrayContaining([...numeratorIds]));
          expect(bp === null).toBe(denominatorIds.length === 0);
          expect(bp ?? 0).toBeLessThanOrEqual(10_000);
        }
        for (const { bp } of [...figures.amountMet(cohort), ...figures.unsecuredShare(cohort)]) {
          expect(bp).toBeLessThanOrEqual(10_000);
        }
      }),
    );
  });

  it('rounds basis points half up and divides by nothing never', () => {
    // 1/3 = 3333.3…, 2/3 = 6666.6…, 1/20000 = 0.5 → 1, 1/20001 < 0.5 → 0.
    expect([
      basisPoints(1n, 3n),
      basisPoints(2n, 3n),
      basisPoints(1n, 20_000n),
      basisPoints(1n, 20_001n),
    ]).toEqual([3_333, 6_667, 1, 0]);
    expect(basisPoints(1n, 0n)).toBeNull();
    expect([lowerMedian([]), lowerMedian([7]), lowerMedian([9, 1]), lowerMedian([3, 1, 2])]).toEqual([
      null,
      7,
      1,
      2,
    ]);
  });
});

describe('the definitions', () => {
  it('exist for every figure that can be computed', () => {
    const computed = [
      ...Object.keys(figures).filter((name) => name !== 'pushCohort'),
      funnel.name,
      stageTimes.name,
    ];
    expect([...FIGURE_CODES].sort()).toEqual(computed.sort());
    expect(FIGURE_DEFINITIONS.fundedRate.additive).toBe(false);
  });
});
