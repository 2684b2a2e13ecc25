import { double, int } from '../engine/typed-reads.js';
import { NONE } from './network.js';
import type { AllocationPlan, Limit, RequestOutcome, ShortfallReason } from './plan.js';
import { indexProblem, poolsAbove, type ProblemIndex } from './problem-index.js';
import type { AllocationProblem } from './problem.js';
import { useOf } from './read-plan.js';

/** Every request in plain fields: what serves it, from which pools, or what stands in the way of the rest. */
export function explainPlan(problem: AllocationProblem, plan: AllocationPlan): readonly RequestOutcome[] {
  const index = indexProblem(problem);
  const lent = lentBy(index, plan);
  const rest = restOf(index, lent);
  return index.requests.map((_, request) => outcomeOf(index, lent, rest, request));
}

interface Rest {
  readonly limit: Limit;
  readonly fen: bigint;
}

/** By product: its own limit, if it has one, and those of its pools, with what the plan leaves of them. */
function restOf(index: ProblemIndex, lent: Float64Array): readonly (readonly Rest[])[] {
  const used = useOf(index, lent);
  const pools = index.pools.map(({ id, capacityFen }, at): Rest => {
    return { limit: { kind: 'pool', id }, fen: capacityFen - BigInt(double(used.pools, at)) };
  });
  return index.products.map(({ id, capFen }, at) => {
    const above = poolsAbove(index, at).flatMap((pool) => pools[pool] ?? []);
    if (capFen === null) return above;
    return [{ limit: { kind: 'product', id }, fen: capFen - BigInt(double(used.products, at)) }, ...above];
  });
}

function outcomeOf(
  index: ProblemIndex,
  lent: Float64Array,
  rest: readonly (readonly Rest[])[],
  request: number,
): RequestOutcome {
  const [from, to] = [int(index.firstFit, request), int(index.firstFit, request + 1)];
  const fits = Array.from({ length: to - from }, (_, at) => from + at);
  const amountFen = BigInt(double(index.amount, request));
  const shares = fits
    .filter((fit) => double(lent, fit) > 0)
    .map((fit) => {
      const product = int(index.fitProduct, fit);
      const poolIds = poolsAbove(index, product).map((pool) => index.pools[pool]?.id ?? '');
      return { productId: index.products[product]?.id ?? '', poolIds, fen: BigInt(double(lent, fit)) };
    });
  const servedFen = shares.reduce((sum, { fen }) => sum + fen, 0n);
  const missingFen = amountFen - servedFen;
  const common = { requestId: index.requests[request]?.id ?? '', amountFen, servedFen, shares };
  if (missingFen === 0n) return { ...common, outcome: 'served', blockedBy: [] };
  const blockedBy = tightest(
    fits.map((fit) => rest[int(index.fitProduct, fit)] ?? []),
    missingFen,
  );
  return {
    ...common,
    outcome: servedFen > 0n ? 'partly_served' : 'not_served',
    reason: reasonOf(fits.length, blockedBy),
    blockedBy,
  };
}

function reasonOf(fits: number, blockedBy: readonly { readonly restFen: bigint }[]): ShortfallReason {
  if (fits === 0) return 'no_fitting_product';
  return blockedBy.every(({ restFen }) => restFen === 0n) ? 'limits_full' : 'limits_too_small_for_whole';
}

/** The limits with less left than is missing; of each product those that have least. */
function tightest(ways: readonly (readonly Rest[])[], missingFen: bigint): RequestOutcome['blockedBy'] {
  const found = new Map<string, RequestOutcome['blockedBy'][number]>();
  for (const way of ways) {
    const short = way.filter(({ fen }) => fen < missingFen);
    const least = short.reduce((min, { fen }) => (fen < min ? fen : min), missingFen);
    for (const { limit, fen } of short) {
      if (fen === least) found.set(`${limit.kind} ${limit.id}`, { ...limit, restFen: fen });
    }
  }
  return [...found.values()].sort((a, b) =>
    a.kind === b.kind ? (a.id < b.id ? -1 : 1) : a.kind === 'product' ? 1 : -1,
  );
}

function lentBy(index: ProblemIndex, plan: AllocationPlan): Float64Array {
  const requestAt = new Map(index.requests.map(({ id }, at) => [id, at]));
  const lent = new Float64Array(index.fitProduct.length);
  for (const { requestId, productId, fen } of plan.shares) {
    const request = requestAt.get(requestId) ?? NONE;
    const to = request === NONE ? 0 : int(index.firstFit, request + 1);
    let fit = request === NONE ? 0 : int(index.firstFit, request);
    while (fit < to && index.products[int(index.fitProduct, fit)]?.id !== productId) fit += 1;
    if (fit === to) throw new RangeError(`the plan is not of this problem: ${requestId} ${productId}`);
    lent[fit] = Number(fen);
  }
  return lent;
}
