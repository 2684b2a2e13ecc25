/** A financing request that could use money from several products. */
export interface AllocationRequest {
  readonly id: string;
  readonly amountFen: bigint;
  /** The code whose share of coverage is compared with that of others (GB/T 2260). */
  readonly province: string;
  /** How many times a yuan lent here counts; 1 when absent, at most MAX_PRIORITY. */
  readonly priority?: number;
}

/** A product, the pool its loans are charged to and what the bank itself sets as its most. */
export interface AllocationProduct {
  readonly id: string;
  /** null: the bank's own funds, charged to no pool. */
  readonly poolId: string | null;
  /** null: no limit of its own. */
  readonly capFen: bigint | null;
}

/** A quota and the quota it is part of; what is lent counts at every level up to the root. */
export interface QuotaPool {
  readonly id: string;
  readonly parentId: string | null;
  readonly capacityFen: bigint;
}

/** A pair the matching engine found eligible. */
export interface Fit {
  readonly requestId: string;
  readonly productId: string;
  /** What each fen lent on this pair is worth. */
  readonly score: number;
}

export interface AllocationProblem {
  readonly requests: readonly AllocationRequest[];
  readonly products: readonly AllocationProduct[];
  readonly pools: readonly QuotaPool[];
  readonly fits: readonly Fit[];
}

/** Of the rules by which plans are made: the same version, problem and seed give the same plan. */
export const ALLOCATION_VERSION = 1;

export const MAX_SCORE = 10_000;
export const MAX_PRIORITY = 100;
export const MAX_REQUESTS = 200_000;
export const MAX_PRODUCTS = 20_000;
export const MAX_POOLS = 5_000;
export const MAX_FITS = 5_000_000;
/** Flows are added up in doubles, which are exact up to here. */
export const MAX_TOTAL_FEN = BigInt(Number.MAX_SAFE_INTEGER);

export const ALLOCATION_FAULTS = [
  'too_many',
  'duplicate_id',
  'duplicate_fit',
  'unknown_request',
  'unknown_product',
  'unknown_pool',
  'pool_cycle',
  'amount_not_positive',
  'amount_too_large',
  'capacity_negative',
  'score_not_allowed',
  'priority_not_allowed',
  'total_too_large',
] as const;
export type AllocationFaultCode = (typeof ALLOCATION_FAULTS)[number];

/** What is wrong with a problem: the code, and the request, product, pool or pair it was found at. */
export interface AllocationFault {
  readonly code: AllocationFaultCode;
  readonly id: string;
}

/** A problem that is refused before anything is computed, with everything that is wrong with it. */
export class AllocationError extends RangeError {
  readonly faults: readonly AllocationFault[];

  constructor(faults: readonly AllocationFault[]) {
    const named = faults.slice(0, 5).map(({ code, id }) => `${code} ${id}`);
    super(`no allocation problem: ${named.join('; ')}${faults.length > 5 ? '; …' : ''}`);
    this.name = 'AllocationError';
    this.faults = faults;
  }
}
