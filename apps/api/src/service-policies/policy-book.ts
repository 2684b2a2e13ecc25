import {
  makeCalendar,
  makeOfficeHours,
  publishedHolidayYears,
  type WorkingCalendar,
} from '@yinqi/domain/calendar';
import { policyInForce, type ServicePolicy } from '@yinqi/domain/clocks';
import type { HolidayYearRow, PolicyRow, StoredHours } from './service-policies.store.js';

export const hoursOf = (hours: StoredHours): readonly (readonly [string, string])[] =>
  hours.map(({ from, to }) => [from, to]);

export const policyOf = (row: PolicyRow): ServicePolicy => ({
  id: row.id,
  programmeId: row.programmeId,
  effectiveFromMs: Date.parse(`${row.effectiveFrom}T00:00:00+08:00`),
  limits: row.limits,
  officeHours: makeOfficeHours(hoursOf(row.officeHours)),
});

/**
 * The versions and holidays this process last read. A copy that is some seconds old is as good as the table: a version
 * takes effect on the next day at the earliest, and what was reckoned with holidays that arrived meanwhile is
 * provisional and reckoned again.
 */
class PolicyBook {
  private policies: readonly ServicePolicy[] = [];
  private days: WorkingCalendar = makeCalendar(publishedHolidayYears());
  private daysKey = '';

  get calendar(): WorkingCalendar {
    return this.days;
  }

  policyFor(programmeId: string | null, beganMs: number): ServicePolicy {
    return policyInForce(this.policies, programmeId, beganMs);
  }

  learn(policies: readonly PolicyRow[], years: readonly HolidayYearRow[]): void {
    this.policies = policies.map(policyOf);
    const key = years.map(({ id }) => id).join();
    if (key === this.daysKey) return;
    this.days = makeCalendar([...publishedHolidayYears(), ...years]);
    this.daysKey = key;
  }
}

export const policyBook = new PolicyBook();
