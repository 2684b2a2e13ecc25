import { LPR_TENORS } from '@yinqi/domain/codes';
import { OFFER_FAULTS } from '@yinqi/domain/lifecycle';
import { AUTHORITIES, POOL_STATES } from '@yinqi/domain/quota';
import * as z from 'zod/mini';
import { fen, id, idParams, instant, plainDate, positiveFen } from './fields.js';
import { defineRoute } from './route.js';

const rateCap = z.object({
  /** Null while no rate is given. */
  passed: z.nullable(z.boolean()),
  /** Null while no LPR is known for the day. */
  capBp: z.nullable(z.int()),
  lpr: z.nullable(
    z.object({
      tenor: z.enum(LPR_TENORS),
      rateBp: z.int(),
      marginBp: z.int(),
      since: plainDate,
      verified: z.boolean(),
    }),
  ),
});

/** The book the choice of the offer would be held in. It warns and refuses nothing: only a choice holds. */
const offerQuota = z.object({
  authority: z.enum(AUTHORITIES),
  state: z.enum(POOL_STATES),
  /** Of a book above the bank's own it hears no figures. */
  isOwn: z.boolean(),
  isShort: z.boolean(),
  /** Null for a tally of ours, which knows no rest. */
  leftFen: z.nullable(fen),
  /** 本平台已报告使用: of a tally of ours alone. */
  reportedFen: z.nullable(fen),
});

export const offerCheck = z.object({
  asOf: instant,
  /** Terms that pass what the product published provides, or what was asked for; sending refuses them. */
  faults: z.array(
    z.object({
      term: z.enum(['amountFen', 'termMonths', 'annualRateBp', 'depositFen']),
      code: z.enum([...OFFER_FAULTS, 'above_request']),
      /** In the unit of the term. */
      limit: z.string(),
    }),
  ),
  /** The tool the product lends under, and what of it binds the offer: sending refuses what does not pass. */
  facility: z.object({
    id,
    name: z.string(),
    nameEn: z.string(),
    closed: z.boolean(),
    rateCap: z.nullable(rateCap),
    window: z.object({ passed: z.boolean(), opensAt: z.nullable(instant), closesAt: z.nullable(instant) }),
    /** What the enterprise has under the tool at other banks is its own business: the limit alone is told. */
    singleCustomer: z.nullable(z.object({ passed: z.boolean(), limitFen: fen })),
  }),
  /** Null where nobody keeps a book of the tool here. */
  quota: z.nullable(offerQuota),
});
export type OfferCheck = z.output<typeof offerCheck>;

const digits = (most: number) => z.optional(z.coerce.number().check(z.int(), z.gte(0), z.lte(most)));

export const checkOffer = defineRoute({
  id: 'checkOffer',
  method: 'GET',
  path: '/engagements/:id/offer-check',
  summary: '报价发送前对照产品、工具与额度核对',
  permission: 'engagements.handle',
  params: idParams,
  query: z.strictObject({ amountFen: positiveFen, annualRateBp: digits(10_000), termMonths: digits(480) }),
  result: offerCheck,
  errors: ['resource.not_found', 'engagement.consent_missing', 'transition.refused'],
});

export const offerCheckRoutes = [checkOffer] as const;
