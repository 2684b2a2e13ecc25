import { QuotaBook } from './book.js';
import type { QuotaCommand } from './command.js';
import type { Decided, LedgerState } from './decision.js';
import type { Hash } from './entry.js';

/** Decides commands one after the other, each on what the ones before it left behind. */
export function decide(
  state: LedgerState,
  commands: readonly QuotaCommand[],
  nowMs: number,
  hash: Hash,
): Decided {
  const book = new QuotaBook(state, hash);
  const results = commands.map((command) => book.decide(command, nowMs));
  return { results, entries: book.entries, next: book.state, changed: book.changed };
}
