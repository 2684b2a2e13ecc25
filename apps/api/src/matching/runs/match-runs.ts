import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { matchShardRequested } from '@yinqi/contracts/events';
import { RequestReader } from '../../financing-requests/financing-requests.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import type { Tx } from '../../platform/database/database.js';
import { publish } from '../../platform/outbox/outbox.js';
import { bucketRanges, BUCKETS } from '../results/buckets.js';
import { CatalogueStore } from '../catalogue/catalogue.store.js';
import { ENGINE_VERSION, POLICY } from '../match-context.js';
import { MatchRunsStore, type RunReason } from './match-runs.store.js';
import { MatchingStore } from '../results/matching.store.js';

/** A shard this large spends nearly all its time on matching and writing, and holds its part for about a second. */
const REQUESTS_A_SHARD = 1_500;

/** Runs over all open requests: begun here, done shard by shard from the queue. */
@Injectable()
export class MatchRuns {
  constructor(
    private readonly requests: RequestReader,
    private readonly runs: MatchRunsStore,
    private readonly results: MatchingStore,
    private readonly states: CatalogueStore,
  ) {}

  async begin(tx: Tx, reason: RunReason, now: Date, id: string = randomUUID()): Promise<void> {
    const total = await this.requests.countOpen(tx);
    const shards = Math.min(BUCKETS, Math.ceil(total / REQUESTS_A_SHARD));
    await this.runs.insert(tx, { id, reason, total, shards }, now);
    for (const range of bucketRanges(shards)) {
      await publish(tx, matchShardRequested, { runId: id, ...range });
    }
  }

  /** Facts age and windows close overnight: what was made on an earlier day is renewed by the first who asks. */
  async turnDay(tx: Tx, now: Date): Promise<void> {
    const today = chinaDate(now);
    if (!(await this.states.turnDay(tx, today))) return;
    if (await this.results.anyBefore(tx, today)) await this.begin(tx, 'day', now);
  }

  /** What a new release brings may judge otherwise: everything is then matched again. */
  async followRelease(tx: Tx, now: Date): Promise<void> {
    // Two workers that start together: the second finds it done.
    await this.states.holdAlone(tx);
    const { policy_version, engine_version } = await this.states.state(tx);
    if (policy_version === POLICY.version && engine_version === ENGINE_VERSION) return;
    await this.states.setVersions(tx, POLICY.version, ENGINE_VERSION);
    if (!(await this.results.any(tx))) return;
    await this.begin(tx, policy_version === POLICY.version ? 'engine' : 'policy', now);
  }
}
