import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { holidayYearLoaded } from '@yinqi/contracts/events';
import type { Tx } from '../../platform/database/database.js';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { PolicyReader } from '../../service-policies/service-policies.public.js';
import { armCase } from '../case-timers.js';
import { dueFor, reckonedAgain } from '../engagement-clock.js';
import { EngagementMoves } from '../engagement-moves.js';
import { EngagementsStore } from '../engagements.store.js';
import { reckonCasesAgain } from '../engagements.queues.js';
import { ReckoningStore } from './reckoning.store.js';

const BATCH = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** With the holidays of a year known, what was provisional in it is reckoned again, and the timers with it. */
@Injectable()
export class ReckonCasesConsumer extends Consumer<typeof holidayYearLoaded> {
  override readonly queue = reckonCasesAgain;

  constructor(
    private readonly policies: PolicyReader,
    private readonly store: ReckoningStore,
    private readonly engagements: EngagementsStore,
    private readonly moves: EngagementMoves,
  ) {
    super();
  }

  override handle(_year: EventPayload<typeof holidayYearLoaded>, delivery: Delivery): Promise<void> {
    return delivery.once(async (tx) => {
      await this.policies.read(tx);
      await this.cases(tx);
      await this.papers(tx);
    });
  }

  private async cases(tx: Tx): Promise<void> {
    let rows = await this.store.provisionalCases(tx, FIRST_ID, BATCH);
    while (rows.length > 0) {
      for (const row of rows) {
        const deadline = reckonedAgain(row);
        if (deadline === null) continue;
        const dueAt = new Date(deadline.dueMs);
        await this.store.setDue(tx, row.id, dueAt, deadline.provisional);
        const moved = { ...row, dueAt: dueAt.toISOString(), dueProvisional: deadline.provisional };
        await armCase(tx, moved);
        await this.moves.announce(tx, moved);
      }
      rows = await this.store.provisionalCases(tx, rows.at(-1)?.id ?? '', BATCH);
    }
  }

  private async papers(tx: Tx): Promise<void> {
    let asked = await this.store.provisionalPapers(tx, FIRST_ID, BATCH);
    while (asked.length > 0) {
      for (const { id, engagementId, programmeId, askedAt } of asked) {
        const { dueAt, dueProvisional } = dueFor('answer_supplement', new Date(askedAt), programmeId);
        if (dueAt !== null) await this.store.setPapersDue(tx, id, dueAt, dueProvisional);
        const row = await this.engagements.lock(tx, engagementId);
        if (!row) continue;
        await armCase(tx, row);
        await this.moves.announce(tx, row);
      }
      asked = await this.store.provisionalPapers(tx, asked.at(-1)?.id ?? '', BATCH);
    }
  }
}
