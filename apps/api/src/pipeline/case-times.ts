import { stageUses, type ClockEvent, type StageUse } from '@yinqi/domain/clocks';
import { policyBook } from '../service-policies/service-policies.public.js';
import type { CohortRow, HistoryRow } from './cohort.store.js';

/** What each side used of the stages that each case has left, by the office hours of its programme. */
export function caseTimes(
  rows: readonly CohortRow[],
  histories: readonly HistoryRow[],
): ReadonlyMap<string, readonly StageUse[]> {
  const told = new Map<string, ClockEvent[]>(rows.map(({ id }) => [id, []]));
  for (const { id, at, action, to } of histories) told.get(id)?.push({ atMs: Date.parse(at), action, to });
  return new Map(
    rows.map(({ id, programme_id, pushed_at }) => {
      const { officeHours } = policyBook.policyFor(programme_id, Date.parse(pushed_at));
      return [id, stageUses(told.get(id) ?? [], policyBook.calendar, officeHours)];
    }),
  );
}
