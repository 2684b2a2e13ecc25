import { CONSENT_GROUPS, CONSENT_PURPOSES, DOSSIER_FIELD_NAMES } from '@yinqi/domain/disclosure';
import {
  DECLINE_CODES,
  DECLINE_FAMILIES,
  ENGAGEMENT_ACTIONS,
  ENGAGEMENT_GUARDS,
  ENGAGEMENT_STATES,
  NOT_TAKEN_REASONS,
  SIDES,
} from '@yinqi/domain/lifecycle';
import { PURPOSES } from '@yinqi/domain/matching';
import { CURRENCIES } from '@yinqi/domain/money';
import * as z from 'zod/mini';
import { explainedAtom } from './explained-atom.js';
import {
  bilingual,
  fen,
  fenTotal,
  id,
  idParams,
  instant,
  listOf,
  pageOf,
  pageQuery,
  plainDate,
  shortText,
} from './fields.js';
import { nextStep } from './next-step.js';
import { contractView, creditView, disbursementView, offerView } from './offers.js';
import { CASE_OWNERS, needBefore, refusalReviewView, repairView, secondLook } from './refusals.js';
import { defineRoute } from './route.js';

/** The four piles of a bank's work, and what lies behind it. */
export const QUEUE_STAGES = ['answer', 'judge', 'credit', 'disburse', 'ended'] as const;
export type QueueStage = (typeof QUEUE_STAGES)[number];
export const QUEUE_TABS = ['mine', 'due_today', 'overdue', 'unclaimed', 'all'] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

const organisation = z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) });

/** What stands in every list. What the enterprise has not agreed to show, or shows no more, is null. */
const summary = {
  id,
  requestId: id,
  requestNumber: z.string(),
  enterpriseId: id,
  enterpriseName: z.nullable(z.string()),
  bank: organisation,
  branch: organisation,
  product: organisation,
  origin: z.enum(['enterprise', 'bureau', 'platform']),
  status: z.enum(ENGAGEMENT_STATES),
  version: z.int(),
  officerName: z.nullable(z.string()),
  requestedFen: z.nullable(fen),
  currency: z.nullable(z.enum(CURRENCIES)),
  termMonths: z.nullable(z.int()),
  purpose: z.nullable(z.enum(PURPOSES)),
  criteriaMet: z.nullable(z.int()),
  criteriaTotal: z.nullable(z.int()),
  approvedFen: z.nullable(fen),
  disbursedFen: fen,
  pushedAt: z.nullable(instant),
  dueAt: z.nullable(instant),
  dueProvisional: z.boolean(),
  /** Working minutes until the answer is due, negative when late; null while nobody at the bank is waited for. */
  minutesLeft: z.nullable(z.int()),
  /** Papers the enterprise has been asked for and not yet supplied. */
  papersAsked: z.int(),
  mine: z.boolean(),
  /** Set while a second look or an appeal waits for somebody who did not decline; to the bank alone. */
  secondLook: z.nullable(secondLook),
  /** The enterprise changed its need, and this bank has not confirmed it yet. */
  needChanged: z.boolean(),
  updatedAt: instant,
};

export const engagementItem = z.object(summary);
export type EngagementItem = z.output<typeof engagementItem>;

/** Bank and enterprise read code and text, the bureau the family alone. */
export const shownReason = z.object({
  family: z.enum(DECLINE_FAMILIES),
  code: z.nullable(z.enum(DECLINE_CODES)),
  text: z.nullable(z.string()),
});

export const engagementEvent = z.object({
  id,
  at: instant,
  action: z.string(),
  from: z.nullable(z.enum(ENGAGEMENT_STATES)),
  to: z.enum(ENGAGEMENT_STATES),
  actorSide: z.enum(SIDES),
  actorName: z.string(),
  note: z.nullable(z.string()),
  /** Why an approved credit was not used. */
  notTaken: z.optional(z.enum(NOT_TAKEN_REASONS)),
  undone: z.boolean(),
});
export type EngagementEventView = z.output<typeof engagementEvent>;

export const supplementView = z.object({
  id,
  items: z.array(z.string()),
  askedByName: z.string(),
  askedAt: instant,
  dueAt: instant,
  answer: z.nullable(z.string()),
  answeredAt: z.nullable(instant),
  /** When the bank went on without them. */
  waivedAt: z.nullable(instant),
});
export type SupplementView = z.output<typeof supplementView>;

const factValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

/** What the consent opens, copied when the bank was reached. */
export const dossierView = z.object({
  fieldGroups: z.array(z.enum(CONSENT_GROUPS)),
  validUntil: plainDate,
  facts: z.partialRecord(z.enum(DOSSIER_FIELD_NAMES), factValue),
  /** Facts of a register that has an English name for them. */
  words: z.partialRecord(z.enum(DOSSIER_FIELD_NAMES), bilingual),
});
export type DossierView = z.output<typeof dossierView>;

