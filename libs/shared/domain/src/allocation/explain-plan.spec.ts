import { explainPlan, planSplit, planWholeLoans, type AllocationProblem } from './index.js';
import { MIDDLE, randomProblem } from './testing/problems.js';

const WAN = 1_000_000n;

/** Two products of one bank, which has 300 (万元) of a nation that has plenty; p lends at most 100. */
const worked: AllocationProblem = {
  requests: [
    { id: 'a', amountFen: 250n * WAN, province: '32' },
    { id: 'b', amountFen: 120n * WAN, province: '61' },
    { id: 'c', amountFen: 50n * WAN, province: '61' },
    { id: 'd', amountFen: 80n * WAN, province: '61' },
  ],
  products: [
    { id: 'p', poolId: 'bank', capFen: 100n * WAN },
    { id: 'q', poolId: 'bank', capFen: null },
  ],
  pools: [
    { id: 'nation', parentId: null, capacityFen: 900n * WAN },
    { id: 'bank', parentId: 'nation', capacityFen: 300n * WAN },
  ],
  fits: [
    { requestId: 'a', productId: 'p', score: 40 },
    { requestId: 'a', productId: 'q', score: 90 },
    { requestId: 'b', productId: 'p', score: 80 },
    { requestId: 'd', productId: 'p', score: 30 },
  ],
};

describe('why a request is served, or not', () => {
  it('names products and pools of what is served and the full limits before the rest', () => {
    // q lends a its 250 at 90, p the bank's last 50 to b at 80; c fits nothing, d finds the bank full.
    const bankIsFull = { reason: 'limits_full', blockedBy: [{ kind: 'pool', id: 'bank', restFen: 0n }] };
    const poolIds = ['bank', 'nation'];
    expect(explainPlan(worked, planSplit(worked).plan)).toEqual([
      {
        requestId: 'a',
        outcome: 'served',
        amountFen: 250n * WAN,
        servedFen: 250n * WAN,
        shares: [{ productId: 'q', poolIds, fen: 250n * WAN }],
        blockedBy: [],
      },
      {
        requestId: 'b',
        outcome: 'partly_served',
        amountFen: 120n * WAN,
        servedFen: 50n * WAN,
        shares: [{ productId: 'p', poolIds, fen: 50n * WAN }],
        ...bankIsFull,
      },
      {
        requestId: 'c',
        outcome: 'not_served',
        amountFen: 50n * WAN,
        servedFen: 0n,
        shares: [],
        reason: 'no_fitting_product',
        blockedBy: [],
      },
      {
        requestId: 'd',
        outcome: 'not_served',
        amountFen: 80n * WAN,
        servedFen: 0n,
        shares: [],
        ...bankIsFull,
      },
    ]);
  });

  it('says what is left where a loan would have to be whole', () => {
    // a takes 250 of the bank's 300: 50 are left, too little for the 120 of b, which p's 100 never held, and the 80 of d.
    const outcomes = explainPlan(worked, planWholeLoans(worked, { seed: 1 }).plan);
    const left = { kind: 'pool', id: 'bank', restFen: 50n * WAN };
    expect(outcomes.map(({ outcome, reason, blockedBy }) => ({ outcome, reason, blockedBy }))).toEqual([
      { outcome: 'served', reason: undefined, blockedBy: [] },
      { outcome: 'not_served', reason: 'limits_too_small_for_whole', blockedBy: [left] },
      { outcome: 'not_served', reason: 'no_fitting_product', blockedBy: [] },
      { outcome: 'not_served', reason: 'limits_too_small_for_whole', blockedBy: [left] },
    ]);
  });

  it('leaves no request without an answer, and no shortfall without a reason', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const problem = randomProblem(seed, MIDDLE);
      const { plan } = planSplit(problem);
      const outcomes = explainPlan(problem, plan);
      expect(outcomes).toHaveLength(problem.requests.length);
      expect(outcomes.reduce((sum, { servedFen }) => sum + servedFen, 0n)).toBe(plan.servedFen);
      for (const { amountFen, servedFen, reason, blockedBy } of outcomes) {
        const isBlocked = blockedBy.length > 0 && blockedBy.every(({ restFen }) => restFen === 0n);
        expect(reason).toBe(
          amountFen === servedFen ? undefined : isBlocked ? 'limits_full' : 'no_fitting_product',
        );
      }
    }
  });

  it('refuses a plan of another problem', () => {
    const { plan } = planSplit(worked);
    expect(() => explainPlan({ ...worked, fits: [] }, plan)).toThrow('the plan is not of this problem: a q');
  });
});
