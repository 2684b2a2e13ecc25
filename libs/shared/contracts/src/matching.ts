import { BANK_TYPES, COMPONENTS, GATES, TRUTHS, UNKNOWN_REASONS, VERDICTS } from '@yinqi/domain/matching';
import * as z from 'zod/mini';
import { explainedAtom } from './explained-atom.js';
import { bilingual, currency, fen, id, idParams, instant, plainDate } from './fields.js';
import { blocker, getNearMisses, productLine, tryRequest } from './match-advice.js';
import { defineRoute } from './route.js';

export const missingFact = z.object({
  attribute: z.string(),
  reason: z.enum(UNKNOWN_REASONS),
  label: bilingual,
  text: bilingual,
});

/** Every condition of one product for one request, as the engine judged it. */
export const explanation = z.object({
  productId: id,
  productVersion: z.int(),
  asOf: plainDate,
  verdict: z.enum(VERDICTS),
  rules: z.enum(TRUTHS),
  gates: z.array(z.object({ gate: z.enum(GATES), open: z.boolean(), text: bilingual })),
  clauses: z.array(z.object({ index: z.int(), truth: z.enum(TRUTHS), atoms: z.array(explainedAtom) })),
  missing: z.array(missingFact),
});

export const contributions = z.record(z.enum(COMPONENTS), z.int());

/** Fit, never credit: one product's place in a request's list. */
export const matchItem = z.object({
  productId: id,
  productVersion: z.int(),
  productName: z.string(),
  productNameEn: z.nullable(z.string()),
  bank: z.object({ id, name: z.string(), nameEn: z.nullable(z.string()), type: z.enum(BANK_TYPES) }),
  facilityName: z.string(),
  facilityNameEn: z.string(),
  rateFromBp: z.nullable(z.int()),
  rateToBp: z.nullable(z.int()),
  verdict: z.enum(VERDICTS),
  /** Conditions met and judged, in the alternative that fits best. */
  met: z.int(),
  total: z.int(),
  /** Only the best twenty are ranked; further ones fit as well and have no rank. */
  score: z.nullable(z.int()),
  contributions: z.nullable(contributions),
  missing: z.array(missingFact),
  closedGates: z.array(z.object({ gate: z.enum(GATES), text: bilingual })),
});
export type MatchItem = z.output<typeof matchItem>;

/** `running`: facts or products changed since and the next result is on its way. */
export const MATCH_STATES = ['current', 'running', 'none'] as const;

export const requestMatches = z.object({
  requestId: id,
  state: z.enum(MATCH_STATES),
  asOf: z.nullable(plainDate),
  computedAt: z.nullable(instant),
  policyVersion: z.nullable(z.string()),
  engineVersion: z.nullable(z.string()),
  counts: z.object({
    eligible: z.int(),
    needsInformation: z.int(),
    unavailable: z.int(),
    ineligible: z.int(),
  }),
  items: z.array(matchItem),
});
export type RequestMatches = z.output<typeof requestMatches>;

export const getRequestMatches = defineRoute({
  id: 'getRequestMatches',
  method: 'GET',
  path: '/financing-requests/:id/matches',
  summary: '一笔融资需求的适配产品：符合、待补充信息、暂不可办、不符合',
  permission: 'matches.read',
  params: idParams,
  result: requestMatches,
  errors: ['resource.not_found'],
});

export const matchExplanation = z.object({
  requestId: id,
  state: z.enum(['current', 'running']),
  explanation,
  /** The alternative that fits best. */
  clause: z.nullable(z.int()),
  met: z.int(),
  total: z.int(),
  score: z.nullable(z.int()),
  contributions: z.nullable(contributions),
  policyVersion: z.string(),
  engineVersion: z.string(),
  computedAt: instant,
});
export type MatchExplanation = z.output<typeof matchExplanation>;

export const explainMatch = defineRoute({
  id: 'explainMatch',
  method: 'GET',
  path: '/financing-requests/:id/matches/:productId',
  summary: '逐项说明一款产品为何符合或不符合',
  permission: 'matches.read',
  params: z.strictObject({ id, productId: id }),
  result: matchExplanation,
  errors: ['resource.not_found'],
});

const code = z.string().check(z.minLength(1), z.maxLength(64));

/** A request as far as it is written; what is left out counts as unknown. */
export const matchDraft = z.strictObject({
  /** Whose known facts to use; only a bureau names it, an enterprise is itself. */
  enterpriseId: z.optional(id),
  amountFen: z.optional(fen),
  currency: z.optional(currency),
  termMonths: z.optional(z.int().check(z.gte(1), z.lte(480))),
  purpose: z.optional(code),
  collateral: z.optional(z.array(code).check(z.maxLength(20))),
  rateCeilingBp: z.optional(z.int().check(z.gte(0), z.lte(10_000))),
  firstLoan: z.optional(z.boolean()),
  exportCreditInsured: z.optional(z.boolean()),
  parentGuarantee: z.optional(z.boolean()),
});
export type MatchDraft = z.output<typeof matchDraft>;

export const matchPreview = z.object({
  asOf: plainDate,
  eligible: z.int(),
  needsInformation: z.int(),
  total: z.int(),
  top: z.array(z.extend(productLine, { score: z.int() })),
  /** Facts that open products wait for, those that most wait for first; `alone`: products that wait for nothing else. */
  missing: z.array(z.object({ attribute: z.string(), label: bilingual, products: z.int(), alone: z.int() })),
  /** What alone keeps products from fitting, most products first. */
  blockers: z.array(blocker),
});
export type MatchPreview = z.output<typeof matchPreview>;

export const previewMatches = defineRoute({
  id: 'previewMatches',
  method: 'POST',
  path: '/matching/preview',
  summary: '按填写中的需求试算符合的产品数',
  permission: 'requests.edit',
  idempotency: 'none',
  body: matchDraft,
  result: matchPreview,
  errors: ['resource.not_found'],
});

export const matchStatistics = z.object({
  asOf: instant,
  /** Open requests within the bureau's interval that have a result. */
  requests: z.int(),
  withEligible: z.int(),
  withoutEligible: z.int(),
  needsInformationOnly: z.int(),
  eligibleProductsMedian: z.number(),
  policyVersion: z.nullable(z.string()),
});
export type MatchStatistics = z.output<typeof matchStatistics>;

export const getMatchStatistics = defineRoute({
  id: 'getMatchStatistics',
  method: 'GET',
  path: '/matching/statistics',
  summary: '辖内需求的适配情况',
  permission: 'pipeline.read',
  result: matchStatistics,
});

export const matchingRoutes = [
  getRequestMatches,
  explainMatch,
  getNearMisses,
  tryRequest,
  previewMatches,
  getMatchStatistics,
] as const;
