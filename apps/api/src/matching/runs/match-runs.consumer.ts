import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { matchAllRequested, matchShardRequested } from '@yinqi/contracts/events';
import { Clock } from '../../platform/clock/clock.js';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { BUCKETS } from '../results/buckets.js';
import { InStep } from '../percolation/in-step.js';
import { MatchRuns } from './match-runs.js';
import { MatchThreads } from '../threads/match-threads.js';
import { matchAll, matchShard } from '../matching.queues.js';
import { ShardWork } from './shard-work.js';

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

/** A part of a run: in a thread where the run has several, so that whoever waits for a single request does not wait. */
@Injectable()
export class MatchShardConsumer extends Consumer<typeof matchShardRequested> {
  override readonly queue = matchShard;

  constructor(
    private readonly work: ShardWork,
    private readonly threads: MatchThreads,
    private readonly inStep: InStep,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle(shard: EventPayload<typeof matchShardRequested>, delivery: Delivery): Promise<void> {
    const isWhole = shard.from === 0 && shard.to === BUCKETS - 1;
    return this.inStep.run(() => {
      const now = this.clock.now();
      return isWhole
        ? delivery.once((tx) => this.work.do(tx, shard, now))
        : this.threads.run({ shard, eventId: delivery.eventId, now }, delivery.signal);
    });
  }
}
