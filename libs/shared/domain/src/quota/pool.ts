import type { Currency } from '../money/index.js';

/** Whose figures a pool holds: the holder's own, allotted by the holder, or only our tally of what was reported. */
export const AUTHORITIES = ['OFFICIAL', 'ALLOTTED_BY_HOLDER', 'SHADOW'] as const;
export type Authority = (typeof AUTHORITIES)[number];

/** Whether a repayment gives quota back: only where the quota is a balance. */
export const BASES = ['FLOW', 'BALANCE'] as const;
export type Basis = (typeof BASES)[number];

export const POOL_STATES = ['open', 'frozen', 'closed'] as const;
export type PoolState = (typeof POOL_STATES)[number];

/** What two states together allow: a closed pool is closed for good, whatever else is only frozen. */
export const worseState = (one: PoolState, other: PoolState): PoolState =>
  POOL_STATES.indexOf(one) > POOL_STATES.indexOf(other) ? one : other;

/** 1亿元: from here on, what moves quota needs a second person unless the pool says otherwise. */
export const SECOND_PERSON_FROM_FEN = 10_000_000_000n;

/**
 * What became of a quota. `excessFen` is what of it was used beyond the limit: a loan really paid out is recorded,
 * whatever the limit says.
 */
export interface Balances {
  readonly limitFen: bigint;
  /** Handed on to pools below. */
  readonly allottedFen: bigint;
  readonly reservedFen: bigint;
  readonly committedFen: bigint;
  readonly usedFen: bigint;
  readonly excessFen: bigint;
}

/** What a pool is and never ceases to be: the first hash of its chain stands on it. */
export interface PoolOrigin {
  readonly id: string;
  readonly facilityId: string;
  readonly parentId: string | null;
  readonly currency: Currency;
  readonly basis: Basis;
}

export interface Pool extends PoolOrigin, Balances {
  readonly authority: Authority;
  readonly state: PoolState;
  /** The worst state of the pools above: what they stop is stopped here too. */
  readonly aboveState: PoolState;
  /** Reservations from this instant on, and before the other; null where that side is open. */
  readonly opensAtMs: number | null;
  readonly closesAtMs: number | null;
  /** The most one customer may hold and have used of this pool; of a tool's first pool, of the whole tool. */
  readonly singleCustomerLimitFen: bigint | null;
  readonly secondPersonFromFen: bigint;
  /** Entries so far; 0 before the first. */
  readonly version: number;
  /** Hash of the last entry; of the pool's origin before the first. */
  readonly headHash: string;
}

/** Everything a pool has given away, within its limit and beyond. */
export const takenFen = ({
  allottedFen,
  reservedFen,
  committedFen,
  usedFen,
}: Omit<Balances, 'limitFen' | 'excessFen'>): bigint => allottedFen + reservedFen + committedFen + usedFen;

/** What can still be reserved or allotted; nothing while a pool is over its limit. */
export function leftFen(balances: Balances): bigint {
  const left = balances.limitFen - takenFen(balances);
  return left > 0n ? left : 0n;
}
