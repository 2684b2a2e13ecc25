import { AllocationError, checkAllocation, planSplit, type AllocationProblem } from './index.js';

const problem: AllocationProblem = {
  requests: [{ id: 'a', amountFen: 1n, province: '32' }],
  products: [{ id: 'p', poolId: 'bank', capFen: 1n }],
  pools: [
    { id: 'nation', parentId: null, capacityFen: 1n },
    { id: 'bank', parentId: 'nation', capacityFen: 1n },
  ],
  fits: [{ requestId: 'a', productId: 'p', score: 1 }],
};
const [request] = problem.requests;
const [product] = problem.products;
const [nation, bank] = problem.pools;
const [fit] = problem.fits;
if (!request || !product || !nation || !bank || !fit) throw new Error('the problem lost a part');
const tooMuch = 2n ** 53n;

describe('what is no allocation problem', () => {
  it('finds nothing wrong with a good one', () => {
    expect(checkAllocation(problem)).toEqual([]);
  });

  it.each<[string, Partial<AllocationProblem>, string]>([
    ['duplicate_id', { requests: [request, request] }, 'a'],
    ['duplicate_fit', { fits: [fit, { ...fit, score: 2 }] }, 'a p'],
    ['unknown_request', { fits: [{ ...fit, requestId: 'b' }] }, 'b'],
    ['unknown_product', { fits: [{ ...fit, productId: 'q' }] }, 'q'],
    ['unknown_pool', { products: [{ ...product, poolId: 'other' }] }, 'other'],
    ['unknown_pool', { pools: [nation, { ...bank, parentId: 'other' }] }, 'other'],
    ['pool_cycle', { pools: [{ ...nation, parentId: 'bank' }, bank] }, 'bank'],
    ['pool_cycle', { pools: [nation, { ...bank, parentId: 'bank' }] }, 'bank'],
    ['amount_not_positive', { requests: [{ ...request, amountFen: 0n }] }, 'a'],
    ['amount_too_large', { pools: [nation, { ...bank, capacityFen: tooMuch }] }, 'bank'],
    ['capacity_negative', { products: [{ ...product, capFen: -1n }] }, 'p'],
    ['score_not_allowed', { fits: [{ ...fit, score: 0 }] }, 'a p'],
    ['score_not_allowed', { fits: [{ ...fit, score: 0.5 }] }, 'a p'],
    ['priority_not_allowed', { requests: [{ ...request, priority: 101 }] }, 'a'],
    [
      'total_too_large',
      { requests: [request, { ...request, id: 'b', amountFen: tooMuch - 1n }] },
      String(tooMuch),
    ],
  ])('%s', (code, change, id) => {
    const broken = { ...problem, ...change };
    expect(checkAllocation(broken)).toEqual([{ code, id }]);
    expect(() => planSplit(broken)).toThrow(AllocationError);
  });

  it('refuses a tranche for a pool that is not there, or of less than nothing', () => {
    const optimum = planSplit(problem);
    expect(() => optimum.whatIf([{ poolId: 'other', fen: 1n }])).toThrow('unknown_pool other');
    expect(() => optimum.whatIf([{ poolId: 'bank', fen: -1n }])).toThrow('capacity_negative bank');
    expect(() => optimum.whatIf([{ poolId: 'bank', fen: tooMuch }])).toThrow('amount_too_large bank');
  });
});
