import { POLICY_STAGES } from '@yinqi/domain/clocks';
import { LIMIT_UNITS } from '@yinqi/domain/lifecycle';
import * as z from 'zod/mini';
import { id, instant, plainDate, shortText } from './fields.js';
import { defineRoute } from './route.js';

const allowedTime = z.strictObject({
  amount: z.int().check(z.gte(1), z.lte(366)),
  unit: z.enum(LIMIT_UNITS),
});
/** Every stage has its time: a version replaces the one before as a whole. */
const limits = z.record(z.enum(POLICY_STAGES), allowedTime);
const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-4]):[0-5]\d$/));
const officeHours = z
  .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
  .check(z.minLength(1), z.maxLength(4));

export const servicePolicyView = z.object({
  /** Null for the times the platform comes with. */
  id: z.nullable(id),
  /** The policy tool it is for; null for everything that has no version of its own. */
  programmeId: z.nullable(id),
  effectiveFrom: z.nullable(plainDate),
  state: z.enum(['in_force', 'coming', 'replaced']),
  limits,
  officeHours,
  note: z.nullable(z.string()),
  createdByName: z.nullable(z.string()),
  createdAt: z.nullable(instant),
});
export type ServicePolicyView = z.output<typeof servicePolicyView>;

export const holidayYearView = z.object({
  year: z.int(),
  /** Published and loaded, built in, or neither: then deadlines that touch the year are provisional. */
  source: z.enum(['loaded', 'built_in', 'provisional']),
  holidays: z.array(plainDate),
  makeUpWorkdays: z.array(plainDate),
  documentNumber: z.nullable(z.string()),
  loadedByName: z.nullable(z.string()),
  loadedAt: z.nullable(instant),
});
export type HolidayYearView = z.output<typeof holidayYearView>;

export const listServicePolicies = defineRoute({
  id: 'listServicePolicies',
  method: 'GET',
  path: '/service-policies',
  summary: '办理时限各版本与节假日安排',
  permission: 'service_policies.read',
  result: z.object({
    items: z.array(servicePolicyView),
    holidayYears: z.array(holidayYearView),
    asOf: plainDate,
  }),
});

const draft = { programmeId: z.nullable(id), limits, officeHours };

export const createServicePolicy = defineRoute({
  id: 'createServicePolicy',
  method: 'POST',
  path: '/service-policies',
  summary: '发布新版办理时限，最早次日生效',
  permission: 'service_policies.manage',
  body: z.strictObject({ ...draft, effectiveFrom: plainDate, note: shortText }),
  status: 201,
  result: servicePolicyView,
  errors: ['request.invalid', 'service_policy.date_taken'],
});

const due = z.object({ by: instant, provisional: z.boolean() });

export const previewServicePolicy = defineRoute({
  id: 'previewServicePolicy',
  method: 'POST',
  path: '/service-policies/preview',
  summary: '试算：同一时刻开始的各环节，现行与拟定时限各到何时',
  permission: 'service_policies.manage',
  idempotency: 'none',
  body: z.strictObject({ ...draft, beginsAt: instant }),
  result: z.object({
    stages: z.array(z.object({ stage: z.enum(POLICY_STAGES), now: due, then: due })),
  }),
  errors: ['request.invalid'],
});

/** Numbers alone: whoever sets the times reads no case. */
const lateness = z.object({
  stage: z.enum(POLICY_STAGES),
  stages: z.int(),
  /** By the times each of them had. */
  lateNow: z.int(),
  /** By the times considered. */
  lateThen: z.int(),
  /** Ended by the limit they had before the longer one was up: nobody knows whether an answer had come. */
  unknownThen: z.int(),
});
export type LatenessView = z.output<typeof lateness>;

export const rehearseServicePolicy = defineRoute({
  id: 'rehearseServicePolicy',
  method: 'POST',
  path: '/service-policies/rehearsal',
  summary: '试算：上一季度和在办的环节按拟定时限各有多少超时（只有件数）',
  permission: 'service_policies.manage',
  idempotency: 'none',
  body: z.strictObject(draft),
  result: z.object({
    from: plainDate,
    until: plainDate,
    asOf: instant,
    /** False where there were more cases than are looked at: then the latest were. */
    isWhole: z.boolean(),
    /** Stages that began in the last whole quarter. */
    quarter: z.array(lateness),
    /** Stages that run now, whenever they began. */
    open: z.array(lateness),
  }),
  errors: ['request.invalid'],
});

const days = z.array(plainDate).check(z.maxLength(60));

export const loadHolidayYear = defineRoute({
  id: 'loadHolidayYear',
  method: 'POST',
  path: '/holiday-years',
  summary: '录入国务院公布的全年节假日安排，暂定时限随即重算',
  permission: 'service_policies.manage',
  body: z.strictObject({
    year: z.int().check(z.gte(2020), z.lte(2100)),
    holidays: days.check(z.minLength(1)),
    makeUpWorkdays: days,
    documentNumber: shortText,
  }),
  status: 201,
  result: holidayYearView,
  errors: ['request.invalid'],
});

export const servicePolicyRoutes = [
  listServicePolicies,
  createServicePolicy,
  previewServicePolicy,
  rehearseServicePolicy,
  loadHolidayYear,
] as const;
