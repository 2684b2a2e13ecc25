import { REQUEST_ACTIONS, REQUEST_STATES, SIDES } from '@yinqi/domain/lifecycle';
import { COLLATERALS, PURPOSES } from '@yinqi/domain/matching';
import { CURRENCIES } from '@yinqi/domain/money';
import * as z from 'zod/mini';
import {
  basisPoints,
  fen,
  fenTotal,
  id,
  idParams,
  instant,
  listOf,
  longText,
  pageOf,
  pageQuery,
  plainDate,
  positiveFen,
  regionCode,
  shortText,
} from './fields.js';
import { nextStep } from './next-step.js';
import { defineRoute } from './route.js';

const MAX_TERM_MONTHS = 480;
const phone = z.string().check(z.trim(), z.minLength(7), z.maxLength(30), z.regex(/^[\d+\-() ]+$/));

/** Fields of a need that people fill in; each may still be open while it is a draft. */
export const requestContent = z.strictObject({
  purpose: z.nullable(z.enum(PURPOSES)),
  amountFen: z.nullable(positiveFen),
  currency: z.enum(CURRENCIES),
  termMonths: z.nullable(z.int().check(z.gte(1), z.lte(MAX_TERM_MONTHS))),
  neededBy: z.nullable(plainDate),
  rateCeilingBp: z.nullable(basisPoints),
  collateral: z.array(z.enum(COLLATERALS)).check(z.maxLength(COLLATERALS.length)),
  firstLoan: z.nullable(z.boolean()),
  exportCreditInsured: z.nullable(z.boolean()),
  parentGuarantee: z.nullable(z.boolean()),
  remarks: z.nullable(longText),
  contactName: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(60))),
  contactPhone: z.nullable(phone),
  willingToShare: z.boolean(),
});
export type RequestContent = z.output<typeof requestContent>;
export const REQUEST_CONTENT_FIELDS = [
  'purpose',
  'amountFen',
  'currency',
  'termMonths',
  'neededBy',
  'rateCeilingBp',
  'collateral',
  'firstLoan',
  'exportCreditInsured',
  'parentGuarantee',
  'remarks',
  'contactName',
  'contactPhone',
  'willingToShare',
] as const satisfies readonly (keyof RequestContent)[];
export type RequestContentField = (typeof REQUEST_CONTENT_FIELDS)[number];

/** Without these nothing can be verified or matched; the rest may stay open. */
export const REQUIRED_TO_SUBMIT = [
  'purpose',
  'amountFen',
  'termMonths',
  'neededBy',
  'contactName',
  'contactPhone',
] as const satisfies readonly RequestContentField[];

/** How far banks are with it, counted over the engagements the reader may see. */
export const requestProgress = z.object({
  fittingProducts: z.nullable(z.int()),
  liveEngagements: z.int(),
  proposals: z.int(),
  openOffers: z.int(),
  papersAsked: z.int(),
});

export const returnItem = z.strictObject({ field: z.enum(REQUEST_CONTENT_FIELDS), text: shortText });

export const requestItem = z.object({
  id,
  number: z.string(),
  enterpriseId: id,
  enterpriseName: z.string(),
  regionCode: z.nullable(z.string()),
  status: z.enum(REQUEST_STATES),
  purpose: z.nullable(z.enum(PURPOSES)),
  purposeText: z.nullable(z.string()),
  amountFen: z.nullable(fen),
  currency: z.enum(CURRENCIES),
  termMonths: z.nullable(z.int()),
  neededBy: z.nullable(plainDate),
  willingToShare: z.boolean(),
  progress: requestProgress,
  nextStep,
  submittedAt: z.nullable(instant),
  updatedAt: instant,
});
export type RequestItem = z.output<typeof requestItem>;

export const requestEvent = z.object({
  id,
  at: instant,
  action: z.string(),
  from: z.nullable(z.enum(REQUEST_STATES)),
  to: z.enum(REQUEST_STATES),
  actorSide: z.enum(SIDES),
  actorName: z.string(),
  reason: z.nullable(z.string()),
});

export const requestSource = z.object({
  kind: z.enum(['form', 'import']),
  batchId: z.nullable(id),
  sheet: z.nullable(z.string()),
  row: z.nullable(z.int()),
});

