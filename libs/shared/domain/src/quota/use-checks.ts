import type { LprTenor } from '../codes/index.js';

export const USE_CHECKS = ['lender', 'borrower', 'rate_cap', 'window', 'single_customer'] as const;
export type UseCheckName = (typeof USE_CHECKS)[number];

export const LENDER_FAULTS = ['bank_type', 'not_local_legal_person', 'province'] as const;
export type LenderFault = (typeof LENDER_FAULTS)[number];

/** One condition of using a facility: whether it holds, and the figures its sentence needs. */
export type UseCheck =
  | { readonly check: 'lender'; readonly passed: boolean; readonly fault: LenderFault | null }
  | {
      readonly check: 'borrower';
      readonly passed: boolean;
      /** Alternatives of conditions, of which one must hold in full; empty when anybody may borrow. */
      readonly truth: 'true' | 'false' | 'unknown';
      /** Attributes in the way: failed, or not known well enough. */
      readonly attributes: readonly string[];
    }
  | {
      readonly check: 'rate_cap';
      readonly passed: boolean;
      readonly rateBp: number;
      /** Null where the facility caps nothing, or no LPR is known for the day. */
      readonly capBp: number | null;
      readonly lpr: {
        readonly tenor: LprTenor;
        readonly rateBp: number;
        readonly since: string;
        readonly marginBp: number;
        readonly verified: boolean;
      } | null;
    }
  | {
      readonly check: 'window';
      readonly passed: boolean;
      readonly day: string;
      readonly opensOn: string | null;
      readonly closesOn: string | null;
    }
  | {
      readonly check: 'single_customer';
      readonly passed: boolean;
      readonly limitFen: bigint | null;
      /** What the customer holds and has used already. */
      readonly exposureFen: bigint;
      readonly amountFen: bigint;
    };
