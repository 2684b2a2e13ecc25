import type { QuotaKind } from './command.js';
import type { HoldSubject } from './hold.js';
import type { Balances, PoolState } from './pool.js';

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal: given by the caller, the domain has none. */
export type Hash = (text: string) => string;

/** One line of a pool's book: never changed, never removed, chained to the one before it. */
export interface Entry {
  readonly poolId: string;
  /** 1, 2, 3 … within its pool. */
  readonly version: number;
  readonly kind: QuotaKind;
  readonly tenantId: string;
  readonly key: string;
  /** 0, and 1 for the second pool of one that moves quota: (tenantId, key, leg) is unique. */
  readonly leg: 0 | 1;
  /** Hash of what was asked under the key. */
  readonly requestHash: string;
  /** The other pool of a movement. */
  readonly counterpartId: string | null;
  readonly holdId: string | null;
  /** Present on the entry that begins a hold's record. */
  readonly opens: HoldSubject | null;
  /** What was asked for; of a limit the new limit, of void, expire, commit and so on what the hold held. */
  readonly amountFen: bigint;
  readonly keep: boolean | null;
  /** Until when the hold holds, where the entry sets it. */
  readonly expiresAtMs: number | null;
  /** What the hold still holds afterwards. */
  readonly heldAfterFen: bigint | null;
  /** What of a posting no hold covered. */
  readonly unheldFen: bigint;
  /** The posting it takes back. */
  readonly corrects: { readonly tenantId: string; readonly key: string } | null;
  readonly reason: string | null;
  readonly actorId: string;
  readonly approverId: string | null;
  readonly atMs: number;
  readonly after: Balances;
  readonly stateAfter: PoolState;
  readonly previousHash: string;
  readonly hash: string;
}

export const QUOTA_EXCEPTIONS = ['OVER_QUOTA', 'UNRESERVED'] as const;
export type QuotaExceptionKind = (typeof QUOTA_EXCEPTIONS)[number];

/** What a reported loan leaves to be settled by a person. */
export interface QuotaException {
  readonly kind: QuotaExceptionKind;
  readonly poolId: string;
  readonly holdId: string;
  /** The entry that opened it. */
  readonly version: number;
  readonly amountFen: bigint;
}
