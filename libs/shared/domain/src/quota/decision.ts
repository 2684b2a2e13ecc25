import type { Entry, QuotaException } from './entry.js';
import type { Hold } from './hold.js';
import type { Pool } from './pool.js';
import type { Rejection } from './rejection.js';

/** What was answered under a key before. */
export interface KnownCommand {
  readonly requestHash: string;
  /** By leg. */
  readonly entries: readonly Entry[];
  /** Whether a correcting entry has taken it back. */
  readonly corrected: boolean;
}

/** What the commands name, as it stands under their pools' locks; what is not in it does not exist. */
export interface LedgerState {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly holds: ReadonlyMap<string, Hold>;
  /** By `scopedKey`: keys of the commands, and of what they correct. */
  readonly known: ReadonlyMap<string, KnownCommand>;
  /** Which hold claims a loan or a bill now, of any pool: claim keys of the commands and of the holds loaded. */
  readonly claims: ReadonlyMap<string, string>;
  /** By facility: the most one customer may hold and have used of it in all of its pools together. */
  readonly toolLimits: ReadonlyMap<string, bigint>;
  /** By `exposureKey`: what a customer holds and has used; must be there for every limit that counts it. */
  readonly exposures: ReadonlyMap<string, bigint>;
}

/** Keys of one organisation never meet those of another. */
export const scopedKey = ({ tenantId, key }: { readonly tenantId: string; readonly key: string }): string =>
  `${tenantId} ${key}`;

/** What a limit for one customer counts: a pool, or a facility with all of its pools. */
export const exposureKey = (scopeId: string, customerId: string): string => `${scopeId} ${customerId}`;

/** What has to be locked (pools, in order of ids) and loaded before the commands can be decided. */
export interface NamedRecords {
  readonly poolIds: readonly string[];
  /** Pools whose state changes: everything below them has to be locked with them. */
  readonly subtreeIds: readonly string[];
  readonly holdIds: readonly string[];
  readonly keys: readonly { readonly tenantId: string; readonly key: string }[];
  readonly claimKeys: readonly string[];
  readonly customers: readonly { readonly poolId: string; readonly customerId: string }[];
}

export type CommandResult =
  | {
      readonly outcome: 'accepted';
      readonly entries: readonly Entry[];
      readonly exceptions: readonly QuotaException[];
    }
  /** Done before under the same key: the first answer. */
  | { readonly outcome: 'replayed'; readonly entries: readonly Entry[] }
  | { readonly outcome: 'rejected'; readonly rejection: Rejection };

/** One transition's commands stand or fall together. */
export type PostingResult =
  | {
      readonly outcome: 'done';
      readonly results: readonly Exclude<CommandResult, { outcome: 'rejected' }>[];
    }
  | {
      readonly outcome: 'rejected';
      /** Which of the commands was refused. */
      readonly index: number;
      readonly rejection: Rejection;
    };

export interface Decided {
  readonly results: readonly CommandResult[];
  /** In order of versions within each pool. */
  readonly entries: readonly Entry[];
  readonly next: LedgerState;
  /** What differs from the state given, as it is now: what there is to write besides the entries. */
  readonly changed: { readonly pools: readonly Pool[]; readonly holds: readonly Hold[] };
}
