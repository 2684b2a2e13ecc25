import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { matchShardRequested } from '@yinqi/contracts/events';
import type { Tx } from '../platform/database/database.js';
import { MatchRunsStore } from './match-runs.store.js';
import { Matcher } from './matcher.js';

export type Shard = EventPayload<typeof matchShardRequested>;

/** A part of a run, inline or in a thread; counted in the transaction that writes its results, so once. */
@Injectable()
export class ShardWork {
  constructor(
    private readonly matcher: Matcher,
    private readonly runs: MatchRunsStore,
  ) {}

  async do(tx: Tx, { runId, from, to }: Shard, now: Date): Promise<void> {
    const run = await this.runs.find(tx, runId);
    if (!run) throw new Error(`Run ${runId} of a shard is missing`);
    // Somebody who asks for everything does not trust what is there; the other reasons show in the results.
    const madeBefore = run.reason === 'command' ? run.started_at : undefined;
    const matched = await this.matcher.matchRange(tx, { from, to }, now, madeBefore);
    await this.runs.countShard(tx, runId, matched, now);
  }
}
