import { CLAIM_BATCH_STATES, CLAIM_REJECTIONS, CLAIM_RESTS } from '@yinqi/domain/claims';
import * as z from 'zod/mini';
import { claimFacility, claimView } from './claims.js';
import { fen, fenTotal, id, idParams, instant, listOf, pageOf, pageQuery, shortText } from './fields.js';
import { defineRoute } from './route.js';

/** So many lines are decided in one transaction. */
const MOST_LINES = 200;

export const claimBatchView = z.object({
  id,
  number: z.string(),
  facility: claimFacility,
  bank: z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) }),
  mechanism: z.enum(['RELENDING', 'REDISCOUNT']),
  state: z.enum(CLAIM_BATCH_STATES),
  lines: z.int(),
  amountFen: fenTotal,
  reimbursedLines: z.int(),
  reimbursedFen: fenTotal,
  /** Of these, those of which only a part was reimbursed. */
  reducedLines: z.int(),
  rejectedLines: z.int(),
  /** Reimbursed and taken back by a correcting entry since. */
  correctedLines: z.int(),
  openedBy: z.string(),
  openedAt: instant,
  submittedBy: z.nullable(z.string()),
  submittedAt: z.nullable(instant),
  /** Whose decision; of the holder's people the holder alone reads the name. */
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(instant),
  version: z.int(),
});
export type ClaimBatchView = z.output<typeof claimBatchView>;

/** A claim as this batch has it: what it asks for here, and the word of the holder on that. */
export const claimLine = z.object({
  ...claimView.shape,
  askedFen: fen,
  outcome: z.nullable(
    z.object({
      reimbursedFen: fen,
      rest: z.nullable(z.enum(CLAIM_RESTS)),
      reason: z.nullable(z.enum(CLAIM_REJECTIONS)),
      note: z.nullable(z.string()),
      isCorrected: z.boolean(),
    }),
  ),
});
export type ClaimLine = z.output<typeof claimLine>;

export const claimBatchDetail = z.object({ ...claimBatchView.shape, claims: z.array(claimLine) });
export type ClaimBatchDetail = z.output<typeof claimBatchDetail>;

const claimIds = z.array(id).check(z.minLength(1), z.maxLength(MOST_LINES));

export const openClaimBatch = defineRoute({
  id: 'openClaimBatch',
  method: 'POST',
  path: '/claim-batches',
  summary: '把已标记的编成一批（草稿）',
  permission: 'claims.submit',
  status: 201,
  body: z.strictObject({ facilityId: id, claimIds }),
  result: claimBatchDetail,
  errors: ['resource.not_found', 'claim.line_unfit'],
});

export const changeClaimBatch = defineRoute({
  id: 'changeClaimBatch',
  method: 'PUT',
  path: '/claim-batches/:id',
  summary: '改动草稿批次的明细',
  permission: 'claims.submit',
  params: idParams,
  body: z.strictObject({ claimIds }),
  versioned: true,
  result: claimBatchDetail,
  errors: ['resource.not_found', 'resource.version_conflict', 'claim.batch_not_draft', 'claim.line_unfit'],
});

export const submitClaimBatch = defineRoute({
  id: 'submitClaimBatch',
  method: 'POST',
  path: '/claim-batches/:id/submission',
  summary: '提交批次，逐笔确认占用',
  permission: 'claims.submit',
  params: idParams,
  versioned: true,
  result: claimBatchDetail,
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'claim.batch_not_draft',
    'claim.line_lapsed',
    'quota.pool_closed',
  ],
});

export const listClaimBatches = defineRoute({
  id: 'listClaimBatches',
  method: 'GET',
  path: '/claim-batches',
  summary: '报账与再贴现批次，待审的在前',
  permission: 'claims.read',
  query: z.strictObject({
    facilityId: z.optional(id),
    state: listOf(z.enum(CLAIM_BATCH_STATES)),
    ...pageQuery,
  }),
  result: pageOf(claimBatchView),
});

export const getClaimBatch = defineRoute({
  id: 'getClaimBatch',
  method: 'GET',
  path: '/claim-batches/:id',
  summary: '批次与明细',
  permission: 'claims.read',
  params: idParams,
  result: claimBatchDetail,
  errors: ['resource.not_found'],
});

export const decideClaimBatch = defineRoute({
  id: 'decideClaimBatch',
  method: 'POST',
  path: '/claim-batches/:id/decision',
  summary: '逐笔审核：列出的退回或部分核销并说明原因，其余全额核销',
  permission: 'claims.decide',
  params: idParams,
  body: z.strictObject({
    rejected: z
      .array(z.strictObject({ claimId: id, reason: z.enum(CLAIM_REJECTIONS), note: shortText }))
      .check(z.maxLength(MOST_LINES)),
    /** Less than asked: the rest is freed, or kept for a later batch. */
    reduced: z.optional(
      z
        .array(
          z.strictObject({
            claimId: id,
            amountFen: fen.check(z.regex(/[1-9]/)),
            rest: z.enum(CLAIM_RESTS),
            reason: z.enum(CLAIM_REJECTIONS),
            note: shortText,
          }),
        )
        .check(z.maxLength(MOST_LINES)),
    ),
  }),
  versioned: true,
  result: claimBatchDetail,
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'claim.batch_not_submitted',
    'claim.line_unfit',
    'claim.line_lapsed',
    'claim.not_reduced',
    'claim.rest_due',
    'quota.pool_closed',
  ],
});

export const claimBatchRoutes = [
  openClaimBatch,
  changeClaimBatch,
  submitClaimBatch,
  listClaimBatches,
  getClaimBatch,
  decideClaimBatch,
] as const;
