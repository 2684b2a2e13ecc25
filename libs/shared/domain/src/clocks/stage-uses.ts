import type { OfficeHours, WorkingCalendar } from '../calendar/index.js';
import type { EngagementState } from '../lifecycle/index.js';
import { minutesUsed, stretchesOf, type ClockEvent, type MinutesUsed, type Turn } from './countdown.js';

/** Stages of a case in which the bank or the enterprise has the move, in their order. */
export const SERVED_STAGES = [
  'answer',
  'first_contact',
  'due_diligence',
  'credit_review',
  'signing',
  'disbursement',
] as const;
export type ServedStage = (typeof SERVED_STAGES)[number];

/** When the rest of a credit is drawn is the enterprise's own affair: what follows the first loan is no stage. */
const STAGE_OF: Readonly<Partial<Record<EngagementState, ServedStage>>> = {
  pushed: 'answer',
  re_pushed: 'answer',
  revealed: 'answer',
  accepted: 'first_contact',
  contacted: 'due_diligence',
  due_diligence: 'due_diligence',
  credit_review: 'credit_review',
  approved: 'signing',
  contracted: 'disbursement',
};

export interface StageUse {
  readonly stage: ServedStage;
  readonly used: MinutesUsed;
}

/**
 * What each side used of every stage that a case has left, all its visits together. A stage it is still in is not
 * measured: its time is not over.
 */
export function stageUses(
  history: readonly ClockEvent[],
  calendar: WorkingCalendar,
  officeHours?: OfficeHours,
): readonly StageUse[] {
  const turns = new Map<ServedStage, Turn[]>();
  let stage: ServedStage | undefined;
  for (const { state, side, fromMs, toMs } of stretchesOf(history)) {
    // Papers that are missing interrupt a stage and do not end it.
    if (state !== 'incomplete') stage = STAGE_OF[state];
    if (stage === undefined || side === null) continue;
    const own = turns.get(stage) ?? [];
    turns.set(stage, own);
    const before = own.at(-1);
    if (before?.side === side && before.toMs === fromMs) own[own.length - 1] = { ...before, toMs };
    else own.push({ side, fromMs, toMs });
  }
  return SERVED_STAGES.flatMap((one) => {
    const own = turns.get(one);
    if (own === undefined || one === stage) return [];
    return [{ stage: one, used: minutesUsed(own, Infinity, calendar, officeHours) }];
  });
}
