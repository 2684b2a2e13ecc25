import { OUTCOMES, SHORTFALL_REASONS } from '@yinqi/domain/allocation';
import * as z from 'zod/mini';
import {
  bilingual,
  fen,
  fenTotal,
  id,
  idParams,
  instant,
  pageOf,
  pageQuery,
  plainDate,
  shortText,
} from './fields.js';
import { defineRoute } from './route.js';

export const ALLOCATION_STATUSES = ['running', 'done', 'failed'] as const;
/** What is compared for coverage: the areas one level below the bureau that asked. */
export const AREA_LEVELS = ['province', 'city', 'county'] as const;
/** Whether the stored inputs, computed again, give the same result. */
export const CHECK_STATUSES = ['running', 'equal', 'different'] as const;

export const MOST_QUOTAS = 40;
export const MOST_QUOTA_BANKS = 500;
/** Tools and banks of one plan together. */
export const MOST_POOLS = 2_000;
/** Requests times products of one plan: what is weighed one by one in the worker. */
export const MOST_PAIRS = 1_000_000;
/** What a tool that is used up would do with this much more is told as a sentence. */
export const STEP_FEN = '100000000';

const title = z.string().check(z.trim(), z.minLength(2), z.maxLength(80));
/** Up to 10 万亿元: more is no quota, and sums stay exact. */
const capacityFen = z.string().check(z.regex(/^\d{1,15}$/));

/** An amount assumed for this plan: what is left of a tool, and what of it a bank may use. */
export const quota = z.strictObject({
  facilityId: id,
  capacityFen,
  banks: z.array(z.strictObject({ bankId: id, capacityFen })).check(z.maxLength(MOST_QUOTA_BANKS)),
});
export type Quota = z.output<typeof quota>;

/** More for a tool; named for a bank, both its part and the tool grow. */
export const tranche = z.strictObject({ facilityId: id, bankId: z.nullable(id), addFen: capacityFen });
export type TrancheInput = z.output<typeof tranche>;

const named = z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) });
/** A tool, or a bank's part of it. */
const pool = z.object({ facility: named, bank: z.nullable(named) });

export const allocationItem = z.object({
  id,
  title: z.string(),
  status: z.enum(ALLOCATION_STATUSES),
  basedOn: z.nullable(id),
  /** Figures of the headline, once they are computed. */
  demandFen: z.nullable(fenTotal),
  servedFen: z.nullable(fenTotal),
  requests: z.nullable(z.int()),
  sharedAt: z.nullable(instant),
  createdBy: z.string(),
  createdAt: instant,
});
export type AllocationItem = z.output<typeof allocationItem>;

export const allocationFigures = z.object({
  requests: z.int(),
  demandFen: fenTotal,
  /** Requests that at least one product of the plan fits, and their amounts. */
  reachable: z.int(),
  reachableFen: fenTotal,
  /** The best plan when a request may be divided among products. */
  splitFen: fenTotal,
  /** The best plan found of whole loans, one bank each, and the proven distance from any better one. */
  wholeFen: fenTotal,
  wholeRequests: z.int(),
  gapPpm: z.int(),
});
export type AllocationFigures = z.output<typeof allocationFigures>;

export const allocationPool = z.object({
  ...pool.shape,
  capacityFen: fenTotal,
  wholeFen: fenTotal,
  splitFen: fenTotal,
  /** Null where there is something left: more would serve nobody. */
  binding: z.nullable(
    z.object({
      /** What one fen more is worth at most, next to a fen lent on the best fit: parts per million. */
      valuePpm: z.int(),
      /** What another STEP_FEN in it alone would serve. */
      servedMoreFen: fenTotal,
    }),
  ),
});
export type AllocationPool = z.output<typeof allocationPool>;

export const allocationArea = z.object({
  code: z.string(),
  name: bilingual,
  reachableFen: fenTotal,
  beforeFen: fenTotal,
  fairFen: fenTotal,
});
export type AllocationArea = z.output<typeof allocationArea>;

export const allocationView = z.object({
  ...allocationItem.shape,
  quotas: z.array(
    z.object({
      facility: named,
      capacityFen: fen,
      banks: z.array(z.object({ bank: named, capacityFen: fen })),
    }),
  ),
  tranches: z.array(z.object({ ...pool.shape, addFen: fen })),
  seed: z.int(),
  asOf: z.nullable(plainDate),
  computedAt: z.nullable(instant),
  policyVersion: z.nullable(z.string()),
  engineVersion: z.nullable(z.string()),
  planVersion: z.nullable(z.int()),
  inputsDigest: z.nullable(z.string()),
  resultDigest: z.nullable(z.string()),
  check: z.nullable(z.object({ status: z.enum(CHECK_STATUSES), at: instant })),
  /** What the domain found wrong with the problem, where nothing could be computed. */
  failure: z.nullable(z.string()),
  figures: z.nullable(allocationFigures),
  pools: z.array(allocationPool),
  fairness: z.nullable(
    z.object({
      level: z.enum(AREA_LEVELS),
      areas: z.array(allocationArea),
      worstBeforePpm: z.int(),
      worstPpm: z.int(),
      servedFen: fenTotal,
      /** Value given up against the best plan. */
      costPpm: z.int(),
    }),
  ),
  /** The plan it was made from by adding tranches. */
  base: z.nullable(z.object({ id, title: z.string(), figures: allocationFigures })),
  version: z.int(),
});
export type AllocationView = z.output<typeof allocationView>;

