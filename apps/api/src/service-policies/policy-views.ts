import type { HolidayYearView, ServicePolicyView } from '@yinqi/contracts/service-policies';
import { publishedHolidayYears } from '@yinqi/domain/calendar';
import { DEFAULT_SERVICE_POLICY, policyInForce } from '@yinqi/domain/clocks';
import { chinaDate } from '../platform/clock/china-date.js';
import { policyOf } from './policy-book.js';
import type { HolidayYearRow, PolicyRow } from './service-policies.store.js';

const MINUTES_PER_HOUR = 60;
const clockTime = (minute: number): string => {
  const pad = (part: number): string => String(part).padStart(2, '0');
  return `${pad(Math.floor(minute / MINUTES_PER_HOUR))}:${pad(minute % MINUTES_PER_HOUR)}`;
};

/** Newest first, the times the platform comes with at the end. */
export function policyViewsOf(rows: readonly PolicyRow[], now: Date): ServicePolicyView[] {
  const policies = rows.map(policyOf);
  const nowMs = now.getTime();
  const stateOf = (row: PolicyRow): ServicePolicyView['state'] => {
    if (row.effectiveFrom > chinaDate(now)) return 'coming';
    return policyInForce(policies, row.programmeId, nowMs).id === row.id ? 'in_force' : 'replaced';
  };
  const { limits, officeHours } = DEFAULT_SERVICE_POLICY;
  return [
    ...rows.map((row) => ({
      id: row.id,
      programmeId: row.programmeId,
      effectiveFrom: row.effectiveFrom,
      state: stateOf(row),
      limits: row.limits,
      officeHours: [...row.officeHours],
      note: row.note,
      createdByName: row.createdByName,
      createdAt: row.createdAt,
    })),
    {
      id: null,
      programmeId: null,
      effectiveFrom: null,
      state: policyInForce(policies, null, nowMs).id === null ? 'in_force' : 'replaced',
      limits,
      officeHours: officeHours.sessions.map(({ fromMinute, toMinute }) => ({
        from: clockTime(fromMinute),
        to: clockTime(toMinute),
      })),
      note: null,
      createdByName: null,
      createdAt: null,
    },
  ];
}

/** Last year's arrangement to the one after next, which deadlines of today may touch. */
export function yearViewsOf(rows: readonly HolidayYearRow[], now: Date): HolidayYearView[] {
  const thisYear = Number(chinaDate(now).slice(0, 4));
  const builtIn = publishedHolidayYears();
  return [thisYear - 1, thisYear, thisYear + 1, thisYear + 2].map((year) => {
    const loaded = rows.find((row) => row.year === year);
    const known = loaded ?? builtIn.find((one) => one.year === year);
    return {
      year,
      source: loaded ? 'loaded' : known ? 'built_in' : 'provisional',
      holidays: [...(known?.holidays ?? [])],
      makeUpWorkdays: [...(known?.makeUpWorkdays ?? [])],
      documentNumber: loaded?.documentNumber ?? null,
      loadedByName: loaded?.loadedByName ?? null,
      loadedAt: loaded?.loadedAt ?? null,
    };
  });
}
