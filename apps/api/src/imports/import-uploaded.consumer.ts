import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { importUploaded } from '@yinqi/contracts/events';
import { Database, type Tx } from '../platform/database/database.js';
import { announce } from '../platform/live/live.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { importQueue } from './imports.queues.js';
import { ImportsStore } from './imports.store.js';
import { RegisterCheck } from './register-check.js';
import { StagingStore, type BatchToStage } from './staging.store.js';
import { SurveyParser } from './survey-parser.js';
import type { StagingEvent, StagingInput } from './survey-staging.js';

type Run = { readonly batch: BatchToStage; readonly attempt: string; readonly delivery: Delivery };

/**
 * Reads an uploaded workbook into rows. A try that died leaves its rows; the next takes the batch over under an
 * attempt of its own, writes the same rows again and removes what it did not write.
 */
@Injectable()
export class ImportUploadedConsumer extends Consumer<typeof importUploaded> {
  override readonly queue = importQueue;

  constructor(
    private readonly database: Database,
    private readonly parser: SurveyParser,
    private readonly staging: StagingStore,
    private readonly imports: ImportsStore,
    private readonly registers: RegisterCheck,
  ) {
    super();
  }

  override async handle({ batchId }: EventPayload<typeof importUploaded>, delivery: Delivery): Promise<void> {
    const attempt = randomUUID();
    const work = await this.database.asService('app_worker', async (tx) => {
      const batch = await this.staging.claim(tx, batchId, attempt);
      return batch && { batch, input: await this.inputOf(tx, batch) };
    });
    if (work === undefined) {
      await delivery.once(async () => undefined);
      return;
    }
    const run = { batch: work.batch, attempt, delivery };
    let ended = false;
    for await (const event of this.parser.parse(work.input, delivery.signal)) {
      ended = await this.take(event, run);
      if (ended) break;
    }
    if (!ended) throw new Error(`Reading of import ${batchId} ended early`);
  }

  private async inputOf(tx: Tx, batch: BatchToStage): Promise<StagingInput> {
    return {
      bytes: batch.survey,
      corrections: batch.corrections,
      mapping: await this.imports.mapping(tx, batch.organisation_id),
      context: { province: batch.province, importDate: batch.import_date },
      marks: await this.staging.marks(tx, batch.id),
    };
  }

  /** True when nothing is left to do: read to the end, refused, or taken over by a later attempt. */
  private async take(event: StagingEvent, run: Run): Promise<boolean> {
    const { batch, attempt, delivery } = run;
    switch (event.kind) {
      case 'header':
        return !(await this.write(run, (tx) => this.staging.putHeader(tx, batch.id, attempt, event)));
      case 'rows':
        return !(await this.write(run, (tx) =>
          this.staging.putRows(tx, batch.id, attempt, event.rowsRead, event.json),
        ));
      case 'end':
        await delivery.once((tx) => this.finish(tx, run, event));
        return true;
      case 'refused':
        await delivery.once(async (tx) => {
          if (await this.staging.refuse(tx, batch.id, attempt, event.code)) await this.tell(tx, batch);
        });
        return true;
    }
  }

  private write({ batch }: Run, work: (tx: Tx) => Promise<boolean>): Promise<boolean> {
    return this.database.asService('app_worker', async (tx) => {
      const isMine = await work(tx);
      if (isMine) await this.tell(tx, batch);
      return isMine;
    });
  }

  private async finish(
    tx: Tx,
    { batch, attempt }: Run,
    { rowsRead, duplicates, corrections }: Extract<StagingEvent, { kind: 'end' }>,
  ): Promise<void> {
    if (!(await this.staging.finish(tx, batch.id, attempt, rowsRead, corrections))) return;
    await this.staging.setFaults(tx, batch.id, duplicates);
    const good = await this.staging.goodRows(tx, batch.id);
    const checked = await this.registers.check(
      tx,
      good.map(({ row, uscc, amount_fen, currency }) => ({ row, uscc, amountFen: amount_fen, currency })),
      { lo: batch.unit_lo, hi: batch.unit_hi },
    );
    await this.staging.setFaults(tx, batch.id, checked.faults);
    await this.staging.addWarnings(tx, batch.id, checked.warnings);
    await this.tell(tx, batch);
  }

  private tell(tx: Tx, batch: BatchToStage): Promise<void> {
    return announce(tx, { kind: 'import', id: batch.id }, { organisationIds: [batch.organisation_id] });
  }
}
