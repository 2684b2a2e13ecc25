import { NOT_TAKEN_REASONS } from '@yinqi/domain/lifecycle';
import * as z from 'zod/mini';
import { onEngagement } from './engagement-commands.js';
import { basisPoints, fen, id, longText, plainDate, positiveFen, shortText } from './fields.js';
import { offerTerms } from './offers.js';
import { defineRoute } from './route.js';

const referenceNumber = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));

export const sendOffer = defineRoute({
  ...onEngagement({
    id: 'sendOffer',
    path: '/engagements/:id/offers',
    summary: '报价，或以新版本替换已发出的报价',
  }),
  permission: 'engagements.handle',
  body: offerTerms,
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'transition.refused',
    'request.invalid',
    'engagement.consent_missing',
    'facility.closed',
    'quota.window_not_yet_open',
    'quota.window_closed',
    'quota.rate_above_cap',
    'quota.customer_limit',
  ],
});

export const withdrawOffer = defineRoute({
  ...onEngagement({
    id: 'withdrawOffer',
    path: '/engagements/:id/offers/:offerId/withdraw',
    summary: '撤回报价',
  }),
  permission: 'engagements.handle',
  params: z.strictObject({ id, offerId: id }),
  errors: ['resource.not_found', 'resource.version_conflict', 'transition.refused', 'offer.not_open'],
});

export const approveCredit = defineRoute({
  ...onEngagement({
    id: 'approveCredit',
    path: '/engagements/:id/credit',
    summary: '批准授信（须有企业已选报价）',
  }),
  permission: 'engagements.approve',
  body: z.strictObject({
    amountFen: positiveFen,
    annualRateBp: basisPoints,
    revolving: z.boolean(),
    validUntil: plainDate,
    conditions: z.nullable(longText),
  }),
});

export const recordContract = defineRoute({
  ...onEngagement({ id: 'recordContract', path: '/engagements/:id/contract', summary: '登记签约' }),
  permission: 'engagements.handle',
  body: z.strictObject({ contractNumber: referenceNumber, signedOn: plainDate }),
});

export const recordDisbursement = defineRoute({
  ...onEngagement({
    id: 'recordDisbursement',
    path: '/engagements/:id/disbursements',
    summary: '登记放款（按借据）',
  }),
  permission: 'engagements.handle',
  body: z.strictObject({
    noteNumber: referenceNumber,
    amountFen: positiveFen,
    annualRateBp: basisPoints,
    disbursedOn: plainDate,
    maturesOn: plainDate,
    /** What was really paid out is recorded even above the approval, once it has been checked. */
    aboveApproval: z._default(z.boolean(), false),
  }),
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'transition.refused',
    'request.invalid',
    'disbursement.exceeds_approval',
    'disbursement.duplicate_note',
  ],
});

/** Either side may say so: the officer, or the enterprise's signatory. */
export const recordNotTaken = defineRoute({
  ...onEngagement({
    id: 'recordNotTaken',
    path: '/engagements/:id/not-taken',
    summary: '登记批而未用及原因（银行经办或企业授权签字人）',
  }),
  permission: 'engagements.read',
  body: z.strictObject({ reason: z.enum(NOT_TAKEN_REASONS), text: z.optional(shortText) }),
  errors: ['resource.not_found', 'resource.version_conflict', 'transition.refused', 'request.invalid'],
});

export const rescindCredit = defineRoute({
  ...onEngagement({
    id: 'rescindCredit',
    path: '/engagements/:id/credit/rescission',
    summary: '签批人员撤销授信，写明未满足的条件',
  }),
  permission: 'engagements.approve',
  body: z.strictObject({ condition: z.string().check(z.trim(), z.minLength(4), z.maxLength(200)) }),
});

/** Either side may say so: the bank's officer, or the enterprise's signatory who draws no more. */
export const cancelRest = defineRoute({
  ...onEngagement({
    id: 'cancelRest',
    path: '/engagements/:id/rest/cancellation',
    summary: '取消尚未放款的余额，本件办结（银行经办或企业授权签字人）',
  }),
  permission: 'engagements.read',
  body: z.strictObject({ note: z.optional(shortText) }),
});

export const recordBalances = defineRoute({
  ...onEngagement({
    id: 'recordBalances',
    path: '/engagements/:id/balances',
    summary: '报告借据余额（还款后）',
  }),
  permission: 'engagements.handle',
  body: z.strictObject({
    asOf: plainDate,
    balances: z
      .array(z.strictObject({ disbursementId: id, outstandingFen: fen }))
      .check(z.minLength(1), z.maxLength(100)),
  }),
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'transition.refused',
    'request.invalid',
    'balance.above_reported',
  ],
});

export const engagementMoneyRoutes = [
  sendOffer,
  withdrawOffer,
  approveCredit,
  recordContract,
  recordDisbursement,
  recordNotTaken,
  rescindCredit,
  cancelRest,
  recordBalances,
] as const;
