import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { statementUploaded } from '@yinqi/contracts/events';
import { readInThread } from '../imports/imports.public.js';
import { Database } from '../platform/database/database.js';
import { announce } from '../platform/live/live.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { Reconciliation } from './reconciliation.js';
import { ReconciliationStore, type FileToReconcile } from './reconciliation.store.js';
import { linesOf, type ReadLines, type StatementEvent, type StatementInput } from './statement-staging.js';
import { statementQueue } from './statements.queues.js';

/** Threads run built code, also under Jest, which transforms none of them. */
const ENTRY = new URL('../../dist/statements/statement-thread.js', import.meta.url);

/** Reads an uploaded statement in a thread and lays it to the ledger; all of it is written at once, at the end. */
@Injectable()
export class StatementUploadedConsumer extends Consumer<typeof statementUploaded> {
  override readonly queue = statementQueue;

  constructor(
    private readonly database: Database,
    private readonly store: ReconciliationStore,
    private readonly reconciliation: Reconciliation,
  ) {
    super();
  }

  override async handle(
    { statementId }: EventPayload<typeof statementUploaded>,
    delivery: Delivery,
  ): Promise<void> {
    const file = await this.database.asService('app_worker', (tx) => this.store.file(tx, statementId));
    if (file === undefined) {
      await delivery.once(async () => undefined);
      return;
    }
    const read = await this.linesOf(file, delivery.signal);
    await delivery.once(async (tx) => {
      const isMine =
        read.kind === 'refused'
          ? await this.reconciliation.refuse(tx, statementId, read.code)
          : await this.reconciliation.write(tx, file, read.lines);
      if (!isMine) return;
      await announce(tx, { kind: 'statement', id: statementId }, { organisationIds: [file.organisationId] });
    });
  }

  private async linesOf(
    { bytes, followsId, fromOn, toOn }: FileToReconcile,
    signal: AbortSignal,
  ): Promise<ReadLines> {
    if (bytes !== null) {
      const input: StatementInput = { bytes, period: { fromOn, toOn } };
      return linesOf(readInThread<StatementEvent>(ENTRY, input, signal));
    }
    if (followsId === null) throw new Error('a statement has neither a file nor one that it follows');
    const lines = await this.database.asService('app_worker', (tx) => this.store.earlierLines(tx, followsId));
    return { kind: 'lines', lines };
  }
}
