import { MECHANISMS } from '@yinqi/domain/matching';
import { AUTHORITIES, BASES, POOL_STATES, QUOTA_EXCEPTIONS, QUOTA_KINDS } from '@yinqi/domain/quota';
import * as z from 'zod/mini';
import { fen, fenTotal, id, idParams, instant, pageOf, pageQuery, plainDate, shortText } from './fields.js';
import { defineRoute } from './route.js';

export const POOL_LEVELS = ['nation', 'province', 'bank'] as const;

const named = z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) });

/** What a pool counts. In process is reserved and committed; what is allotted counts again in the pools below. */
export const poolFigures = z.object({
  limitFen: fen,
  allottedFen: fen,
  reservedFen: fen,
  committedFen: fen,
  usedFen: fen,
  excessFen: fen,
});
export type PoolFigures = z.output<typeof poolFigures>;

export const poolView = z.object({
  id,
  /** The pool it was allotted from, where the reader may see that one. */
  parentId: z.nullable(id),
  facility: z.object({ id, name: z.string(), nameEn: z.string(), mechanism: z.enum(MECHANISMS) }),
  level: z.enum(POOL_LEVELS),
  owner: named,
  authority: z.enum(AUTHORITIES),
  basis: z.enum(BASES),
  state: z.enum(POOL_STATES),
  /** The worst state of the pools above, which stops this one too; null of a past moment. */
  aboveState: z.nullable(z.enum(POOL_STATES)),
  own: poolFigures,
  /** This pool together with those below it that the reader may see. */
  whole: z.object({ usedFen: fenTotal, inProcessFen: fenTotal }),
  /** What can still be reserved or allotted here. A tally of our own never says it. */
  leftFen: z.nullable(fen),
  secondPersonFromFen: fen,
  /** The most one customer may hold and have used of it; of a tool's first pool, of the whole tool. */
  singleCustomerLimitFen: z.nullable(fen),
  /** At the pace of the last ninety days; null where that says nothing. */
  runOut: z.nullable(z.object({ on: plainDate, perDayFen: fen })),
  openExceptions: z.int(),
  isHolder: z.boolean(),
  version: z.int(),
});
export type PoolView = z.output<typeof poolView>;

export const listPools = defineRoute({
  id: 'listPools',
  method: 'GET',
  path: '/quota-pools',
  summary: '额度池一览，可按过去某一时点',
  permission: 'quota.read',
  query: z.strictObject({ facilityId: z.optional(id), asOf: z.optional(instant) }),
  result: z.object({ items: z.array(poolView), asOf: instant }),
});

/** What one entry changed, and what the pool held after it. Changes may be negative. */
const change = z.string().check(z.regex(/^-?\d{1,18}$/));
export const poolEntry = z.object({
  pool: z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) }),
  version: z.int(),
  kind: z.enum(QUOTA_KINDS),
  at: instant,
  amountFen: fen,
  changes: z.object({
    limitFen: change,
    allottedFen: change,
    reservedFen: change,
    committedFen: change,
    usedFen: change,
    excessFen: change,
  }),
  after: poolFigures,
  /** The other pool of an allotment or a transfer. */
  counterpart: z.nullable(z.object({ poolId: id, name: z.string(), nameEn: z.nullable(z.string()) })),
  holdId: z.nullable(id),
  /** A posting that the holder of the tool may take back with a second person. */
  isCorrectable: z.boolean(),
  reason: z.nullable(z.string()),
  /** The allotment it came from. Which of the holder's people it was, the holder alone reads. */
  allotment: z.nullable(
    z.object({
      id,
      people: z.nullable(z.object({ proposedBy: z.string(), approvedBy: z.nullable(z.string()) })),
      reason: z.string(),
      documentNumber: z.nullable(z.string()),
      effectiveOn: plainDate,
    }),
  ),
  hash: z.string(),
});
export type PoolEntry = z.output<typeof poolEntry>;

export const getPool = defineRoute({
  id: 'getPool',
  method: 'GET',
  path: '/quota-pools/:id',
  summary: '额度池',
  permission: 'quota.read',
  params: idParams,
  query: z.strictObject({ asOf: z.optional(instant) }),
  result: poolView,
  errors: ['resource.not_found'],
});

/** Reserved and committed open as one: what is in process. */
export const ENTRY_FIGURES = ['limit', 'allotted', 'inProcess', 'used', 'excess'] as const;

export const listPoolEntries = defineRoute({
  id: 'listPoolEntries',
  method: 'GET',
  path: '/quota-pools/:id/entries',
  summary: '额度池分录，新的在前',
  permission: 'quota.read',
  params: idParams,
  query: z.strictObject({
    /** Only entries that changed this figure. */
    figure: z.optional(z.enum(ENTRY_FIGURES)),
    /** With the entries of the pools below it that the reader may see. */
    below: z.optional(z.literal('yes')),
    asOf: z.optional(instant),
    ...pageQuery,
  }),
  result: pageOf(poolEntry),
  errors: ['resource.not_found'],
});

export const quotaException = z.object({
  id,
  kind: z.enum(QUOTA_EXCEPTIONS),
  pool: z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) }),
  facility: z.object({ id, name: z.string(), nameEn: z.string() }),
  amountFen: fen,
  openedAt: instant,
  settled: z.nullable(z.object({ at: instant, by: z.string(), note: z.string() })),
  maySettle: z.boolean(),
});
export type QuotaException = z.output<typeof quotaException>;

export const listQuotaExceptions = defineRoute({
  id: 'listQuotaExceptions',
  method: 'GET',
  path: '/quota-exceptions',
  summary: '额度例外：超额度与未预占的放款',
  permission: 'quota.read',
  query: z.strictObject({
    poolId: z.optional(id),
    settled: z.optional(z.enum(['yes', 'no'])),
    ...pageQuery,
  }),
  result: pageOf(quotaException),
});

export const settleQuotaException = defineRoute({
  id: 'settleQuotaException',
  method: 'POST',
  path: '/quota-exceptions/:id/settlement',
  summary: '处理额度例外，写明结果',
  permission: 'quota.settle',
  params: idParams,
  body: z.strictObject({ note: shortText }),
  result: quotaException,
  errors: ['resource.not_found', 'quota_exception.settled'],
});

export const quotaViewRoutes = [
  listPools,
  getPool,
  listPoolEntries,
  listQuotaExceptions,
  settleQuotaException,
] as const;
