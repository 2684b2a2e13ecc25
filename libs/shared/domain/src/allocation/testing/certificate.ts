import type { AllocationPlan, LimitUse } from '../plan.js';
import type { AllocationProblem } from '../problem.js';

/**
 * What is wrong with a plan, by the conditions that make it optimal (Ahuja, Magnanti, Orlin 1993, §9.3):
 * it stays within every amount and limit; only what is used up has a price; no fit gains more than its
 * request's best, and only such fits are lent on. Worked out from the plain answer, in bigint.
 */
export function faultsOf(
  problem: AllocationProblem,
  plan: AllocationPlan,
  limits: readonly LimitUse[],
): string[] {
  const faults = feasibilityFaults(problem, plan);
  const prices = new Map(limits.map(({ kind, id, shadowPrice }) => [`${kind} ${id}`, shadowPrice]));
  for (const { kind, id, capacityFen, usedFen, shadowPrice } of limits) {
    if (shadowPrice < 0) faults.push(`${kind} ${id} has the price ${shadowPrice}`);
    if (shadowPrice > 0 && usedFen !== capacityFen) faults.push(`${kind} ${id} has a price and room`);
  }
  const lent = new Map(plan.shares.map((share) => [`${share.requestId} ${share.productId}`, share.fen]));
  const priority = new Map(problem.requests.map(({ id, priority: times = 1 }) => [id, times]));
  const limitsOf = limitsByProduct(problem);
  const priceOf = new Map(
    [...limitsOf].map(([id, keys]) => [id, keys.reduce((sum, key) => sum + (prices.get(key) ?? 0), 0)]),
  );
  const net = problem.fits.map((fit) => {
    const along = priceOf.get(fit.productId) ?? 0;
    return { ...fit, gain: fit.score * (priority.get(fit.requestId) ?? 1) - along };
  });
  const best = new Map<string, number>();
  for (const { requestId, gain } of net) best.set(requestId, Math.max(best.get(requestId) ?? 0, gain));
  for (const { requestId, productId, gain } of net) {
    if (lent.has(`${requestId} ${productId}`) && gain !== best.get(requestId)) {
      faults.push(`${requestId} would gain more elsewhere than from ${productId}`);
    }
  }
  const served = new Map<string, bigint>();
  for (const { requestId, fen } of plan.shares) served.set(requestId, (served.get(requestId) ?? 0n) + fen);
  for (const { id, amountFen } of problem.requests) {
    if ((best.get(id) ?? 0) > 0 && served.get(id) !== amountFen) faults.push(`${id} would gain from more`);
  }
  return faults;
}

/** Amounts, products, pools and the plan's own sums. */
export function feasibilityFaults(problem: AllocationProblem, plan: AllocationPlan): string[] {
  const faults: string[] = [];
  const score = new Map(problem.fits.map((fit) => [`${fit.requestId} ${fit.productId}`, fit.score]));
  const priority = new Map(problem.requests.map(({ id, priority: times = 1 }) => [id, times]));
  const used = new Map<string, bigint>();
  const limitsOf = limitsByProduct(problem);
  let [value, served] = [0n, 0n];
  for (const { requestId, productId, fen } of plan.shares) {
    const points = score.get(`${requestId} ${productId}`);
    if (fen <= 0n || points === undefined) faults.push(`${requestId} ${productId} is no fit, or has ${fen}`);
    value += fen * BigInt((points ?? 0) * (priority.get(requestId) ?? 1));
    served += fen;
    for (const key of [`request ${requestId}`, ...(limitsOf.get(productId) ?? [])]) {
      used.set(key, (used.get(key) ?? 0n) + fen);
    }
  }
  if (value !== plan.value || served !== plan.servedFen) faults.push('the sums are not those of the shares');
  const check = (key: string, most: bigint | null) => {
    if (most !== null && (used.get(key) ?? 0n) > most) faults.push(`${key} is exceeded`);
  };
  for (const { id, amountFen } of problem.requests) check(`request ${id}`, amountFen);
  for (const { id, capFen } of problem.products) check(`product ${id}`, capFen);
  for (const { id, capacityFen } of problem.pools) check(`pool ${id}`, capacityFen);
  return faults;
}

function limitsByProduct({ products, pools }: AllocationProblem): ReadonlyMap<string, readonly string[]> {
  const parents = new Map(pools.map(({ id, parentId }) => [id, parentId]));
  return new Map(
    products.map(({ id, poolId }) => {
      const keys = [`product ${id}`];
      for (let pool = poolId; pool !== null; pool = parents.get(pool) ?? null) keys.push(`pool ${pool}`);
      return [id, keys];
    }),
  );
}
