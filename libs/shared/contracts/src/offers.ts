import { OFFER_STATES, REPAYMENTS } from '@yinqi/domain/lifecycle';
import { COLLATERALS } from '@yinqi/domain/matching';
import { CURRENCIES } from '@yinqi/domain/money';
import * as z from 'zod/mini';
import { basisPoints, fen, id, idParams, instant, longText, plainDate, positiveFen } from './fields.js';
import { defineRoute } from './route.js';

/** 报价: indicative terms. Never an approval. */
const terms = {
  amountFen: positiveFen,
  annualRateBp: basisPoints,
  termMonths: z.int().check(z.gte(1), z.lte(480)),
  guaranteeFeeFen: fen,
  appraisalFeeFen: fen,
  /** 保证金: comes back at the end without interest. */
  depositFen: z._default(fen, '0'),
  repayment: z._default(z.enum(REPAYMENTS), 'interest_monthly'),
  collateral: z.array(z.enum(COLLATERALS)).check(z.maxLength(COLLATERALS.length)),
  disbursementDays: z.int().check(z.gte(1), z.lte(365)),
  conditions: z.nullable(longText),
  validUntil: plainDate,
};
export const offerTerms = z.strictObject(terms);
export type OfferTerms = z.output<typeof offerTerms>;

/** The whole amount taken at once and used over the months of the request: what is paid for it, and at what rate. */
export const offerCost = z.object({
  basisMonths: z.int(),
  interestFen: fen,
  feesFen: fen,
  totalFen: fen,
  /** Internal rate of the cash flows a year, twelve times the monthly one; null where nothing is left to use. */
  annualBp: z.nullable(z.int()),
});
export type OfferCost = z.output<typeof offerCost>;

export const offerView = z.object({
  id,
  engagementId: id,
  status: z.enum(OFFER_STATES),
  version: z.int(),
  ...terms,
  currency: z.enum(CURRENCIES),
  chosenFen: z.nullable(fen),
  /** False where amount, term or purpose were changed after it: the bank offers again for it to be chosen. */
  forNeed: z.boolean(),
  cost: offerCost,
  sentByName: z.string(),
  sentAt: instant,
  decidedAt: z.nullable(instant),
});
export type OfferView = z.output<typeof offerView>;

export const creditView = z.object({
  amountFen: fen,
  currency: z.enum(CURRENCIES),
  annualRateBp: basisPoints,
  revolving: z.boolean(),
  validUntil: plainDate,
  conditions: z.nullable(z.string()),
  approvedByName: z.string(),
  approvedAt: instant,
});

export const contractView = z.object({
  contractNumber: z.string(),
  signedOn: plainDate,
  recordedByName: z.string(),
  recordedAt: instant,
});

/** 余额 of one note as the bank last reported it. */
const reportedBalance = z.object({ outstandingFen: fen, asOf: plainDate, recordedAt: instant });

export const disbursementView = z.object({
  id,
  noteNumber: z.string(),
  amountFen: fen,
  currency: z.enum(CURRENCIES),
  annualRateBp: basisPoints,
  disbursedOn: plainDate,
  maturesOn: plainDate,
  recordedByName: z.string(),
  recordedAt: instant,
  /** Left out while the bank has reported none. */
  balance: z.optional(reportedBalance),
});
export type DisbursementView = z.output<typeof disbursementView>;

/** One column of the comparison. */
export const comparedOffer = z.extend(offerView, {
  bankId: id,
  bankName: z.string(),
  bankNameEn: z.nullable(z.string()),
  productName: z.string(),
  productNameEn: z.nullable(z.string()),
  /** What it can still bring: capped at what the request lacks. */
  usableFen: fen,
  open: z.boolean(),
});
export type ComparedOffer = z.output<typeof comparedOffer>;

export const offerComparison = z.object({
  requestId: id,
  currency: z.enum(CURRENCIES),
  requestedFen: fen,
  chosenFen: fen,
  restFen: fen,
  basisMonths: z.int(),
  offers: z.array(comparedOffer),
});
export type OfferComparison = z.output<typeof offerComparison>;

export const compareOffers = defineRoute({
  id: 'compareOffers',
  method: 'GET',
  path: '/financing-requests/:id/offers',
  summary: '一笔融资需求收到的报价，按同一口径比较',
  permission: 'engagements.read',
  params: idParams,
  result: offerComparison,
  errors: ['resource.not_found'],
});

export const chooseOffer = defineRoute({
  id: 'chooseOffer',
  method: 'POST',
  path: '/financing-requests/:id/choice',
  summary: '选择报价；满足全部需求时其余报价同时结束',
  permission: 'offers.choose',
  params: idParams,
  body: z.strictObject({
    offerId: id,
    standbyId: z.optional(id),
    /** What the page said the offer can still bring: where somebody chose meanwhile it is another amount. */
    usableFen: z.optional(fen),
  }),
  result: offerComparison,
  errors: [
    'resource.not_found',
    'offer.not_open',
    'offer.amount_exceeds_rest',
    'transition.refused',
    'resource.version_conflict',
    'quota.insufficient',
    'quota.tally_exceeded',
    'quota.pool_frozen',
    'quota.pool_closed',
    'quota.window_not_yet_open',
    'quota.window_closed',
    'quota.lender_ineligible',
    'quota.borrower_ineligible',
    'quota.borrower_undetermined',
    'quota.rate_above_cap',
    'quota.customer_limit',
    'facility.closed',
  ],
});

export const offerRoutes = [compareOffers, chooseOffer] as const;
