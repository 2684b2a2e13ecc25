import { computePlan } from './compute-plan.js';
import { digestOf, packInputs, unpackInputs, type PlanInputs } from './plan-inputs.js';

const MILLION = 100_000_000n;

/** Requests of 1,234,567.89 yuan that all fit one product under a tool with room for all of them. */
const inputsOf = (requests: number): PlanInputs => ({
  seed: 1,
  planVersion: 1,
  policyVersion: 'policy',
  engineVersion: 'engine',
  asOf: '2026-11-22',
  requests: Array.from({ length: requests }, (_, at) => ({
    id: `r${at}`,
    number: `XQ-${at}`,
    enterpriseId: `e${at}`,
    area: '320500',
    amountFen: '123456789',
  })),
  products: [{ id: 'p', bankId: 'b', facilityId: 'f', name: '示例贷款', nameEn: null }],
  pools: [
    { facilityId: 'f', bankId: null, capacityFen: String(100n * MILLION) },
    { facilityId: 'f', bankId: 'b', capacityFen: String(50n * MILLION) },
  ],
  fits: Array.from({ length: requests }, (_, at) => [at, 0, 8000]).flat(),
});

describe('computePlan', () => {
  it('tells a bank the exact sum of five requests, and of four a rounded one without their number', () => {
    // 5 × 123,456,789 = 617,283,945.
    expect(computePlan(inputsOf(5)).products).toMatchObject([{ amount_fen: '617283945', requests: 5 }]);
    // 4 × 123,456,789 = 493,827,156: up to 5 million yuan.
    expect(computePlan(inputsOf(4)).products).toMatchObject([{ amount_fen: '500000000', requests: null }]);
    expect(computePlan(inputsOf(0)).products).toMatchObject([{ amount_fen: '0', requests: null }]);
  });

  it('counts what a bank lends in its part and in the tool', () => {
    const { pools } = computePlan(inputsOf(5));
    expect(pools.map(({ bank_id, whole_fen, value_ppm }) => [bank_id, whole_fen, value_ppm])).toEqual([
      [null, '617283945', null],
      ['b', '617283945', null],
    ]);
  });

  it('gives the same digests after packing and unpacking', async () => {
    const inputs = inputsOf(7);
    const again = await unpackInputs(await packInputs(inputs));
    expect(digestOf(again)).toBe(digestOf(inputs));
    expect(digestOf(computePlan(again))).toBe(digestOf(computePlan(inputs)));
  });
});
