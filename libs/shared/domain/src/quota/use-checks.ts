import type { LprTenor } from '../codes/index.js';
import type { Attribute, Truth } from '../matching/index.js';

export const USE_CHECKS = ['lender', 'borrower', 'rate_cap', 'window', 'single_customer'] as const;
export type UseCheckName = (typeof USE_CHECKS)[number];

export const LENDER_FAULTS = ['bank_type', 'not_local_legal_person', 'province'] as const;
export type LenderFault = (typeof LENDER_FAULTS)[number];

export interface LenderCheck {
  readonly check: 'lender';
  readonly passed: boolean;
  readonly fault: LenderFault | null;
}

export interface BorrowerCheck {
  readonly check: 'borrower';
  readonly passed: boolean;
  /** Unknown is not yes: what is missing has to be learnt first. */
  readonly truth: Truth;
  /** What is in the way: failed, or not known well enough. */
  readonly attributes: readonly Attribute[];
}

export interface RateCapCheck {
  readonly check: 'rate_cap';
  readonly passed: boolean;
  readonly rateBp: number;
  /** Null where the facility caps nothing, or no LPR is known for the day. */
  readonly capBp: number | null;
  /** What the cap stands on, where it follows the LPR. */
  readonly lpr: {
    readonly tenor: LprTenor;
    readonly rateBp: number;
    readonly marginBp: number;
    readonly since: string;
    readonly verified: boolean;
  } | null;
}

export interface WindowCheck {
  readonly check: 'window';
  readonly passed: boolean;
  readonly atMs: number;
  readonly opensAtMs: number | null;
  readonly closesAtMs: number | null;
}

export interface SingleCustomerCheck {
  readonly check: 'single_customer';
  readonly passed: boolean;
  readonly limitFen: bigint | null;
  /** What the customer holds and has used already. */
  readonly exposureFen: bigint;
  readonly askedFen: bigint;
}

/** One condition of using a facility: whether it holds, and the figures its sentence needs. */
export type UseCheck = LenderCheck | BorrowerCheck | RateCapCheck | WindowCheck | SingleCustomerCheck;
