import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { answerSupplement, askSupplement } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { RouteInput } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CaseDesk } from './case-desk.js';
import { armCase } from './case-timers.js';
import { takenBy } from './decisions.service.js';
import { dueFor, held } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import { EngagementReader } from './engagement-reader.js';
import { EngagementRecordsStore, isOwed } from './engagement-records.store.js';
import { clockAt } from './waits.store.js';

/** 补充材料: asked by the bank, answered by the enterprise; the bank's clock stands meanwhile. */
@Injectable()
export class SupplementsService {
  constructor(
    private readonly commands: Commands,
    private readonly desk: CaseDesk,
    private readonly moves: EngagementMoves,
    private readonly records: EngagementRecordsStore,
    private readonly reader: EngagementReader,
  ) {}

  ask(
    caller: Caller,
    command: Command,
    { params, version, body }: RouteInput<typeof askSupplement>,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const open = await this.desk.open(tx, caller, params.id, version);
        const { row, by, now } = open;
        const waiting = await this.moves.mark(tx, row, {
          milestone: 'ask_supplement',
          by,
          note: { text: body.items.join('；') },
          changes: { ...takenBy(open), ...held(row, now) },
        });
        const { dueAt, dueProvisional } = dueFor('answer_supplement', now, row.programmeId);
        if (dueAt === null) throw new Error('A supplement is always due at some time');
        await this.records.insertSupplement(
          tx,
          row,
          { id: randomUUID(), items: body.items, askedByName: by.name, dueAt, dueProvisional },
          now,
        );
        await armCase(tx, waiting);
        return { resourceId: params.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }

  answer(
    caller: Caller,
    command: Command,
    { params, version, body }: RouteInput<typeof answerSupplement>,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const { row, record, facts, by, now } = await this.desk.open(tx, caller, params.id, version);
        const asked = record.supplements.find(({ id }) => id === params.supplementId);
        if (!asked) throw notFound();
        if (!isOwed(asked)) {
          const reason = asked.answeredAt === null ? 'supplement.waived' : 'supplement.answered';
          throw new DomainError('transition.refused', {
            params: { reason, action: 'answer_supplement', state: row.status },
          });
        }
        const isLast = record.supplements.every((one) => one.id === asked.id || !isOwed(one));
        await this.records.answerSupplement(tx, row.id, asked.id, body.answer, now);
        const note = { text: body.answer.slice(0, 200) };
        const step = { by, note, changes: await clockAt(tx, row, now) };
        // Set aside for several, the case waits for the last of them.
        if (row.status === 'incomplete' && isLast)
          await this.moves.apply(tx, row, { ...step, action: 'resume', facts });
        else await this.moves.mark(tx, row, { ...step, milestone: 'answer_supplement' });
        return { resourceId: params.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }
}
