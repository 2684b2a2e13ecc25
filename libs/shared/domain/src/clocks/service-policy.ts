import {
  addWorkingMinutes,
  DEFAULT_OFFICE_HOURS,
  makeOfficeHours,
  type OfficeHours,
  type WorkingCalendar,
} from '../calendar/index.js';
import { DEFAULT_STAGE_LIMITS, type LimitUnit, type StageLimitCode } from '../lifecycle/index.js';

/** Stages whose time a policy sets. Windows that protect the enterprise and validities of records are not among them. */
export const POLICY_STAGES = [
  'verify',
  'accept',
  'first_contact',
  'conclude',
  'conclude_long_term',
  'answer_supplement',
  'repair_by_enterprise',
  'repair_by_bureau',
  'repair_by_bank',
  'decide_appeal',
  'mediate',
] as const satisfies readonly StageLimitCode[];
export type PolicyStage = (typeof POLICY_STAGES)[number];

export interface AllowedTime {
  readonly amount: number;
  readonly unit: LimitUnit;
}
export type AllowedTimes = Readonly<Record<PolicyStage, AllowedTime>>;

/** One version for one programme, or for all that have none of their own. */
export interface ServicePolicy {
  /** Null for the times the platform comes with. */
  readonly id: string | null;
  readonly programmeId: string | null;
  /** It governs stages that begin at or after this instant, and never one that is under way. */
  readonly effectiveFromMs: number;
  readonly limits: AllowedTimes;
  readonly officeHours: OfficeHours;
}

const allowed = (stage: PolicyStage): AllowedTime => {
  const { amount, unit } = DEFAULT_STAGE_LIMITS[stage];
  return { amount, unit };
};

/** The platform's own times (商务部 guidance leaves them to the programme). */
export const DEFAULT_SERVICE_POLICY: ServicePolicy = {
  id: null,
  programmeId: null,
  effectiveFromMs: 0,
  // The keys are exactly the stages the entries are made of.
  limits: Object.fromEntries(POLICY_STAGES.map((stage) => [stage, allowed(stage)])) as AllowedTimes,
  officeHours: DEFAULT_OFFICE_HOURS,
};

/** The policy a stage is measured by: the programme's own newest one of its beginning, else the newest for all. */
export function policyInForce(
  policies: readonly ServicePolicy[],
  programmeId: string | null,
  beganMs: number,
): ServicePolicy {
  const newest = (programme: string | null): ServicePolicy | undefined =>
    policies
      .filter((policy) => policy.programmeId === programme && policy.effectiveFromMs <= beganMs)
      .reduce<ServicePolicy | undefined>(
        (best, policy) =>
          best === undefined || policy.effectiveFromMs > best.effectiveFromMs ? policy : best,
        undefined,
      );
  const own = programmeId === null ? undefined : newest(programmeId);
  return own ?? newest(null) ?? DEFAULT_SERVICE_POLICY;
}

export interface Deadline {
  readonly dueMs: number;
  /** Holidays of a year it touches are not published yet: it will be computed again. */
  readonly provisional: boolean;
  /** Working minutes allowed from the beginning; null where calendar days are counted. */
  readonly workingMinutes: number | null;
}

const DAY_MS = 86_400_000;

/** Minutes of a working day under some office hours. */
export const minutesPerDay = ({ sessions }: OfficeHours): number =>
  sessions.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0);

/** When a stage that began at an instant is due under a policy. */
export function deadlineOf(
  { limits, officeHours }: ServicePolicy,
  stage: PolicyStage,
  beganMs: number,
  calendar: WorkingCalendar,
): Deadline {
  const { amount, unit } = limits[stage];
  if (unit === 'calendar_day') {
    return { dueMs: beganMs + amount * DAY_MS, provisional: false, workingMinutes: null };
  }
  const workingMinutes = amount * minutesPerDay(officeHours);
  const { instant, provisional } = addWorkingMinutes(beganMs, workingMinutes, calendar, officeHours);
  return { dueMs: instant, provisional, workingMinutes };
}

export const MAX_ALLOWED_DAYS = 366;
export const SERVICE_POLICY_FAULTS = ['not_a_whole_number', 'hours_not_in_order', 'answer_too_long'] as const;

/** Silence must stay an outcome: a bank that may wait for weeks is no answer to an enterprise. */
const MAX_ANSWER_DAYS = 10;

export interface ServicePolicyFault {
  readonly field: PolicyStage | 'officeHours';
  readonly fault: (typeof SERVICE_POLICY_FAULTS)[number];
}

/** What is wrong with times before they may become a version; empty when they may. */
export function servicePolicyFaults(
  limits: AllowedTimes,
  hours: readonly (readonly [from: string, to: string])[],
): readonly ServicePolicyFault[] {
  const faults: ServicePolicyFault[] = POLICY_STAGES.flatMap((stage) => {
    const { amount } = limits[stage];
    return Number.isInteger(amount) && amount >= 1 && amount <= MAX_ALLOWED_DAYS
      ? []
      : [{ field: stage, fault: 'not_a_whole_number' }];
  });
  if (limits.accept.amount > MAX_ANSWER_DAYS) faults.push({ field: 'accept', fault: 'answer_too_long' });
  try {
    makeOfficeHours(hours);
  } catch {
    faults.push({ field: 'officeHours', fault: 'hours_not_in_order' });
  }
  return faults;
}
