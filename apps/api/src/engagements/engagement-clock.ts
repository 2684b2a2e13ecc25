import { addWorkingMinutes, workingMinutesBetween } from '@yinqi/domain/calendar';
import {
  deadlineOf,
  minutesUsed,
  resumedDue,
  turnsOf,
  type Deadline,
  type PolicyStage,
} from '@yinqi/domain/clocks';
import { conclusionLimit } from '@yinqi/domain/lifecycle';
import { policyBook } from '../service-policies/service-policies.public.js';
import type { EngagementRow, EventRow, Movable } from './engagement-row.js';

/** A deadline with how it was reckoned: by which policy, and from when so many working minutes. */
export type Due = Pick<Movable, 'dueAt' | 'dueProvisional' | 'dueSince' | 'dueMinutes' | 'policyId'>;
export const NO_DUE: Due = {
  dueAt: null,
  dueProvisional: false,
  dueSince: null,
  dueMinutes: null,
  policyId: null,
};

const dueOf = (
  { dueMs, provisional, workingMinutes }: Deadline,
  from: Date,
  policyId: string | null,
): Due => ({
  dueAt: new Date(dueMs).toISOString(),
  dueProvisional: provisional,
  dueSince: workingMinutes === null ? null : from.toISOString(),
  dueMinutes: workingMinutes,
  policyId,
});

/**
 * When a stage's answer is due by the policy in force as the stage begins: the programme's own, or the one for all. Time
 * limits bind the answer, never the approval.
 */
export function dueFor(stage: PolicyStage, from: Date, programmeId: string | null = null): Due {
  const policy = policyBook.policyFor(programmeId, from.getTime());
  return dueOf(deadlineOf(policy, stage, from.getTime(), policyBook.calendar), from, policy.id);
}

/** The conclusion is due from the day the papers are complete; projects and longer terms get longer. */
export const conclusionDue = (
  row: Pick<EngagementRow, 'termMonths' | 'purpose' | 'programmeId'>,
  from: Date,
): Due => dueFor(conclusionLimit(row.termMonths ?? 0, row.purpose === 'project'), from, row.programmeId);

/** Waiting for the enterprise stops the bank's clock. */
export const held = (row: EngagementRow, now: Date): Partial<Movable> =>
  row.heldAt === null
    ? { heldAt: now.toISOString(), heldDueAt: row.dueAt, ...NO_DUE, policyId: row.policyId }
    : {};

/** A stage's deadline; while the bank waits for the enterprise it stands still from the beginning. */
export const withDue = (row: EngagementRow, due: Due, now: Date): Partial<Movable> =>
  row.heldAt === null
    ? due
    : { heldAt: now.toISOString(), heldDueAt: due.dueAt, ...NO_DUE, policyId: due.policyId };

type Staged = Pick<EngagementRow, 'programmeId' | 'stageSince'>;
const hoursOf = ({ programmeId, stageSince }: Staged) =>
  policyBook.policyFor(programmeId, Date.parse(stageSince)).officeHours;

/** The clock runs on with what was left when it stopped; a deadline already missed stays missed. */
export function resumed(row: EngagementRow, now: Date): Partial<Movable> {
  if (row.heldAt === null) return {};
  const free = { heldAt: null, heldDueAt: null };
  if (row.heldDueAt === null) return { ...free, ...NO_DUE };
  const paused = { pausedMs: Date.parse(row.heldAt), dueMs: Date.parse(row.heldDueAt) };
  const deadline = resumedDue(paused, now.getTime(), policyBook.calendar, hoursOf(row));
  return { ...free, ...dueOf(deadline, now, row.policyId) };
}

/** The same minutes from the same beginning, by the holidays known now. */
export function reckonedAgain(row: Staged & Pick<EngagementRow, 'dueSince' | 'dueMinutes'>): Deadline | null {
  if (row.dueSince === null || row.dueMinutes === null) return null;
  const beganMs = Date.parse(row.dueSince);
  const { instant, provisional } = addWorkingMinutes(
    beganMs,
    row.dueMinutes,
    policyBook.calendar,
    hoursOf(row),
  );
  return { dueMs: instant, provisional, workingMinutes: row.dueMinutes };
}

export const minutesLeft = (row: Staged & Pick<EngagementRow, 'dueAt'>, now: Date): number | null =>
  row.dueAt === null
    ? null
    : workingMinutesBetween(now.getTime(), Date.parse(row.dueAt), policyBook.calendar, hoursOf(row)).minutes;

/**
 * What each side has used of its time so far; what was taken back never happened. A transfer ends the case at the office
 * it left, and nothing at the one that goes on with it.
 */
export function usedMinutes(
  row: Staged & Pick<EngagementRow, 'status'>,
  { events, now }: { readonly events: readonly EventRow[]; readonly now: Date },
): Record<'bank' | 'enterprise' | 'bureau', number> {
  const history = events
    .filter(({ undone, action }) => !undone && action !== 'undo')
    .filter(({ action }) => action !== 'transfer' || row.status === 'transferred')
    .map(({ at, action, to }) => ({ atMs: Date.parse(at), action, to }));
  return { ...minutesUsed(turnsOf(history), now.getTime(), policyBook.calendar, hoursOf(row)) };
}
