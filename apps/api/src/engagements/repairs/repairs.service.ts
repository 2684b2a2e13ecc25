import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { financingRequestsChanged } from '@yinqi/contracts/events';
import type {
  abandonRepair,
  beginRepair,
  finishRepairTask,
  resendEngagement,
} from '@yinqi/contracts/refusal-commands';
import type { RouteInput } from '@yinqi/contracts/route';
import { DEFAULT_STAGE_LIMITS, isRepairDone, REPAIR_LIMIT_OF, repairTasksFor } from '@yinqi/domain/lifecycle';
import type { Caller } from '../../platform/database/caller.js';
import type { Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { publish } from '../../platform/outbox/outbox.js';
import { dueFor, NO_DUE } from '../engagement-clock.js';
import type { OpenCase } from '../case-desk.js';
import type { EngagementRow } from '../engagement-row.js';
import { statedReasonsOf } from '../refusal.js';
import { RefusalDesk } from './refusal-desk.js';
import { RefusalRecordsStore } from './refusal-records.store.js';
import { Resending } from './resending.js';

type Answer = Promise<EngagementDetail>;
const DAY_MS = 86_400_000;

/** A plan is open as long as its longest task. */
const latest = (instants: readonly string[], now: Date): Date =>
  new Date(Math.max(now.getTime(), ...instants.map((one) => Date.parse(one))));

/** Whoever has done all that was asked of them is not closed for it: they have the window of a refusal to send again. */
const sendingUntil = ({ stageSince }: EngagementRow, planDueAt: string): string =>
  new Date(
    Math.max(Date.parse(planDueAt), Date.parse(stageSince) + DEFAULT_STAGE_LIMITS.appeal.amount * DAY_MS),
  ).toISOString();

/** 补强: what the reasons of a refusal ask for becomes tasks; when all are done, the same bank may look again. */
@Injectable()
export class RepairsService {
  constructor(
    private readonly desk: RefusalDesk,
    private readonly records: RefusalRecordsStore,
    private readonly resending: Resending,
  ) {}

  begin(caller: Caller, command: Command, input: RouteInput<typeof beginRepair>): Answer {
    return this.desk.run(caller, command, input, async (tx, open) => {
      const { row, record, facts, by, now } = open;
      // One that an undo left behind makes room.
      await this.records.endPlans(tx, row.id, 'abandoned', now);
      const codes = statedReasonsOf(record.events).map(({ code }) => code);
      const tasks = repairTasksFor(codes).map(({ zh, en, ...task }) => ({
        ...task,
        id: randomUUID(),
        title: zh,
        titleEn: en,
        dueAt: dueFor(REPAIR_LIMIT_OF[task.owner], now, row.programmeId).dueAt ?? now.toISOString(),
      }));
      const last = latest(
        tasks.map(({ dueAt }) => dueAt),
        now,
      );
      await this.desk.moves.apply(tx, row, {
        action: 'begin_repair',
        by,
        facts,
        changes: { dueAt: last.toISOString(), dueProvisional: false },
      });
      const plan = {
        id: randomUUID(),
        side: by.side,
        openedByName: by.name,
        dueAt: last.toISOString(),
        tasks,
      };
      await this.records.insertRepair(tx, row, plan, now);
    });
  }

  /** The last one done has the request matched again: what was repaired may fit more than before. */
  finish(caller: Caller, command: Command, input: RouteInput<typeof finishRepairTask>): Answer {
    const { params, body } = input;
    return this.desk.run(caller, command, input, async (tx, open) => {
      const { row, record, by, now } = open;
      const task = record.repair?.tasks.find(({ id }) => id === params.taskId);
      if (!record.repair || !task) throw notFound();
      const tasks = record.repair.tasks.map((one) =>
        one.id === task.id ? { ...one, doneAt: now.toISOString() } : one,
      );
      const isOwnDone = tasks.every(({ owner, doneAt }) => owner !== 'enterprise' || doneAt !== null);
      await this.desk.moves.mark(tx, row, {
        milestone: 'finish_repair_task',
        by,
        changes: isOwnDone ? { dueAt: sendingUntil(row, record.repair.dueAt), dueProvisional: false } : {},
      });
      if (task.owner !== by.side) throw this.refused(open, 'transition.not_by_this_actor');
      const done = { id: task.id, evidence: body.evidence, field: body.field ?? null, byName: by.name };
      if (!(await this.records.finishTask(tx, done, now))) throw this.refused(open, 'repair.task_done');
      if (!isRepairDone(tasks, now.getTime())) return;
      await publish(tx, financingRequestsChanged, { requestIds: [row.requestId] });
    });
  }

  abandon(caller: Caller, command: Command, input: RouteInput<typeof abandonRepair>): Answer {
    return this.desk.run(caller, command, input, async (tx, { row, facts, by, now }) => {
      await this.desk.moves.apply(tx, row, { action: 'abandon_repair', by, facts, changes: NO_DUE });
      await this.records.endPlans(tx, row.id, 'abandoned', now);
    });
  }

  resend(caller: Caller, command: Command, input: RouteInput<typeof resendEngagement>): Answer {
    return this.desk.runWithRequest(caller, command, input, async (tx: Tx, started, open) => {
      await this.resending.resend(tx, started, open);
      await this.records.endPlans(tx, open.row.id, 'sent', open.now);
    });
  }

  private refused({ row }: OpenCase, reason: string): DomainError {
    return new DomainError('transition.refused', {
      params: { reason, action: 'finish_repair_task', state: row.status },
    });
  }
}
