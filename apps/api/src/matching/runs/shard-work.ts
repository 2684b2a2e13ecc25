import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { matchShardRequested } from '@yinqi/contracts/events';
import type { Tx } from '../../platform/database/database.js';
import { announce } from '../../platform/live/live.js';
import { MatchRunsStore, type RunRow } from './match-runs.store.js';
import { NO_DISTRUST, READ_REGISTER, type Distrust } from '../facts/match-inputs.store.js';
import { Matcher } from '../results/matcher.js';

export type Shard = EventPayload<typeof matchShardRequested>;

/**
 * Somebody who asks for everything does not trust what is there, and a release may read the register otherwise than the
 * one before; the other reasons show in the results.
 */
function distrustIn({ reason, started_at }: RunRow): Distrust {
  if (reason === 'command') return { facts: true, madeBefore: started_at };
  return reason === 'engine' || reason === 'policy' ? READ_REGISTER : NO_DISTRUST;
}

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
    const matched = await this.matcher.matchRange(tx, { from, to }, now, distrustIn(run));
    if (await this.runs.countShard(tx, runId, matched, now)) {
      // One word to each open page, however many requests the run has matched.
      await announce(tx, { kind: 'match_run', id: runId }, { sides: ['enterprise', 'bureau'] });
    }
  }
}
