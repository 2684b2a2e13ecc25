import type { Currency } from '../money/index.js';
import type { HoldSubject } from './hold.js';
import type { UseCheck } from './use-checks.js';

export const QUOTA_KINDS = [
  'allot',
  'return',
  'transfer',
  'adjust_limit',
  'freeze',
  'unfreeze',
  'close',
  'reserve',
  'commit',
  'uncommit',
  'extend',
  'post',
  'report',
  'void',
  'expire',
  'repay',
  'correct',
] as const;
export type QuotaKind = (typeof QUOTA_KINDS)[number];

/** Who asks, and the key under which asking twice is asking once. */
export interface Asked {
  /** Organisation the key belongs to: keys of two organisations never meet. */
  readonly tenantId: string;
  readonly key: string;
  /** Account, or the name of what acts by itself. */
  readonly actorId: string;
}

interface Money {
  readonly amountFen: bigint;
  readonly currency: Currency;
}

interface AdministrativeAct extends Asked {
  /** The pool as its administrator saw it; a pool that moved on since then refuses. */
  readonly ifVersion?: number;
}

interface Approved {
  readonly approverId: string | null;
}

/** Quota between two pools: down to a child (allot), back up (return), or between children of one parent (调剂). */
export interface MoveQuota extends AdministrativeAct, Money, Approved {
  readonly kind: 'allot' | 'return' | 'transfer';
  readonly fromPoolId: string;
  readonly toPoolId: string;
}

/** The limit of a pool that nothing was allotted to from above. */
export interface AdjustLimit extends AdministrativeAct, Approved {
  readonly kind: 'adjust_limit';
  readonly poolId: string;
  /** The new limit, not the difference. */
  readonly limitFen: bigint;
  readonly currency: Currency;
}

export interface ChangePoolState extends AdministrativeAct, Approved {
  readonly kind: 'freeze' | 'unfreeze' | 'close';
  readonly poolId: string;
}

interface OnHold extends Asked {
  readonly poolId: string;
  readonly holdId: string;
}

interface OnSeenHold extends OnHold {
  /** The hold as whoever asks saw it; one that was acted upon since then refuses. */
  readonly ifHoldVersion?: number;
}

export interface Reserve extends OnHold, Money {
  readonly kind: 'reserve';
  readonly subject: HoldSubject;
  readonly expiresAtMs: number;
  /** Conditions of the facility, tested by whoever asks; one that does not hold refuses. */
  readonly checks: readonly UseCheck[];
}

/** The promise becomes firm (credit approval, claim handed in); what it does not need is free again. */
export interface Commit extends OnSeenHold, Money {
  readonly kind: 'commit';
}

export interface Extend extends OnSeenHold {
  readonly kind: 'extend';
  readonly expiresAtMs: number;
}

/** Uses what is held; with `keep` the remainder stays held for further tranches. */
export interface Post extends OnSeenHold, Money {
  readonly kind: 'post';
  readonly keep: boolean;
}

/** A loan that was really paid out: never refused for quota, whether anything was held for it or not. */
export interface Report extends OnHold, Money {
  readonly kind: 'report';
  readonly keep: boolean;
  /** Begins the hold's record where nothing was ever reserved. */
  readonly subject: HoldSubject;
}

export interface Uncommit extends OnSeenHold {
  readonly kind: 'uncommit';
}

export interface Void extends OnSeenHold {
  readonly kind: 'void';
  readonly reason: string;
}

export interface Expire extends OnSeenHold {
  readonly kind: 'expire';
}

export interface Repay extends OnSeenHold, Money {
  readonly kind: 'repay';
}

/** Takes back one post, report or repayment as a whole (红字冲正); a right one may follow it. */
export interface Correct extends OnHold {
  readonly kind: 'correct';
  readonly corrects: { readonly tenantId: string; readonly key: string };
  readonly approverId: string | null;
  readonly reason: string;
}

export type PoolCommand = MoveQuota | AdjustLimit | ChangePoolState;
export type HoldCommand =
  Reserve | Commit | Uncommit | Extend | Post | Report | Void | Expire | Repay | Correct;
export type QuotaCommand = PoolCommand | HoldCommand;
