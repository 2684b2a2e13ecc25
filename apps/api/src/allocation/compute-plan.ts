import { LEAST_COUNT, STEP_FEN } from '@yinqi/contracts/allocation';
import {
  coverFairly,
  explainPlan,
  MAX_SCORE,
  planSplit,
  planWholeLoans,
  type AllocationPlan,
  type AllocationProblem,
  type FairPlan,
  type RequestOutcome,
  type ShortfallReason,
  type SplitOptimum,
} from '@yinqi/domain/allocation';
import { poolIdOf, problemOf, type PlanInputs, type PlanPool } from './plan-inputs.js';

export type PlanFigures = {
  readonly requests: number;
  readonly demandFen: string;
  readonly reachable: number;
  readonly reachableFen: string;
  readonly splitFen: string;
  readonly wholeFen: string;
  readonly wholeRequests: number;
  readonly gapPpm: number;
};

export type PlanSummary = {
  readonly figures: PlanFigures;
  readonly fairness: {
    readonly areas: readonly {
      readonly code: string;
      readonly reachableFen: string;
      readonly beforeFen: string;
      readonly fairFen: string;
    }[];
    readonly worstBeforePpm: number;
    readonly worstPpm: number;
    readonly servedFen: string;
    readonly costPpm: number;
  };
};

export type RequestLine = {
  readonly request_id: string;
  readonly enterprise_id: string;
  readonly number: string;
  readonly area: string;
  readonly amount_fen: string;
  readonly outcome: RequestOutcome['outcome'];
  readonly reason: ShortfallReason | null;
  readonly blocked: readonly {
    readonly facilityId: string;
    readonly bankId: string | null;
    readonly restFen: string;
  }[];
  readonly product_id: string | null;
  readonly bank_id: string | null;
};

export type ProductLine = {
  readonly product_id: string;
  readonly bank_id: string;
  readonly facility_id: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly amount_fen: string;
  readonly requests: number | null;
};

export type PoolLine = {
  readonly at: number;
  readonly facility_id: string;
  readonly bank_id: string | null;
  readonly capacity_fen: string;
  readonly whole_fen: string;
  readonly split_fen: string;
  readonly value_ppm: number | null;
  readonly served_more_fen: string | null;
};

export type PlanResult = {
  readonly summary: PlanSummary;
  readonly requests: readonly RequestLine[];
  readonly products: readonly ProductLine[];
  readonly pools: readonly PoolLine[];
};

/** A few limits in the way tell enough; with many products there may be dozens. */
const MOST_BLOCKERS = 6;
const MILLION_YUAN = 100_000_000n;
const PPM = 1_000_000;

/** The plans of one problem with what pages say of them; pure, so that it can be computed again and compared. */
export function computePlan(inputs: PlanInputs): PlanResult {
  const problem = problemOf(inputs);
  const split = planSplit(problem);
  const whole = planWholeLoans(problem, { seed: inputs.seed });
  const fair = coverFairly(problem);
  const outcomes = explainPlan(problem, whole.plan);
  const reached = new Set(problem.fits.map(({ requestId }) => requestId));
  const figures: PlanFigures = {
    requests: problem.requests.length,
    demandFen: String(split.plan.demandFen),
    reachable: reached.size,
    reachableFen: String(split.plan.reachableFen),
    splitFen: String(split.plan.servedFen),
    wholeFen: String(whole.plan.servedFen),
    wholeRequests: whole.plan.shares.length,
    gapPpm: whole.gapPpm,
  };
  return {
    summary: { figures, fairness: fairnessOf(problem, split.plan, fair) },
    requests: requestLines(inputs, outcomes),
    products: productLines(inputs, whole.plan),
    pools: poolLines(inputs, split, whole.plan),
  };
}

function fairnessOf(
  problem: AllocationProblem,
  best: AllocationPlan,
  fair: FairPlan,
): PlanSummary['fairness'] {
  const areaOf = new Map(problem.requests.map(({ id, province }) => [id, province]));
  const before = sums(best.shares.map(({ requestId, fen }) => [areaOf.get(requestId) ?? '', fen]));
  return {
    areas: fair.provinces.map(({ province: code, reachableFen, servedFen }) => ({
      code,
      reachableFen: String(reachableFen),
      beforeFen: String(before.get(code) ?? 0n),
      fairFen: String(servedFen),
    })),
    worstBeforePpm: fair.worstBeforePpm,
    worstPpm: fair.worstPpm,
    servedFen: String(fair.plan.servedFen),
    costPpm: fair.levels.at(-1)?.valueCostPpm ?? 0,
  };
}

