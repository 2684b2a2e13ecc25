import type { IsoDate } from './facts.js';
import type { Clause } from './rules.js';
import type { BankType } from './vocabulary.js';

export const MECHANISMS = ['RELENDING', 'REDISCOUNT', 'LENDING_SCALE', 'OWN'] as const;
export type Mechanism = (typeof MECHANISMS)[number];

/** Coarse on purpose: a score that moved with each drawdown would re-rank everything. */
export const HEADROOM_TIERS = ['exhausted', 'low', 'moderate', 'ample'] as const;
export type HeadroomTier = (typeof HEADROOM_TIERS)[number];

/** The bank's own record of answering in time. */
export const RESPONSIVENESS_TIERS = ['late', 'mixed', 'prompt'] as const;
export type ResponsivenessTier = (typeof RESPONSIVENESS_TIERS)[number];

export interface Lender {
  readonly institutionId: string;
  readonly type: BankType;
  readonly localLegalPerson: boolean;
  /** GB/T 2260 province code of the lender. */
  readonly province: string;
}

/** Which lenders may use a facility: (types ∪ named), narrowed by legal-person flag and province. */
export interface LenderScope {
  /** Both lists empty: any bank. */
  readonly bankTypes: readonly BankType[];
  readonly institutionIds: readonly string[];
  readonly localLegalPersonOnly: boolean;
  /** Empty: every province. */
  readonly provinces: readonly string[];
}

/** The source of the money as far as it gates or ranks a product. */
export interface ProductFacility {
  readonly code: string;
  readonly mechanism: Mechanism;
  readonly open: boolean;
  readonly opensOn?: IsoDate;
  readonly closesOn?: IsoDate;
  readonly lenders: LenderScope;
  readonly headroom?: HeadroomTier;
}

/** A bank's product as the engine reads it. */
export interface MatchProduct {
  readonly id: string;
  readonly version: number;
  readonly lender: Lender;
  readonly published: boolean;
  /** The day the bank last confirmed that the product is still offered. */
  readonly confirmedOn: IsoDate;
  /** `clausesOf` the checked admission rule. */
  readonly clauses: readonly Clause[];
  readonly facility: ProductFacility;
  /** Lowest annual rate offered. */
  readonly rateFromBp?: number;
  /** Working days to a conclusion, as the bank states them. */
  readonly conclusionDays?: number;
  /** Lists whose members the bank favours without requiring membership. */
  readonly preferredLists: readonly string[];
  readonly responsiveness?: ResponsivenessTier;
}
