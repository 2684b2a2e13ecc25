import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { matchAllRequested, matchShardRequested } from '@yinqi/contracts/events';
import { Clock } from '../platform/clock/clock.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { InStep } from './in-step.js';
import { MatchRuns } from './match-runs.js';
import { MatchRunsStore } from './match-runs.store.js';
import { Matcher } from './matcher.js';
import { matchAll, matchShard } from './matching.queues.js';

@Injectable()
export class MatchAllConsumer extends Consumer<typeof matchAllRequested> {
  override readonly queue = matchAll;

  constructor(
    private readonly runs: MatchRuns,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle({ runId }: EventPayload<typeof matchAllRequested>, delivery: Delivery): Promise<void> {
    return delivery.once((tx) => this.runs.begin(tx, 'command', this.clock.now(), runId));
  }
}

/** A part of a run; counted in the transaction that writes its results, so once. */
@Injectable()
export class MatchShardConsumer extends Consumer<typeof matchShardRequested> {
  override readonly queue = matchShard;

  constructor(
    private readonly matcher: Matcher,
    private readonly runs: MatchRunsStore,
    private readonly inStep: InStep,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle(
    { runId, from, to }: EventPayload<typeof matchShardRequested>,
    delivery: Delivery,
  ): Promise<void> {
    return this.inStep.run(() =>
      delivery.once(async (tx) => {
        const run = await this.runs.find(tx, runId);
        if (!run) throw new Error(`Run ${runId} of a shard is missing`);
        const now = this.clock.now();
        // Somebody who asks for everything does not trust what is there; the other reasons show in the results.
        const madeBefore = run.reason === 'command' ? run.started_at : undefined;
        const matched = await this.matcher.matchRange(tx, { from, to }, now, madeBefore);
        await this.runs.countShard(tx, runId, matched, now);
      }),
    );
  }
}
