import {
  CLAIM_BATCH_STATES,
  CLAIM_KINDS,
  CLAIM_REJECTIONS,
  CLAIM_STATES,
  CLAIM_VERDICTS,
  TEST_OUTCOMES,
} from '@yinqi/domain/claims';
import { LPR_TENORS } from '@yinqi/domain/codes';
import { ATTRIBUTES } from '@yinqi/domain/matching';
import { AUTHORITIES, LENDER_FAULTS } from '@yinqi/domain/quota';
import * as z from 'zod/mini';
import {
  basisPoints,
  currency,
  fen,
  fenTotal,
  id,
  idParams,
  instant,
  listOf,
  pageOf,
  pageQuery,
  plainDate,
  positiveFen,
  usccText,
} from './fields.js';
import { declaredBorrower } from './quota-ledger.js';
import { defineRoute } from './route.js';

const outcome = z.enum(TEST_OUTCOMES);

/** One condition of the tool with what came of it, and the figures its sentence needs. */
export const claimTest = z.discriminatedUnion('test', [
  z.object({ test: z.literal('lender'), outcome, fault: z.nullable(z.enum(LENDER_FAULTS)) }),
  z.object({ test: z.literal('borrower'), outcome, attributes: z.array(z.enum(ATTRIBUTES)) }),
  z.object({
    test: z.literal('rate_cap'),
    outcome,
    rateBp: z.int(),
    /** Null where nothing is capped, or no LPR is known for the day. */
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
  }),
  z.object({
    test: z.literal('window'),
    outcome,
    lentOn: plainDate,
    opensOn: z.nullable(plainDate),
    closesOn: z.nullable(plainDate),
  }),
  z.object({ test: z.literal('maturity'), outcome, maturesOn: plainDate }),
  z.object({
    test: z.literal('single_customer'),
    outcome,
    limitFen: z.nullable(fen),
    /** What it has of the tool at this bank: what it has at others counts too, and is theirs to know. */
    exposureFen: fenTotal,
    askedFen: fen,
  }),
]);
export type ClaimTestView = z.output<typeof claimTest>;

export const claimFacility = z.object({ id, name: z.string(), nameEn: z.string() });

export const claimTool = z.object({
  facility: claimFacility,
  mechanism: z.enum(['RELENDING', 'REDISCOUNT']),
  /** The bank's own part of it; null while it has none. A tally of our own never says what is left. */
  pool: z.nullable(
    z.object({
      id,
      authority: z.enum(AUTHORITIES),
      usedFen: fen,
      inProcessFen: fen,
      leftFen: z.nullable(fen),
    }),
  ),
  /** Whether its holder decides claims on this platform. */
  isHeldHere: z.boolean(),
  isClosed: z.boolean(),
});
export type ClaimTool = z.output<typeof claimTool>;

export const claimView = z.object({
  id,
  kind: z.enum(CLAIM_KINDS),
  facility: claimFacility,
  bank: z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) }),
  /** 借据号 or 票据号. */
  number: z.string(),
  borrowerName: z.string(),
  /** 出票人 of a bill. */
  drawer: z.nullable(z.string()),
  /** What was paid out, or the face of the bill. */
  lentFen: fen,
  /** The share of it that is claimed: 10000 is the whole. */
  fundingRatioBp: z.int(),
  /** What is claimed in all. */
  amountFen: fen,
  /** What of it was reimbursed and was not taken back since. */
  reimbursedFen: fen,
  currency,
  annualRateBp: basisPoints,
  lentOn: plainDate,
  maturesOn: plainDate,
  engagementId: z.nullable(id),
  state: z.enum(CLAIM_STATES),
  /** What is still asked for: less than the amount once a part was reimbursed and the rest kept for a later batch. */
  openFen: fen,
  /** Marked and not handed in before it fell due: it holds no quota any more. */
  isLapsed: z.boolean(),
  batch: z.nullable(z.object({ id, number: z.string(), state: z.enum(CLAIM_BATCH_STATES) })),
  /** As the bank stated it when marking. */
  declared: declaredBorrower,
  /** As tested when marked. */
  tests: z.array(claimTest),
  markedBy: z.string(),
  markedAt: instant,
  submittedAt: z.nullable(instant),
  decidedAt: z.nullable(instant),
  rejection: z.nullable(z.enum(CLAIM_REJECTIONS)),
  note: z.nullable(z.string()),
  /** Taken back by a correcting entry of the holder. */
  correction: z.nullable(z.object({ at: instant, reason: z.string() })),
  version: z.int(),
});
export type ClaimView = z.output<typeof claimView>;

