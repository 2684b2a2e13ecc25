import { CONSENT_GROUPS } from '@yinqi/domain/disclosure';
import { DECLINE_CODES, DECLINE_TEXT_MAX, FAN_OUT_CAP, MAX_DECLINE_REASONS } from '@yinqi/domain/lifecycle';
import * as z from 'zod/mini';
import { engagementDetail, requestEngagements } from './engagements.js';
import { id, idParams, plainDate, shortText } from './fields.js';
import { defineRoute } from './route.js';

export const onEngagement = <const Id extends string, const Path extends string>(route: {
  readonly id: Id;
  readonly path: Path;
  readonly summary: string;
}) =>
  ({
    ...route,
    method: 'POST',
    params: idParams,
    versioned: true,
    result: engagementDetail,
    errors: ['resource.not_found', 'resource.version_conflict', 'transition.refused'],
  }) as const;

const statedReason = z.strictObject({
  code: z.enum(DECLINE_CODES),
  text: z.string().check(z.trim(), z.maxLength(DECLINE_TEXT_MAX)),
});

const fieldGroups = z.array(z.enum(CONSENT_GROUPS)).check(z.minLength(1), z.maxLength(CONSENT_GROUPS.length));

/** What the signatory agrees to, for each bank it names. */
const consentTerms = {
  fieldGroups,
  /** A bank is reached to assess the request, for nothing else. */
  purpose: z._default(z.literal('financing_assessment'), 'financing_assessment'),
  /** 180 days from today where nothing is said. */
  validUntil: z.optional(plainDate),
};

export const pushRequest = defineRoute({
  id: 'pushRequest',
  method: 'POST',
  path: '/financing-requests/:id/engagements',
  summary: '选择银行并授权推送',
  permission: 'consents.give',
  params: idParams,
  body: z.strictObject({
    picks: z
      .array(z.strictObject({ productId: id, ...consentTerms }))
      .check(z.minLength(1), z.maxLength(FAN_OUT_CAP)),
  }),
  status: 201,
  result: requestEngagements,
  errors: [
    'transition.refused',
    'engagement.fan_out_exceeded',
    'engagement.already_engaged',
    'engagement.not_matched',
    'request.invalid',
  ],
});

export const proposeEngagement = defineRoute({
  id: 'proposeEngagement',
  method: 'POST',
  path: '/financing-requests/:id/proposals',
  summary: '主管部门向企业推荐一家银行，待企业授权',
  permission: 'engagements.propose',
  params: idParams,
  body: z.strictObject({ productId: id, reason: z.optional(shortText) }),
  status: 201,
  result: engagementDetail,
  errors: [
    'transition.refused',
    'engagement.not_shareable',
    'engagement.fan_out_exceeded',
    'engagement.already_engaged',
    'engagement.not_matched',
  ],
});

export const consentToProposal = defineRoute({
  ...onEngagement({
    id: 'consentToProposal',
    path: '/engagements/:id/consent',
    summary: '同意推荐并授权推送',
  }),
  permission: 'consents.give',
  body: z.strictObject(consentTerms),
});

export const pushProposal = defineRoute({
  ...onEngagement({
    id: 'pushProposal',
    path: '/engagements/:id/push',
    summary: '主管部门依据已登记的授权书推送',
  }),
  permission: 'engagements.propose',
});

export const withdrawEngagement = defineRoute({
  ...onEngagement({
    id: 'withdrawEngagement',
    path: '/engagements/:id/withdraw',
    summary: '不同意推荐，或撤回推送',
  }),
  permission: 'engagements.request',
  body: z.strictObject({ reason: z.optional(shortText) }),
});

export const retractProposal = defineRoute({
  ...onEngagement({ id: 'retractProposal', path: '/engagements/:id/retract', summary: '主管部门收回推荐' }),
  permission: 'engagements.propose',
  body: z.strictObject({ reason: z.optional(shortText) }),
});

