import * as z from 'zod/mini';
import { id, idParams, instant } from './fields.js';
import { ruleJson } from './products.js';
import { defineRoute } from './route.js';

/** Fewer requests than this are not counted out: a small number may be one firm that can be recognised. */
export const LEAST_SHOWN = 5;
/** How often one person may ask within an hour. */
export const PREVIEWS_AN_HOUR = 300;

/** null: fewer than LEAST_SHOWN, which may be none. */
const count = z.nullable(z.int());

export const ruleDraft = z.strictObject({
  /** The product being changed; null while it is new. */
  productId: z.nullable(id),
  facilityId: id,
  rule: ruleJson,
});
export type RuleDraft = z.output<typeof ruleDraft>;

export const ruleCounts = z.object({
  /** Requests looked at: verified, open, willing to share, and in the regions of the bank's offices. */
  requests: count,
  eligible: count,
  /** Against the product as it is published; null where nothing is published yet. */
  change: z.nullable(z.object({ gained: count, lost: count })),
});
export type RuleCounts = z.output<typeof ruleCounts>;

/** Numbers only: which requests they are stays with the bureau and the enterprises. */
export const rulePreview = z.object({
  id,
  askedAt: instant,
  /** null while it is being counted. */
  counts: z.nullable(ruleCounts),
});
export type RulePreview = z.output<typeof rulePreview>;

export const askRulePreview = defineRoute({
  id: 'askRulePreview',
  method: 'POST',
  path: '/rule-previews',
  summary: '以现有需求试算准入条件，只给笔数',
  permission: 'products.edit',
  idempotency: 'none',
  body: ruleDraft,
  status: 201,
  result: rulePreview,
  errors: ['resource.not_found', 'product.rule_invalid', 'request.invalid', 'rule_preview.too_many'],
});

export const getRulePreview = defineRoute({
  id: 'getRulePreview',
  method: 'GET',
  path: '/rule-previews/:id',
  summary: '准入条件试算的结果',
  permission: 'products.edit',
  params: idParams,
  result: rulePreview,
  errors: ['resource.not_found'],
});

export const rulePreviewRoutes = [askRulePreview, getRulePreview] as const;