export const allocationRequest = z.object({
  requestId: id,
  number: z.string(),
  enterprise: z.string(),
  area: bilingual,
  amountFen: fen,
  outcome: z.enum(OUTCOMES),
  reason: z.nullable(z.enum(SHORTFALL_REASONS)),
  /** The product it is suggested to be lent from. */
  product: z.nullable(z.object({ id, name: z.string(), nameEn: z.nullable(z.string()), bank: named })),
  /** What stands in the way, with what the plan leaves of it. */
  blockedBy: z.array(z.object({ ...pool.shape, restFen: fenTotal })),
});
export type AllocationRequestLine = z.output<typeof allocationRequest>;

export const newAllocation = z.strictObject({
  title,
  quotas: z.array(quota).check(z.minLength(1), z.maxLength(MOST_QUOTAS)),
  /** Of the search for whole loans: the same inputs and seed give the same plan. */
  seed: z._default(z.int().check(z.gte(0), z.lte(2_147_483_647)), 1),
});
export type NewAllocation = z.output<typeof newAllocation>;

export const listAllocations = defineRoute({
  id: 'listAllocations',
  method: 'GET',
  path: '/allocations',
  summary: '本部门的额度配置建议，新的在前',
  permission: 'allocations.manage',
  query: z.strictObject(pageQuery),
  result: pageOf(allocationItem),
});

export const createAllocation = defineRoute({
  id: 'createAllocation',
  method: 'POST',
  path: '/allocations',
  summary: '按假设额度测算一份配置建议；在后台计算',
  permission: 'allocations.manage',
  body: newAllocation,
  status: 201,
  result: allocationView,
  errors: ['request.invalid', 'allocation.too_large'],
});

export const getAllocation = defineRoute({
  id: 'getAllocation',
  method: 'GET',
  path: '/allocations/:id',
  summary: '一份配置建议：测算结果、吃紧的额度、各地覆盖',
  permission: 'allocations.manage',
  params: idParams,
  result: allocationView,
  errors: ['resource.not_found'],
});

export const listAllocationRequests = defineRoute({
  id: 'listAllocationRequests',
  method: 'GET',
  path: '/allocations/:id/requests',
  summary: '配置建议中逐笔需求的结果和原因，金额大的在前',
  permission: 'allocations.manage',
  params: idParams,
  query: z.strictObject({ ...pageQuery, outcome: z.optional(z.enum(OUTCOMES)) }),
  result: pageOf(allocationRequest),
  errors: ['resource.not_found'],
});

export const tryTranches = defineRoute({
  id: 'tryTranches',
  method: 'POST',
  path: '/allocations/:id/tranches',
  summary: '同样的需求，若增加额度：另成一份建议，与原建议对照',
  permission: 'allocations.manage',
  params: idParams,
  body: z.strictObject({ title, tranches: z.array(tranche).check(z.minLength(1), z.maxLength(MOST_QUOTAS)) }),
  status: 201,
  result: allocationView,
  errors: ['resource.not_found', 'request.invalid', 'allocation.not_ready'],
});

export const checkAllocation = defineRoute({
  id: 'checkAllocation',
  method: 'POST',
  path: '/allocations/:id/check',
  summary: '复算核对：用保存的输入重新计算，比较结果是否一致',
  permission: 'allocations.manage',
  params: idParams,
  result: allocationView,
  errors: ['resource.not_found', 'allocation.not_ready'],
});

export const shareAllocation = defineRoute({
  id: 'shareAllocation',
  method: 'POST',
  path: '/allocations/:id/share',
  summary: '向银行和额度管理机构公开各自的部分，或收回',
  permission: 'allocations.manage',
  params: idParams,
  body: z.strictObject({ shared: z.boolean() }),
  versioned: true,
  result: allocationView,
  errors: ['resource.not_found', 'resource.version_conflict', 'allocation.not_ready'],
});

/** Fewer requests than this are not counted out to others (domain §6). */
export const LEAST_COUNT = 5;

export const sharedAllocation = z.object({
  id,
  title: z.string(),
  bureau: shortText,
  asOf: plainDate,
  sharedAt: instant,
  /** A bank's own products. */
  products: z.array(
    z.object({
      product: named,
      facility: named,
      /** Of fewer than LEAST_COUNT requests rounded up to a million yuan. */
      amountFen: fenTotal,
      /** Null below LEAST_COUNT. */
      requests: z.nullable(z.int()),
      /** Requests the bank has a case on; no other one is named. */
      known: z.array(z.object({ requestId: id, number: z.string(), amountFen: fen })),
    }),
  ),
  /** Of a facility administrator's own tools: sums alone. */
  pools: z.array(
    z.object({
      ...pool.shape,
      capacityFen: fenTotal,
      usedFen: fenTotal,
      isBinding: z.boolean(),
    }),
  ),
});
export type SharedAllocation = z.output<typeof sharedAllocation>;

export const listSharedAllocations = defineRoute({
  id: 'listSharedAllocations',
  method: 'GET',
  path: '/shared-allocations',
  summary: '商务主管部门公开的配置建议：只含本行产品或本机构额度，最近二十份',
  permission: 'allocations.read_shared',
  result: z.object({ items: z.array(sharedAllocation) }),
});

export const allocationRoutes = [
  listAllocations,
  createAllocation,
  getAllocation,
  listAllocationRequests,
  tryTranches,
  checkAllocation,
  shareAllocation,
  listSharedAllocations,
] as const;