export const requestDetail = z.object({
  id,
  number: z.string(),
  enterprise: z.object({ id, name: z.string(), uscc: z.string(), regionCode: z.nullable(z.string()) }),
  status: z.enum(REQUEST_STATES),
  ...requestContent.shape,
  /** Masked for readers abroad. */
  contactName: z.nullable(z.string()),
  contactPhone: z.nullable(z.string()),
  /** As a survey sheet worded it; the codes above are what it was read as. */
  purposeText: z.nullable(z.string()),
  collateralText: z.nullable(z.string()),
  financingMode: z.nullable(z.string()),
  intendedBanks: z.array(z.string()),
  source: requestSource,
  returnItems: z.array(returnItem),
  missing: z.array(z.enum(REQUEST_CONTENT_FIELDS)),
  contentVersion: z.int(),
  version: z.int(),
  progress: requestProgress,
  nextStep,
  allowedActions: z.array(z.enum(REQUEST_ACTIONS)),
  editable: z.boolean(),
  timeline: z.array(requestEvent),
  submittedAt: z.nullable(instant),
  verifiedAt: z.nullable(instant),
  createdAt: instant,
  updatedAt: instant,
});
export type RequestDetail = z.output<typeof requestDetail>;

/** Latest change first unless asked otherwise; a minus turns the order. Requests without the date stand last. */
export const REQUEST_SORTS = ['-updatedAt', 'updatedAt', 'due', '-due', 'neededBy', '-neededBy'] as const;
export type RequestSort = (typeof REQUEST_SORTS)[number];

export const listFinancingRequests = defineRoute({
  id: 'listFinancingRequests',
  method: 'GET',
  path: '/financing-requests',
  summary: '融资需求列表',
  permission: 'requests.read',
  query: z.strictObject({
    ...pageQuery,
    sort: z._default(z.enum(REQUEST_SORTS), '-updatedAt'),
    status: listOf(z.enum(REQUEST_STATES)),
    enterpriseId: z.optional(id),
    /** Any level: a city finds its counties. */
    region: z.optional(regionCode),
    bankId: z.optional(id),
    search: z.optional(shortText),
    amountFrom: z.optional(fen),
    amountTo: z.optional(fen),
  }),
  result: z.extend(pageOf(requestItem), {
    /** Sum over the whole filter, yuan only; what stands in other currencies is counted beside it. */
    totalFen: fenTotal,
    otherCurrencyCount: z.int(),
    /** Whatever was to be done before is late. */
    asOf: instant,
  }),
});

export const getFinancingRequest = defineRoute({
  id: 'getFinancingRequest',
  method: 'GET',
  path: '/financing-requests/:id',
  summary: '融资需求详情',
  permission: 'requests.read',
  params: idParams,
  result: requestDetail,
});

export const startFinancingRequest = defineRoute({
  id: 'startFinancingRequest',
  method: 'POST',
  path: '/financing-requests',
  summary: '新建融资需求草稿（可复制既有需求，主管部门可代企业填报）',
  permission: 'requests.edit',
  body: z.strictObject({ enterpriseId: z.optional(id), copyOf: z.optional(id) }),
  status: 201,
  result: requestDetail,
});

export const saveFinancingRequest = defineRoute({
  id: 'saveFinancingRequest',
  method: 'PUT',
  path: '/financing-requests/:id/content',
  summary: '保存融资需求内容（草稿自动保存，提交后修改形成新版本）',
  permission: 'requests.edit',
  params: idParams,
  body: z.partial(requestContent),
  versioned: true,
  result: requestDetail,
  errors: ['transition.refused', 'resource.version_conflict', 'financing_request.incomplete'],
});

/** A move of the request: under the version that was read, answered by the request as it then stands. */
export const requestMove = <const Id extends string, const Path extends string>(route: {
  readonly id: Id;
  readonly path: Path;
  readonly summary: string;
}) =>
  ({
    ...route,
    method: 'POST',
    params: idParams,
    versioned: true,
    result: requestDetail,
    errors: ['transition.refused', 'resource.version_conflict'],
  }) as const;

export const submitFinancingRequest = defineRoute({
  ...requestMove({
    id: 'submitFinancingRequest',
    path: '/financing-requests/:id/submit',
    summary: '提交融资需求',
  }),
  permission: 'requests.edit',
  errors: ['transition.refused', 'resource.version_conflict', 'financing_request.incomplete'],
});

export const withdrawFinancingRequest = defineRoute({
  ...requestMove({
    id: 'withdrawFinancingRequest',
    path: '/financing-requests/:id/withdraw',
    summary: '撤回融资需求',
  }),
  permission: 'requests.edit',
  body: z.strictObject({ reason: z.optional(shortText) }),
});

export const closeFinancingRequest = defineRoute({
  ...requestMove({
    id: 'closeFinancingRequest',
    path: '/financing-requests/:id/close',
    summary: '办结融资需求',
  }),
  permission: 'requests.edit',
  body: z.strictObject({ reason: z.optional(shortText) }),
});

export const financingRequestRoutes = [
  listFinancingRequests,
  getFinancingRequest,
  startFinancingRequest,
  saveFinancingRequest,
  submitFinancingRequest,
  withdrawFinancingRequest,
  closeFinancingRequest,
] as const;
