import {
  addWorkingMinutes,
  DEFAULT_OFFICE_HOURS,
  makeCalendar,
  publishedHolidayYears,
  workingMinutesBetween,
} from '@yinqi/domain/calendar';
import { DEFAULT_STAGE_LIMITS, conclusionLimit, type StageLimitCode } from '@yinqi/domain/lifecycle';
import type { EngagementRow, Movable } from './engagement-row.js';

const DAY_MS = 86_400_000;
const calendar = makeCalendar(publishedHolidayYears());
const MINUTES_PER_WORKING_DAY = DEFAULT_OFFICE_HOURS.sessions.reduce(
  (sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute,
  0,
);

export type Due = Pick<Movable, 'dueAt' | 'dueProvisional'>;
export const NO_DUE: Due = { dueAt: null, dueProvisional: false };

/** When a stage's answer is due. Time limits bind the answer, never the approval. */
export function dueFor(code: StageLimitCode, from: Date): Due {
  const { amount, unit } = DEFAULT_STAGE_LIMITS[code];
  if (unit === 'calendar_day') {
    return { dueAt: new Date(from.getTime() + amount * DAY_MS).toISOString(), dueProvisional: false };
  }
  const { instant, provisional } = addWorkingMinutes(
    from.getTime(),
    amount * MINUTES_PER_WORKING_DAY,
    calendar,
  );
  return { dueAt: new Date(instant).toISOString(), dueProvisional: provisional };
}

/** The conclusion is due from the day the papers are complete; projects and longer terms get longer. */
export const conclusionDue = (row: Pick<EngagementRow, 'termMonths' | 'purpose'>, from: Date): Due =>
  dueFor(conclusionLimit(row.termMonths ?? 0, row.purpose === 'project'), from);

/** Waiting for the enterprise stops the bank's clock. */
export const held = (row: EngagementRow, now: Date): Partial<Movable> =>
  row.heldAt === null ? { heldAt: now.toISOString(), heldDueAt: row.dueAt, ...NO_DUE } : {};

/** A stage's deadline; while the bank waits for the enterprise it stands still from the beginning. */
export const withDue = (row: EngagementRow, due: Due, now: Date): Partial<Movable> =>
  row.heldAt === null ? due : { heldAt: now.toISOString(), heldDueAt: due.dueAt, ...NO_DUE };

/** The clock runs on with what was left when it stopped; a deadline already missed stays missed. */
export function resumed(row: EngagementRow, now: Date): Partial<Movable> {
  if (row.heldAt === null) return {};
  const free = { heldAt: null, heldDueAt: null };
  if (row.heldDueAt === null) return { ...free, ...NO_DUE };
  const left = workingMinutesBetween(Date.parse(row.heldAt), Date.parse(row.heldDueAt), calendar).minutes;
  if (left <= 0) return { ...free, dueAt: row.heldDueAt, dueProvisional: false };
  const { instant, provisional } = addWorkingMinutes(now.getTime(), left, calendar);
  return { ...free, dueAt: new Date(instant).toISOString(), dueProvisional: provisional };
}

export const minutesLeft = (dueAt: string | null, now: Date): number | null =>
  dueAt === null ? null : workingMinutesBetween(now.getTime(), Date.parse(dueAt), calendar).minutes;
