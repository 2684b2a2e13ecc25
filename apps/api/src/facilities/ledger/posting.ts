import type { PostingResult, QuotaCommand } from '@yinqi/domain/quota';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import type { Receipt } from './ledger.store.js';

/** The transition a posting belongs to, done in the same transaction under the caller's own rights. */
export type Transition = {
  readonly caller: Caller;
  readonly perform: (tx: Tx) => Promise<void>;
};

/** Commands that stand or fall together, and what waits for their answer. */
export type Posting = {
  readonly tenantId: string;
  readonly commands: readonly QuotaCommand[];
  readonly receipt: Receipt | undefined;
  readonly transition: Transition | undefined;
  settle(result: PostingResult): void;
  fail(error: unknown): void;
};

/** Whether all of it had been done before under the same keys. */
export const isReplay = (result: PostingResult): boolean =>
  result.outcome === 'done' && result.results.every(({ outcome }) => outcome === 'replayed');
