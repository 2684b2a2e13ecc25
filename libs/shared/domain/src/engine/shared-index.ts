import type {
  IsoDate,
  MatchContext,
  MatchEngine,
  MatchPolicy,
  MatchResult,
  RequestFacts,
} from '../matching/index.js';
import type { KernelName } from './kernel.js';
import { CACHE_BYTES, MatchReader } from './match-reader.js';
import { openKernel } from './open-kernel.js';
import { openTable, type TableSnapshot } from './table-snapshot.js';
import { openMemory, type WasmMemory } from './wasm-memory.js';

/** An index as another thread receives it: its memory, and what finds the way in it. Structured clone carries it. */
export interface SharedIndex {
  readonly memory: WasmMemory;
  readonly epoch: number;
  readonly kernelName: KernelName;
  readonly policy: MatchPolicy;
  readonly asOf: IsoDate;
  readonly table: TableSnapshot;
}

/** The index was changed after it was shared: ask its owner for a new handle, and ask again. */
export class MovedOn extends Error {
  override readonly name = 'MovedOn';

  constructor() {
    super('the shared index has changed since this handle was made');
  }
}

/** Reads an index that another thread owns. Every answer is that of the moment the index was shared, or `MovedOn`. */
export class SharedMatcher implements MatchEngine {
  constructor(
    private readonly reader: MatchReader,
    private readonly isUnchanged: () => boolean,
  ) {}

  /** Whether the index is still as it was shared. */
  get isCurrent(): boolean {
    return this.isUnchanged();
  }

  match(facts: RequestFacts): MatchResult {
    return this.ask((index) => index.match(facts));
  }

  /**
   * Any question, or a whole shard of them, answered in full before it returns: what the index is asked later is no
   * longer watched. A change seen half is never told.
   */
  ask<T>(question: (index: MatchReader) => T): T {
    this.check();
    let answer: T;
    try {
      answer = question(this.reader);
    } catch (error) {
      // What is wrong may be no more than a change seen half.
      this.check();
      throw error;
    }
    this.check();
    return answer;
  }

  private check(): void {
    if (!this.isUnchanged()) throw new MovedOn();
  }
}

/**
 * Opens a handle from `MatchIndex.share`; the context must be of the same day and hold the same tables. Bitmaps for
 * facts nobody met before are made beside the others in the same memory, up to `cacheBytes` for this reader.
 */
export function openShared(
  handle: SharedIndex,
  context: MatchContext,
  { cacheBytes = CACHE_BYTES }: { readonly cacheBytes?: number } = {},
): SharedMatcher {
  const { policy, kernelName, asOf } = handle;
  if (asOf !== context.asOf) {
    throw new RangeError(`the index is of ${asOf}, not of ${context.asOf}`);
  }
  const memory = openMemory(handle.memory);
  const table = openTable(handle.table, context, policy, memory);
  const kernel = openKernel(kernelName, table, policy, memory);
  const reader = new MatchReader({ table, kernel }, kernelName, context, policy, cacheBytes);
  return new SharedMatcher(reader, () => table.arena.epoch === handle.epoch);
}