export const claimEngagement = defineRoute({
  ...onEngagement({ id: 'claimEngagement', path: '/engagements/:id/claim', summary: '认领办件' }),
  permission: 'engagements.handle',
});

export const acceptEngagement = defineRoute({
  ...onEngagement({
    id: 'acceptEngagement',
    path: '/engagements/:id/accept',
    summary: '受理（10 秒内可撤销）',
  }),
  permission: 'engagements.handle',
});

export const declineEngagement = defineRoute({
  ...onEngagement({
    id: 'declineEngagement',
    path: '/engagements/:id/decline',
    summary: '婉拒并说明 1–4 项原因（10 秒内可撤销）',
  }),
  permission: 'engagements.handle',
  body: z.strictObject({
    reasons: z.array(statedReason).check(z.minLength(1), z.maxLength(MAX_DECLINE_REASONS)),
  }),
});

/** Moves that need nothing but a remark. */
export const STEPS = [
  'record_contact',
  'start_due_diligence',
  'submit_to_review',
  'resume',
  'return_to_review',
  'close',
] as const;
export type Step = (typeof STEPS)[number];

export const stepEngagement = defineRoute({
  ...onEngagement({
    id: 'stepEngagement',
    path: '/engagements/:id/steps',
    summary: '办理下一步：联系、尽调、提交审批、办结等',
  }),
  permission: 'engagements.handle',
  body: z.strictObject({ step: z.enum(STEPS), note: z.optional(shortText) }),
});

export const undoEngagement = defineRoute({
  ...onEngagement({ id: 'undoEngagement', path: '/engagements/:id/undo', summary: '撤销本人 10 秒内的决定' }),
  permission: 'engagements.read',
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'transition.refused',
    'engagement.undo_expired',
  ],
});

export const askSupplement = defineRoute({
  ...onEngagement({ id: 'askSupplement', path: '/engagements/:id/supplements', summary: '要求企业补充材料' }),
  permission: 'engagements.handle',
  body: z.strictObject({ items: z.array(shortText).check(z.minLength(1), z.maxLength(12)) }),
});

export const answerSupplement = defineRoute({
  ...onEngagement({
    id: 'answerSupplement',
    path: '/engagements/:id/supplements/:supplementId/answer',
    summary: '企业答复补充材料',
  }),
  permission: 'engagements.request',
  params: z.strictObject({ id, supplementId: id }),
  body: z.strictObject({ answer: z.string().check(z.trim(), z.minLength(1), z.maxLength(4000)) }),
});

/** Whether the head office decided, and how; until then the bank's clock stands. */
export const stepHqApproval = defineRoute({
  ...onEngagement({
    id: 'stepHqApproval',
    path: '/engagements/:id/hq-approval',
    summary: '企业报请境外总部审批、登记审批结果；等待期间银行时限暂停',
  }),
  permission: 'engagements.request',
  body: z.discriminatedUnion('step', [
    z.strictObject({ step: z.literal('await'), expectedOn: plainDate }),
    z.strictObject({ step: z.literal('approved'), decidedOn: plainDate }),
    z.strictObject({ step: z.literal('refused'), decidedOn: plainDate }),
  ]),
  errors: ['resource.not_found', 'resource.version_conflict', 'transition.refused', 'request.invalid'],
});

export const recordCompleteness = defineRoute({
  ...onEngagement({
    id: 'recordCompleteness',
    path: '/engagements/:id/completeness',
    summary: '登记资料齐全，开始计算结论时限',
  }),
  permission: 'engagements.handle',
});

export const engagementCommandRoutes = [
  pushRequest,
  proposeEngagement,
  consentToProposal,
  pushProposal,
  withdrawEngagement,
  retractProposal,
  claimEngagement,
  acceptEngagement,
  declineEngagement,
  stepEngagement,
  undoEngagement,
  askSupplement,
  answerSupplement,
  stepHqApproval,
  recordCompleteness,
] as const;
