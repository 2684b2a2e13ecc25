import { INVESTMENT_KINDS, SIZE_CLASSES } from '@yinqi/domain/codes';
import { HOLDING_TYPES, PURPOSES } from '@yinqi/domain/matching';
import { CURRENCIES } from '@yinqi/domain/money';
import { HOLD_STATES } from '@yinqi/domain/quota';
import * as z from 'zod/mini';
import { basisPoints, fen, id, idParams, instant, pageOf, pageQuery, shortText } from './fields.js';
import { defineRoute } from './route.js';

/** As it is sent: each thing that can be wrong with an amount has a code of its own. */
const amountFen = z.string().check(z.minLength(1), z.maxLength(40));
const currency = z.enum(CURRENCIES);

export const quotaHold = z.object({
  id,
  poolId: id,
  facilityId: id,
  enterpriseId: id,
  engagementId: z.nullable(id),
  /** 借据 or bill it was held for; null for a promise. */
  claimKey: z.nullable(z.string()),
  state: z.enum(HOLD_STATES),
  /** Still held, posted from it in all, and repaid of that. */
  heldFen: fen,
  postedFen: fen,
  repaidFen: fen,
  begunAt: instant,
  expiresAt: instant,
  version: z.int(),
});
export type QuotaHold = z.output<typeof quotaHold>;

/** What the bank knows of the borrower, for the conditions of the tool; what it leaves out counts as unknown. */
export const declaredBorrower = z.strictObject({
  sizeClass: z.optional(z.enum(SIZE_CLASSES)),
  holdingType: z.optional(z.enum(HOLDING_TYPES)),
  investmentKind: z.optional(z.enum(INVESTMENT_KINDS)),
  agriculture: z.optional(z.boolean()),
  foreignTrade: z.optional(z.boolean()),
  purposes: z.optional(z.array(z.enum(PURPOSES)).check(z.minLength(1), z.maxLength(PURPOSES.length))),
});
export type DeclaredBorrower = z.output<typeof declaredBorrower>;

/** Whatever the quota refuses: nothing was written. */
const REFUSALS = [
  'quota.amount_unreadable',
  'quota.amount_fractional',
  'quota.amount_zero',
  'quota.amount_negative',
  'quota.amount_too_large',
  'quota.currency_mismatch',
  'quota.pool_frozen',
  'quota.pool_closed',
  'idempotency.mismatch',
] as const;

export const createReservation = defineRoute({
  id: 'createReservation',
  method: 'POST',
  path: '/facilities/:id/reservations',
  summary: '银行在本行额度内预占',
  permission: 'quota.reserve',
  status: 201,
  params: idParams,
  body: z.strictObject({
    enterpriseId: id,
    amountFen,
    currency,
    annualRateBp: basisPoints,
    /** The reservation lapses then, unless it was used or given up before. */
    holdUntil: instant,
    claimKey: z.nullable(shortText.check(z.maxLength(100))),
    borrower: declaredBorrower,
  }),
  result: quotaHold,
  errors: [
    'resource.not_found',
    ...REFUSALS,
    'quota.insufficient',
    'quota.tally_exceeded',
    'quota.window_not_yet_open',
    'quota.window_closed',
    'quota.lender_ineligible',
    'quota.borrower_ineligible',
    'quota.borrower_undetermined',
    'quota.rate_above_cap',
    'quota.customer_limit',
    'quota.hold_expiry_in_past',
    'quota.hold_too_long',
    'quota.by_claim',
    'quota.claim_live',
    'facility.closed',
  ],
});

export const HOLD_STEPS = ['commit', 'post', 'extend', 'release'] as const;

export const stepHold = defineRoute({
  id: 'stepHold',
  method: 'POST',
  path: '/quota-holds/:id/steps',
  summary: '预占的下一步：确认、核销、展期、释放',
  permission: 'quota.reserve',
  params: idParams,
  versioned: true,
  body: z.discriminatedUnion('step', [
    z.strictObject({ step: z.literal('commit'), amountFen, currency }),
    /** `keep` leaves the rest held for further tranches. */
    z.strictObject({ step: z.literal('post'), amountFen, currency, keep: z.boolean() }),
    z.strictObject({ step: z.literal('extend'), holdUntil: instant }),
    z.strictObject({ step: z.literal('release'), reason: shortText }),
  ]),
  result: quotaHold,
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    ...REFUSALS,
    'quota.hold_ended',
    'quota.hold_expired',
    'quota.hold_exceeded',
    'quota.hold_not_in_state',
    'quota.hold_expiry_in_past',
    'quota.hold_too_long',
    'quota.hold_of_claim',
    'quota.window_closed',
    'facility.closed',
  ],
});

export const getQuotaHold = defineRoute({
  id: 'getQuotaHold',
  method: 'GET',
  path: '/quota-holds/:id',
  summary: '预占',
  permission: 'quota.read',
  params: idParams,
  result: quotaHold,
  errors: ['resource.not_found'],
});

export const listPoolHolds = defineRoute({
  id: 'listPoolHolds',
  method: 'GET',
  path: '/quota-pools/:id/holds',
  summary: '额度池的预占，新的在前',
  permission: 'quota.read',
  params: idParams,
  query: z.strictObject({ state: z.optional(z.enum(HOLD_STATES)), ...pageQuery }),
  result: pageOf(quotaHold),
  errors: ['resource.not_found'],
});

export const quotaLedgerRoutes = [createReservation, stepHold, getQuotaHold, listPoolHolds] as const;