/** A loan of the bank held against a tool: can it be claimed, and why or why not. */
export const claimableLoan = z.object({
  disbursementId: id,
  engagementId: id,
  noteNumber: z.string(),
  /** From the dossier, while the consent holds. */
  borrowerName: z.nullable(z.string()),
  amountFen: fen,
  /** The share of it that the tool reimburses, and what can be claimed with that. */
  fundingRatioBp: z.int(),
  claimableFen: fen,
  currency,
  annualRateBp: basisPoints,
  lentOn: plainDate,
  maturesOn: plainDate,
  verdict: z.enum(CLAIM_VERDICTS),
  tests: z.array(claimTest),
  /** Its live claim under whichever tool, else the latest that was rejected or taken back; `note` says why. */
  claim: z.nullable(
    z.object({
      id,
      state: z.enum(CLAIM_STATES),
      facilityName: z.string(),
      facilityNameEn: z.string(),
      rejection: z.nullable(z.enum(CLAIM_REJECTIONS)),
      note: z.nullable(z.string()),
    }),
  ),
});
export type ClaimableLoan = z.output<typeof claimableLoan>;

export const listClaimTools = defineRoute({
  id: 'listClaimTools',
  method: 'GET',
  path: '/claim-tools',
  summary: '可报账或再贴现的政策工具与本行额度',
  permission: 'claims.mark',
  result: z.object({ items: z.array(claimTool) }),
});

export const listClaimableLoans = defineRoute({
  id: 'listClaimableLoans',
  method: 'GET',
  path: '/claim-tools/:id/loans',
  summary: '本行已放款逐笔对照再贷款条件',
  permission: 'claims.mark',
  params: idParams,
  query: z.strictObject({ ...pageQuery }),
  result: pageOf(claimableLoan),
  errors: ['resource.not_found'],
});

/** Whatever stands in the way of a mark: nothing was written. */
const MARK_REFUSALS = [
  'claim.wrong_kind',
  'claim.not_held_here',
  'claim.no_quota',
  'claim.not_eligible',
  'claim.undetermined',
  'facility.closed',
  'quota.claim_live',
  'quota.currency_mismatch',
  'quota.customer_limit',
  'quota.insufficient',
  'quota.pool_frozen',
  'quota.pool_closed',
  'quota.window_not_yet_open',
  'quota.window_closed',
] as const;

const borrowerName = z.string().check(z.trim(), z.minLength(2), z.maxLength(120));

export const markLoan = defineRoute({
  id: 'markLoan',
  method: 'POST',
  path: '/claim-tools/:id/loans',
  summary: '把一笔已放款标记为待报账，同时预占额度',
  permission: 'claims.mark',
  status: 201,
  params: idParams,
  body: z.strictObject({ disbursementId: id, borrowerName, borrower: declaredBorrower }),
  result: claimView,
  errors: ['resource.not_found', ...MARK_REFUSALS],
});

export const markBill = defineRoute({
  id: 'markBill',
  method: 'POST',
  path: '/claim-tools/:id/bills',
  summary: '登记一张拟再贴现的票据，同时预占额度',
  permission: 'claims.mark',
  status: 201,
  params: idParams,
  body: z.strictObject({
    number: z.string().check(z.regex(/^(\d{16}|\d{30})$/)),
    drawer: borrowerName,
    /** 贴现申请人: whom the bank discounted it for. */
    borrowerName,
    borrowerUscc: usccText,
    amountFen: positiveFen,
    annualRateBp: basisPoints,
    discountedOn: plainDate,
    maturesOn: plainDate,
    borrower: declaredBorrower,
  }),
  result: claimView,
  errors: ['resource.not_found', 'request.invalid', ...MARK_REFUSALS],
});

export const listClaims = defineRoute({
  id: 'listClaims',
  method: 'GET',
  path: '/claims',
  summary: '报账与再贴现明细，新的在前',
  permission: 'claims.read',
  query: z.strictObject({
    facilityId: z.optional(id),
    state: listOf(z.enum(CLAIM_STATES)),
    ...pageQuery,
  }),
  result: pageOf(claimView),
});

export const releaseClaim = defineRoute({
  id: 'releaseClaim',
  method: 'POST',
  path: '/claims/:id/release',
  summary: '取消标记，释放预占的额度',
  permission: 'claims.mark',
  params: idParams,
  versioned: true,
  result: claimView,
  errors: ['resource.not_found', 'resource.version_conflict', 'claim.in_batch', 'claim.not_marked'],
});

export const claimRoutes = [
  listClaimTools,
  listClaimableLoans,
  markLoan,
  markBill,
  listClaims,
  releaseClaim,
] as const;
