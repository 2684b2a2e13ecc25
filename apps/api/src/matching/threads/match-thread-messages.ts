import type { SharedIndex } from '@yinqi/domain/engine';
import type { Shard } from '../runs/shard-work.js';

export type ThreadStart = { readonly databaseUrl: string };

export type ThreadTask = {
  readonly shard: Shard;
  readonly eventId: string;
  readonly now: string;
  /** Of which catalogue and day the index is. */
  readonly revision: string;
  readonly asOf: string;
  /** Left out where the thread has it from the task before. */
  readonly index: SharedIndex | undefined;
};

export type ThreadAnswer =
  { readonly kind: 'done' } | { readonly kind: 'moved' } | { readonly kind: 'failed'; readonly text: string };
