import { ALLOTMENT_KINDS, PROPOSAL_STATES } from '@yinqi/domain/allotment';
import { BASES } from '@yinqi/domain/quota';
import * as z from 'zod/mini';
import {
  fen,
  id,
  idParams,
  instant,
  listOf,
  pageOf,
  pageQuery,
  plainDate,
  positiveFen,
  shortText,
} from './fields.js';
import { poolView } from './quota-view.js';
import { defineRoute } from './route.js';

const grounds = {
  reason: shortText,
  documentNumber: z.nullable(shortText),
  /** The day the document names; never later than the day of posting. */
  effectiveOn: plainDate,
};

/** To whom a part of a pool goes: a pool that exists, or one that this allotment opens. */
const recipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pool'), poolId: id }),
  z.strictObject({ kind: z.literal('province'), organisationId: id }),
  z.strictObject({ kind: z.literal('bank'), organisationId: id }),
]);
export type AllotmentRecipient = z.output<typeof recipient>;

export const allotmentBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('allot'), poolId: id, to: recipient, amountFen: positiveFen, ...grounds }),
  z.strictObject({ kind: z.literal('return'), poolId: id, amountFen: positiveFen, ...grounds }),
  z.strictObject({ kind: z.literal('adjust'), poolId: id, limitFen: fen, ...grounds }),
  z.strictObject({
    kind: z.literal('transfer'),
    poolId: id,
    toPoolId: id,
    amountFen: positiveFen,
    ...grounds,
  }),
  z.strictObject({ kind: z.literal('freeze'), poolId: id, ...grounds }),
  z.strictObject({ kind: z.literal('unfreeze'), poolId: id, ...grounds }),
  z.strictObject({ kind: z.literal('close'), poolId: id, ...grounds }),
  z.strictObject({
    kind: z.literal('conditions'),
    poolId: id,
    singleCustomerLimitFen: z.nullable(positiveFen),
    secondPersonFromFen: fen,
    ...grounds,
  }),
  z.strictObject({ kind: z.literal('correct'), poolId: id, version: z.int().check(z.gte(1)), ...grounds }),
]);
export type AllotmentBody = z.output<typeof allotmentBody>;

const conditions = z.object({ singleCustomerLimitFen: z.nullable(fen), secondPersonFromFen: fen });

const poolName = z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) });

export const allotmentView = z.object({
  id,
  kind: z.enum(ALLOTMENT_KINDS),
  state: z.enum(PROPOSAL_STATES),
  facility: z.object({ id, name: z.string(), nameEn: z.string() }),
  pool: poolName,
  /** The pool on the other side. */
  other: z.nullable(poolName),
  amountFen: z.nullable(fen),
  /** Of an adjustment: what the pool may hold afterwards. */
  limitFen: z.nullable(fen),
  /** What guards the pool, as it was when this was proposed and as it will be. */
  conditions: z.nullable(z.object({ before: conditions, after: conditions })),
  reason: z.string(),
  documentNumber: z.nullable(z.string()),
  effectiveOn: plainDate,
  needsSecond: z.boolean(),
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(instant),
  note: z.nullable(z.string()),
  /** What the reader may do with it now. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
  version: z.int(),
});
export type AllotmentView = z.output<typeof allotmentView>;

/** An empty pool for the whole of a tool: its total comes by an adjustment, which may need two people. */
export const openQuota = defineRoute({
  id: 'openQuota',
  method: 'POST',
  path: '/facilities/:id/quota',
  summary: '为政策工具设立额度台账',
  permission: 'allotments.manage',
  params: idParams,
  body: z.strictObject({ basis: z.enum(BASES), secondPersonFromFen: fen }),
  result: poolView,
  errors: ['resource.not_found', 'allotment.quota_exists'],
});

/** What the ledger may answer when an allotment is posted. */
const LEDGER_REFUSALS = [
  'allotment.second_person',
  'allotment.insufficient',
  'allotment.below_use',
  'allotment.still_in_use',
  'allotment.pool_state',
  'allotment.unrelated',
  'allotment.corrected',
  'allotment.repaid',
  'allotment.overtaken',
  'quota.claim_live',
] as const;

export const proposeAllotment = defineRoute({
  id: 'proposeAllotment',
  method: 'POST',
  path: '/allotments',
  summary: '提出额度分配、调整等；不足复核金额的当即入账',
  permission: 'allotments.manage',
  body: allotmentBody,
  result: allotmentView,
  errors: ['resource.not_found', 'request.invalid', 'allotment.no_quota', ...LEDGER_REFUSALS],
});

export const listAllotments = defineRoute({
  id: 'listAllotments',
  method: 'GET',
  path: '/allotments',
  summary: '额度分配记录，待复核的在前',
  permission: 'allotments.manage',
  query: z.strictObject({
    facilityId: z.optional(id),
    state: listOf(z.enum(PROPOSAL_STATES)),
    ...pageQuery,
  }),
  result: pageOf(allotmentView),
});

export const getAllotment = defineRoute({
  id: 'getAllotment',
  method: 'GET',
  path: '/allotments/:id',
  summary: '额度分配',
  permission: 'allotments.manage',
  params: idParams,
  result: allotmentView,
  errors: ['resource.not_found'],
});

export const decideAllotment = defineRoute({
  id: 'decideAllotment',
  method: 'POST',
  path: '/allotments/:id/decision',
  summary: '第二人复核：同意入账或退回',
  permission: 'allotments.manage',
  params: idParams,
  body: z.strictObject({ act: z.enum(['approve', 'refuse']), note: z.nullable(shortText) }),
  versioned: true,
  result: allotmentView,
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'allotment.own_proposal',
    'allotment.not_open',
    ...LEDGER_REFUSALS,
  ],
});

export const withdrawAllotment = defineRoute({
  id: 'withdrawAllotment',
  method: 'POST',
  path: '/allotments/:id/withdrawal',
  summary: '撤回自己提出的额度分配',
  permission: 'allotments.manage',
  params: idParams,
  versioned: true,
  result: allotmentView,
  errors: ['resource.not_found', 'resource.version_conflict', 'allotment.not_proposer', 'allotment.not_open'],
});

export const allotmentRoutes = [
  openQuota,
  proposeAllotment,
  listAllotments,
  getAllotment,
  decideAllotment,
  withdrawAllotment,
] as const;
