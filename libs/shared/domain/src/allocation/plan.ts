/** Money of one request from one product. */
export interface Share {
  readonly requestId: string;
  readonly productId: string;
  readonly fen: bigint;
}

/** A suggestion that binds nobody. */
export interface AllocationPlan {
  /** By request, then by product, in the order of their ids. */
  readonly shares: readonly Share[];
  /** Σ score × priority × fen: the objective. */
  readonly value: bigint;
  readonly servedFen: bigint;
  readonly demandFen: bigint;
  /** Demand of the requests that fit at least one product. */
  readonly reachableFen: bigint;
}

export const LIMIT_KINDS = ['product', 'pool'] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];

/** A product's cap or a pool, and how far the plan uses it up. */
export interface LimitUse {
  readonly kind: LimitKind;
  readonly id: string;
  readonly capacityFen: bigint;
  readonly usedFen: bigint;
  /** Value a further fen would add at most; 0 unless the limit is used up. */
  readonly shadowPrice: number;
}

/** What changes when pools grow, the rest as it was. */
export interface TrancheEffect {
  readonly plan: AllocationPlan;
  readonly limits: readonly LimitUse[];
  readonly addedFen: bigint;
  readonly servedMoreFen: bigint;
  readonly valueMore: bigint;
  /** Shares that grow, shrink, appear or end; `fen` is the difference. */
  readonly changes: readonly Share[];
}

export interface Tranche {
  readonly poolId: string;
  readonly fen: bigint;
}

/** A pool that holds demand back, and what one more 万元 in it would really do. */
export interface BindingPool {
  readonly poolId: string;
  readonly capacityFen: bigint;
  readonly shadowPrice: number;
  readonly servedMoreFen: bigint;
  readonly valueMore: bigint;
}

/** Every request from one product entirely, or not at all. */
export interface WholeLoanPlan {
  readonly plan: AllocationPlan;
  /** No plan of whole loans is worth more: the splittable optimum over the pairs that fit whole. */
  readonly bound: bigint;
  /** (bound − value) ÷ bound in parts per million, rounded up. */
  readonly gapPpm: number;
  readonly seed: number;
}

export interface ProvinceCoverage {
  readonly province: string;
  /** Of requests that fit at least one product. */
  readonly reachableFen: bigint;
  readonly servedFen: bigint;
  /** What the levels make sure of. */
  readonly floorFen: bigint;
}

/**
 * A step of lifting provinces together, the worst-served first: these could rise no further without taking from
 * one that is no better served.
 */
export interface CoverageLevel {
  /** Share of their reachable demand they are sure of, in parts per million, rounded down. */
  readonly sharePpm: number;
  readonly provinces: readonly string[];
  /** What holds them there; empty when their demand is covered. */
  readonly limits: readonly Limit[];
  /** Value given up, up to this level, against the best plan. */
  readonly valueCost: bigint;
  readonly valueCostPpm: number;
}

/** The best plan among those that lift the worst-served provinces as far as quotas allow. */
export interface FairPlan {
  readonly plan: AllocationPlan;
  readonly provinces: readonly ProvinceCoverage[];
  /** Least share of a province's reachable demand, in parts per million, rounded down; and in the best plan. */
  readonly worstPpm: number;
  readonly worstBeforePpm: number;
  readonly levels: readonly CoverageLevel[];
}

export interface Limit {
  readonly kind: LimitKind;
  readonly id: string;
}

export const OUTCOMES = ['served', 'partly_served', 'not_served'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** Why something of a request is left over. */
export const SHORTFALL_REASONS = ['no_fitting_product', 'limits_full', 'limits_too_small_for_whole'] as const;
export type ShortfallReason = (typeof SHORTFALL_REASONS)[number];

/** One request's line of a plan, in plain fields. */
export interface RequestOutcome {
  readonly requestId: string;
  readonly outcome: Outcome;
  readonly amountFen: bigint;
  readonly servedFen: bigint;
  /** Pools from the product's own up to the root. */
  readonly shares: readonly {
    readonly productId: string;
    readonly poolIds: readonly string[];
    readonly fen: bigint;
  }[];
  readonly reason?: ShortfallReason;
  /** What stands in the way, with what is left of it; in the order of kinds and ids. */
  readonly blockedBy: readonly (Limit & { readonly restFen: bigint })[];
}
