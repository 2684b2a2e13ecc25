import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { outcomesUploaded } from '@yinqi/contracts/events';
import { readInThread } from '../../imports/imports.public.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { announce } from '../../platform/live/live.js';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { OutcomeMatching } from './outcome-matching.js';
import { OutcomeStagingStore, type BatchToRead } from './outcome-staging.store.js';
import type { OutcomeEvent, OutcomeInput } from './outcome-staging.js';
import { outcomeQueue } from './outcomes.queues.js';

/** Threads run built code, also under Jest, which transforms none of them. */
const ENTRY = new URL('../../../dist/engagements/outcomes/outcome-thread.js', import.meta.url);

type Run = { readonly batch: BatchToRead; readonly attempt: string; readonly delivery: Delivery };

/** Reads an uploaded list into rows and lays them to cases. A try that died is begun anew under another attempt. */
@Injectable()
export class OutcomeUploadedConsumer extends Consumer<typeof outcomesUploaded> {
  override readonly queue = outcomeQueue;

  constructor(
    private readonly database: Database,
    private readonly staging: OutcomeStagingStore,
    private readonly matching: OutcomeMatching,
  ) {
    super();
  }

  override async handle(
    { batchId }: EventPayload<typeof outcomesUploaded>,
    delivery: Delivery,
  ): Promise<void> {
    const attempt = randomUUID();
    const batch = await this.asWorker((tx) => this.staging.claim(tx, batchId, attempt));
    if (batch === undefined) {
      await delivery.once(async () => undefined);
      return;
    }
    const input: OutcomeInput = { bytes: batch.bytes, today: batch.importDate };
    const run = { batch, attempt, delivery };
    let ended = false;
    for await (const event of readInThread<OutcomeEvent>(ENTRY, input, delivery.signal)) {
      ended = await this.take(event, run);
      if (ended) break;
    }
    if (!ended) throw new Error(`Reading of outcome batch ${batchId} ended early`);
  }

  private asWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.database.asService('app_worker', work);
  }

  /** True when nothing is left to do: read to the end, refused, or taken over by a later attempt. */
  private async take(event: OutcomeEvent, { batch, attempt, delivery }: Run): Promise<boolean> {
    switch (event.kind) {
      case 'header':
        return !(await this.asWorker((tx) => this.staging.putHeader(tx, batch.id, attempt, event)));
      case 'rows':
        return !(await this.asWorker((tx) => this.staging.putRows(tx, batch.id, attempt, event)));
      case 'end':
        await delivery.once(async (tx) => {
          if (!(await this.staging.finish(tx, batch.id, attempt))) return;
          await this.matching.match(tx, batch);
          await this.tell(tx, batch);
        });
        return true;
      case 'refused':
        await delivery.once(async (tx) => {
          if (await this.staging.refuse(tx, batch.id, attempt, event.code)) await this.tell(tx, batch);
        });
        return true;
    }
  }

  private tell(tx: Tx, batch: BatchToRead): Promise<void> {
    return announce(tx, { kind: 'outcomes', id: batch.id }, { organisationIds: [batch.organisationId] });
  }
}