const consentView = z.object({
  id,
  purpose: z.enum(CONSENT_PURPOSES),
  fieldGroups: z.array(z.enum(CONSENT_GROUPS)),
  validUntil: plainDate,
  state: z.enum(['live', 'ended', 'withdrawn']),
  withdrawnAt: z.nullable(instant),
});

/** The best alternative of the product's rule as it was judged, condition by condition. */
export const frozenConditions = z.object({ asOf: plainDate, atoms: z.array(explainedAtom) });
export type FrozenConditions = z.output<typeof frozenConditions>;

export const engagementDetail = z.object({
  ...summary,
  /** When the enterprise expects its head office to decide; null while none is asked. */
  hqExpectedOn: z.nullable(plainDate),
  /** The stage an interrupted case goes back to. */
  stageBefore: z.nullable(z.enum(ENGAGEMENT_STATES)),
  consent: z.nullable(consentView),
  dossier: z.nullable(dossierView),
  /** Why it fits, frozen when the bank was reached. */
  conditions: z.nullable(frozenConditions),
  declineReasons: z.array(shownReason),
  events: z.array(engagementEvent),
  supplements: z.array(supplementView),
  offers: z.array(offerView),
  credit: z.nullable(creditView),
  contract: z.nullable(contractView),
  disbursements: z.array(disbursementView),
  completeSince: z.nullable(instant),
  /** Working minutes each side has had the move for; waiting for one counts for none of the others. */
  minutesUsed: z.object({ bank: z.int(), enterprise: z.int(), bureau: z.int() }),
  /** The latest plan of repair, and the latest appeal or mediation. */
  repair: z.nullable(repairView),
  review: z.nullable(refusalReviewView),
  /** The need before the change that waits to be confirmed, where the reader is shown the request at all. */
  needBefore: z.nullable(needBefore),
  /** Who of the office may take a second look or an appeal; of the head office where nobody there may. */
  candidates: z.array(z.string()),
  /** Who answers for it at the bank today; to the bank alone. */
  owner: z.nullable(z.object({ kind: z.enum(CASE_OWNERS), names: z.array(z.string()) })),
  /** The case this one goes on as at another office. */
  successorId: z.nullable(id),
  nextStep,
  /** What the reader's role could do here, each with the condition still in the way. */
  options: z.array(
    z.object({ action: z.enum(ENGAGEMENT_ACTIONS), blockedBy: z.nullable(z.enum(ENGAGEMENT_GUARDS)) }),
  ),
  /** The reader's own last decision, while it can still be taken back. */
  undo: z.nullable(z.object({ action: z.enum(ENGAGEMENT_ACTIONS), until: instant })),
});
export type EngagementDetail = z.output<typeof engagementDetail>;

const tabCounts = z.record(z.enum(QUEUE_TABS), z.int());

export const listEngagements = defineRoute({
  id: 'listEngagements',
  method: 'GET',
  path: '/engagements',
  summary: '对接办件列表：银行按剩余时限办理，主管部门看辖内，企业看本企业',
  permission: 'engagements.read',
  query: z.strictObject({
    ...pageQuery,
    tab: z._default(z.enum(QUEUE_TABS), 'all'),
    stage: z.optional(z.enum(QUEUE_STAGES)),
    status: listOf(z.enum(ENGAGEMENT_STATES)),
    requestId: z.optional(id),
    enterpriseId: z.optional(id),
    bankId: z.optional(id),
    search: z.optional(shortText),
  }),
  result: z.extend(pageOf(engagementItem), {
    /** Counts of every tab under the same filter. */
    tabs: tabCounts,
    /** Sum of the amounts shown over the whole filter, yuan only; those in other currencies are counted beside it. */
    totalFen: fenTotal,
    otherCurrencyCount: z.int(),
    asOf: instant,
  }),
});

export const countEngagements = defineRoute({
  id: 'countEngagements',
  method: 'GET',
  path: '/engagement-counts',
  summary: '各阶段待办件数',
  permission: 'engagements.read',
  result: z.object({ stages: z.record(z.enum(QUEUE_STAGES), z.int()) }),
});

export const getEngagement = defineRoute({
  id: 'getEngagement',
  method: 'GET',
  path: '/engagements/:id',
  summary: '对接办件详情（银行查阅企业信息时留下披露回执）',
  permission: 'engagements.read',
  params: idParams,
  result: engagementDetail,
  errors: ['resource.not_found'],
});

export const requestEngagements = z.object({ items: z.array(engagementDetail) });

export const getRequestEngagements = defineRoute({
  id: 'getRequestEngagements',
  method: 'GET',
  path: '/financing-requests/:id/engagements',
  summary: '一笔融资需求与各银行的对接情况',
  permission: 'engagements.read',
  params: idParams,
  result: requestEngagements,
  errors: ['resource.not_found'],
});

export const engagementRoutes = [
  listEngagements,
  countEngagements,
  getEngagement,
  getRequestEngagements,
] as const;