function requestLines(inputs: PlanInputs, outcomes: readonly RequestOutcome[]): RequestLine[] {
  const byId = new Map(inputs.requests.map((request) => [request.id, request]));
  const bankOf = new Map(inputs.products.map(({ id, bankId }) => [id, bankId]));
  const poolOf = new Map(inputs.pools.map((pool) => [poolIdOf(pool.facilityId, pool.bankId), pool]));
  return outcomes.flatMap(({ requestId, amountFen, outcome, reason, shares, blockedBy }): RequestLine[] => {
    const request = byId.get(requestId);
    if (!request) return [];
    const productId = shares[0]?.productId ?? null;
    return [
      {
        request_id: requestId,
        enterprise_id: request.enterpriseId,
        number: request.number,
        area: request.area,
        amount_fen: String(amountFen),
        outcome,
        reason: reason ?? null,
        blocked: blockedBy.slice(0, MOST_BLOCKERS).flatMap(({ id, restFen }) => {
          const pool = poolOf.get(id);
          return pool ? [{ facilityId: pool.facilityId, bankId: pool.bankId, restFen: String(restFen) }] : [];
        }),
        product_id: productId,
        bank_id: productId === null ? null : (bankOf.get(productId) ?? null),
      },
    ];
  });
}

/** Of few requests neither their number nor their exact sum is told: a single one's sum is its amount. */
function productLines({ products }: PlanInputs, { shares }: AllocationPlan): ProductLine[] {
  const amounts = sums(shares.map(({ productId, fen }) => [productId, fen]));
  const counts = sums(shares.map(({ productId }) => [productId, 1n]));
  return products.map(({ id, bankId, facilityId, name, nameEn }) => {
    const [amount, count] = [amounts.get(id) ?? 0n, Number(counts.get(id) ?? 0n)];
    const isFew = count < LEAST_COUNT;
    const shown = isFew ? ((amount + MILLION_YUAN - 1n) / MILLION_YUAN) * MILLION_YUAN : amount;
    return {
      product_id: id,
      bank_id: bankId,
      facility_id: facilityId,
      name,
      name_en: nameEn,
      amount_fen: String(shown),
      requests: isFew ? null : count,
    };
  });
}

function poolLines(inputs: PlanInputs, split: SplitOptimum, whole: AllocationPlan): PoolLine[] {
  const used = new Map(split.limits.map(({ id, usedFen }) => [id, usedFen]));
  const prices = new Map(split.bindingPools().map(({ poolId, shadowPrice }) => [poolId, shadowPrice]));
  const lent = usedWhole(inputs, whole);
  return inputs.pools.map(({ facilityId, bankId, capacityFen }, at): PoolLine => {
    const id = poolIdOf(facilityId, bankId);
    const price = prices.get(id);
    const more = price === undefined ? undefined : split.whatIf([{ poolId: id, fen: BigInt(STEP_FEN) }]);
    return {
      at,
      facility_id: facilityId,
      bank_id: bankId,
      capacity_fen: capacityFen,
      whole_fen: String(lent.get(id) ?? 0n),
      split_fen: String(used.get(id) ?? 0n),
      value_ppm: price === undefined ? null : Math.round((price * PPM) / MAX_SCORE),
      // An optimum of greatest value may serve less in fen when a better fit takes the place of two.
      served_more_fen: more === undefined ? null : String(more.servedMoreFen > 0n ? more.servedMoreFen : 0n),
    };
  });
}

/** By pool: what the whole loans take of it, counted at both levels. */
function usedWhole(inputs: PlanInputs, { shares }: AllocationPlan): ReadonlyMap<string, bigint> {
  const products = new Map(inputs.products.map((product) => [product.id, product]));
  const has = new Set(inputs.pools.map((pool: PlanPool) => poolIdOf(pool.facilityId, pool.bankId)));
  return sums(
    shares.flatMap(({ productId, fen }): [string, bigint][] => {
      const product = products.get(productId);
      if (!product) return [];
      const own = poolIdOf(product.facilityId, product.bankId);
      return has.has(own)
        ? [
            [product.facilityId, fen],
            [own, fen],
          ]
        : [[product.facilityId, fen]];
    }),
  );
}

function sums(parts: readonly (readonly [string, bigint])[]): ReadonlyMap<string, bigint> {
  const total = new Map<string, bigint>();
  for (const [key, fen] of parts) total.set(key, (total.get(key) ?? 0n) + fen);
  return total;
}
