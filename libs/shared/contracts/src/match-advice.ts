import { COLLATERALS, MAX_CHANGES, PURPOSES, VERDICTS } from '@yinqi/domain/matching';
import { CURRENCIES } from '@yinqi/domain/money';
import * as z from 'zod/mini';
import { bilingual, fen, id, idParams, plainDate, positiveFen } from './fields.js';
import { defineRoute } from './route.js';

const MAX_TERM_MONTHS = 480;
const termMonths = z.int().check(z.gte(1), z.lte(MAX_TERM_MONTHS));
const collaterals = z.array(z.enum(COLLATERALS)).check(z.maxLength(COLLATERALS.length));

/** What an enterprise may really change about a request, from what it is to what it would be. */
export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), fromFen: fen, toFen: fen, currency: z.enum(CURRENCIES) }),
  z.object({ kind: z.literal('term'), fromMonths: z.int(), toMonths: z.int() }),
  z.object({ kind: z.enum(['collateral', 'guarantee']), add: z.enum(COLLATERALS) }),
  // One of several that the enterprise has declared itself, never another.
  z.object({ kind: z.literal('purpose'), to: z.enum(PURPOSES) }),
]);
export type Change = z.output<typeof change>;

/** A criterion that alone keeps products from fitting; advice only where the enterprise can follow it. */
export const blocker = z.object({
  attribute: z.string(),
  label: bilingual,
  products: z.int(),
  changeable: z.boolean(),
  /** The nearest change first; each says how many products it would win on its own. */
  advice: z.array(z.object({ change, adds: z.int() })),
});
export type Blocker = z.output<typeof blocker>;

/** A product as lists of a few name it. */
export const productLine = z.object({
  productId: id,
  productName: z.string(),
  productNameEn: z.nullable(z.string()),
  bankName: z.string(),
  bankNameEn: z.nullable(z.string()),
});
export type ProductLine = z.output<typeof productLine>;

export const nearMisses = z.object({
  requestId: id,
  asOf: plainDate,
  /** Products that one criterion keeps from fitting, whether or not it can be changed. */
  products: z.int(),
  /** Most products first; those of what cannot be changed say so. */
  blockers: z.array(blocker),
  /** Products that one change would win, and those that two would. */
  changeable: z.object({ one: z.int(), two: z.int() }),
  /** Of these, the smallest change first. */
  items: z.array(
    z.extend(productLine, { changes: z.array(change).check(z.minLength(1), z.maxLength(MAX_CHANGES)) }),
  ),
});
export type NearMisses = z.output<typeof nearMisses>;

export const getNearMisses = defineRoute({
  id: 'getNearMisses',
  method: 'GET',
  path: '/financing-requests/:id/near-misses',
  summary: '只差一项条件的产品，以及改动哪一处即符合',
  permission: 'matches.read',
  params: idParams,
  result: nearMisses,
  errors: ['resource.not_found'],
});

/** What would be different; what is left out stays as it is. Guarantees stand among the collateral. */
export const trial = z.strictObject({
  amountFen: z.optional(positiveFen),
  termMonths: z.optional(termMonths),
  collateral: z.optional(collaterals),
  exportCreditInsured: z.optional(z.nullable(z.boolean())),
  parentGuarantee: z.optional(z.nullable(z.boolean())),
});
export type Trial = z.output<typeof trial>;

const counts = z.object({ eligible: z.int(), needsInformation: z.int() });

export const triedMatches = z.object({
  requestId: id,
  asOf: plainDate,
  before: counts,
  after: counts,
  /** Products that would fit and do not now, best first. */
  gained: z.object({
    total: z.int(),
    items: z.array(z.extend(productLine, { score: z.nullable(z.int()) })),
  }),
  /** Products that fit now and no longer would, with the condition that would stand in the way. */
  lost: z.object({
    total: z.int(),
    items: z.array(z.extend(productLine, { verdict: z.enum(VERDICTS), because: z.nullable(bilingual) })),
  }),
  best: z.array(z.extend(productLine, { score: z.int(), isGained: z.boolean() })),
});
export type TriedMatches = z.output<typeof triedMatches>;

export const tryRequest = defineRoute({
  id: 'tryRequest',
  method: 'POST',
  path: '/financing-requests/:id/trial',
  summary: '试算：金额、期限或担保改变后适配产品的增减，不改动需求',
  permission: 'matches.read',
  idempotency: 'none',
  params: idParams,
  body: trial,
  result: triedMatches,
  errors: ['resource.not_found'],
});
