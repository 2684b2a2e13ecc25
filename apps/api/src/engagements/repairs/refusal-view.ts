import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { RepairState, RepairTaskView } from '@yinqi/contracts/refusals';
import { decideMilestone, DECLINE_REASONS, isRepairDone } from '@yinqi/domain/lifecycle';
import type { Acting } from '../engagement-actors.js';
import type { EngagementRow } from '../engagement-row.js';
import type { RepairRow, RepairTaskRow, ReviewRow } from './refusal-records.store.js';

export type RefusalReader = {
  readonly acting: Acting;
  /** Whether a bank that reads still holds the enterprise's consent. */
  readonly readsEvidence: boolean;
  readonly now: Date;
};

/** The bureau reads of a refusal the family; what it does itself it must read in words (domain §7). */
function taskView(
  row: EngagementRow,
  task: RepairTaskRow,
  { acting, readsEvidence }: RefusalReader,
): RepairTaskView {
  const isOwn = task.owner === acting.side;
  const isWorded = acting.side !== 'bureau' || isOwn;
  const mayFinish = acting.as.some((actor) => decideMilestone(row.status, 'finish_repair_task', actor).ok);
  return {
    id: task.id,
    family: DECLINE_REASONS[task.reason].family,
    reason: isWorded && acting.side !== 'bureau' ? task.reason : null,
    owner: task.owner,
    title: isWorded ? { zh: task.title, en: task.titleEn } : null,
    field: isWorded ? task.field : null,
    dueAt: task.dueAt,
    yours: isOwn && mayFinish && task.doneAt === null,
    doneAt: task.doneAt,
    doneByName: task.doneByName,
    evidence: isWorded && readsEvidence ? task.evidence : null,
  };
}

/** The case decides: a plan still open beside a refusal was undone, beside a case that ended it was never finished. */
function stateOf(row: EngagementRow, { status, dueAt, tasks }: RepairRow, now: Date): RepairState | null {
  if (status !== 'open') return status;
  if (row.status === 'repairing') return isRepairDone(tasks, now.getTime()) ? 'done' : 'open';
  if (row.status === 'declined') return null;
  return Date.parse(dueAt) <= now.getTime() ? 'passed' : 'abandoned';
}

export function repairViewOf(
  row: EngagementRow,
  plan: RepairRow | undefined,
  reader: RefusalReader,
): EngagementDetail['repair'] {
  const state = plan && stateOf(row, plan, reader.now);
  if (!plan || !state) return null;
  return {
    id: plan.id,
    state,
    openedByName: plan.openedByName,
    openedAt: plan.openedAt,
    dueAt: plan.dueAt,
    tasks: plan.tasks.map((task) => taskView(row, task, reader)),
  };
}

/** What is put to a bank in an appeal tells of its reasons, which the bureau does not read; a mediator is told. */
export function reviewViewOf(
  review: ReviewRow | undefined,
  { acting }: Pick<RefusalReader, 'acting'>,
): EngagementDetail['review'] {
  if (review === undefined) return null;
  const { engagementId: _engagement, ...shown } = review;
  const isClosed = acting.side === 'bureau' && review.kind === 'appeal';
  return isClosed ? { ...shown, grounds: null, statement: null } : shown;
}
