import type { AllocationProblem } from '../problem.js';

/** The greatest value of whole loans, by trying every choice of every request. */
export function bestWholeValue(problem: AllocationProblem): bigint {
  const rest = new Map<string, bigint>();
  for (const { id, capFen } of problem.products) if (capFen !== null) rest.set(`p ${id}`, capFen);
  for (const { id, capacityFen } of problem.pools) rest.set(`g ${id}`, capacityFen);
  const limits = new Map(
    problem.products.map(({ id, poolId }) => [id, [`p ${id}`, ...poolsFrom(problem, poolId)]]),
  );
  const best = (at: number): bigint => {
    const request = problem.requests[at];
    if (request === undefined) return 0n;
    let most = best(at + 1);
    for (const { productId, score } of problem.fits.filter(({ requestId }) => requestId === request.id)) {
      const along = (limits.get(productId) ?? []).filter((limit) => rest.has(limit));
      if (along.some((limit) => (rest.get(limit) ?? 0n) < request.amountFen)) continue;
      for (const limit of along) rest.set(limit, (rest.get(limit) ?? 0n) - request.amountFen);
      const value = request.amountFen * BigInt(score * (request.priority ?? 1)) + best(at + 1);
      for (const limit of along) rest.set(limit, (rest.get(limit) ?? 0n) + request.amountFen);
      if (value > most) most = value;
    }
    return most;
  };
  return best(0);
}

function poolsFrom(problem: AllocationProblem, poolId: string | null): readonly string[] {
  const pool = problem.pools.find(({ id }) => id === poolId);
  return pool === undefined ? [] : [`g ${pool.id}`, ...poolsFrom(problem, pool.parentId)];
}
