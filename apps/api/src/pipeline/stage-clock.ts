import type { StageClock } from '@yinqi/contracts/pipeline';
import { workingMinutesBetween } from '@yinqi/domain/calendar';
import { isEngagementLive, type EngagementState } from '@yinqi/domain/lifecycle';
import { policyBook } from '../service-policies/service-policies.public.js';

/** What decides about a case's time: its stage, when that is due, and why it may not run. */
export type Timed = {
  readonly status: EngagementState;
  readonly due_at: string | null;
  readonly held_at: string | null;
};

/** A bank that was reached and has said nothing. */
const ANSWERING: readonly EngagementState[] = ['pushed', 're_pushed'];
/** Their time runs from the day the papers are complete. */
const CONCLUDING: readonly EngagementState[] = ['contacted', 'due_diligence', 'credit_review'];
const WORKING: readonly EngagementState[] = ['accepted', ...CONCLUDING];

const isPast = ({ due_at }: Timed, asOf: Date): boolean =>
  due_at !== null && Date.parse(due_at) < asOf.getTime();

/** Waits for an answer now although its time is up, whether or not the figures' cohort counts it. */
export const isUnanswered = (row: Timed, asOf: Date): boolean =>
  ANSWERING.includes(row.status) && isPast(row, asOf);

/** Taken up, and the time for first contact or for a conclusion is up. */
export const isLateWork = (row: Timed, asOf: Date): boolean =>
  WORKING.includes(row.status) && isPast(row, asOf);

/** Where the bank's time stands; stages after the approval have no limit and are never late. */
export function stageClock(row: Timed, asOf: Date): StageClock {
  if (isUnanswered(row, asOf) || isLateWork(row, asOf)) return 'late';
  if (!isEngagementLive(row.status)) return 'ended';
  if (row.held_at !== null) return 'held';
  if (row.due_at !== null) return 'running';
  return CONCLUDING.includes(row.status) ? 'waits_for_papers' : 'none';
}

/** Working minutes since the time was up. */
export const lateMinutes = (row: Timed, asOf: Date): number | null =>
  row.due_at !== null && stageClock(row, asOf) === 'late'
    ? workingMinutesBetween(Date.parse(row.due_at), asOf.getTime(), policyBook.calendar).minutes
    : null;
