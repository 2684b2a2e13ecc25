import { BANK_TYPES } from '@yinqi/domain/matching';
import * as z from 'zod/mini';
import { conditions } from './facilities.js';
import { basisPoints, fen, id, idParams, instant, listOf, pageOf, pageQuery, shortText } from './fields.js';
import { defineRoute } from './route.js';

export const PRODUCT_STATUSES = ['draft', 'published', 'withdrawn'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

/** A bank confirms every 90 days that it still offers a product; `lapsed` ones are matched as unavailable. */
export const FRESHNESS = ['fresh', 'due', 'lapsed'] as const;

const sentence = z.string().check(z.trim(), z.minLength(1), z.maxLength(600));

/** What an enterprise is told besides the conditions; amount and term limits stand in the rule alone. */
export const productTerms = z.strictObject({
  rateFromBp: z.nullable(basisPoints),
  rateToBp: z.nullable(basisPoints),
  conclusionDays: z.nullable(z.int().check(z.gte(1), z.lte(90))),
  repayment: z.nullable(shortText),
  repaymentEn: z.nullable(shortText),
  summary: z.nullable(sentence),
  summaryEn: z.nullable(sentence),
  materials: z.array(shortText).check(z.maxLength(30)),
  preferredLists: z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(20)),
});
export type ProductTerms = z.output<typeof productTerms>;

/** The widest amount and term that some alternative of the rule admits; null where the rule sets no bound. */
export const productLimits = z.object({
  amountMinFen: z.nullable(fen),
  amountMaxFen: z.nullable(fen),
  termMinMonths: z.nullable(z.int()),
  termMaxMonths: z.nullable(z.int()),
});
export type ProductLimits = z.output<typeof productLimits>;

export const productItem = z.object({
  id,
  code: z.string(),
  name: z.string(),
  nameEn: z.nullable(z.string()),
  status: z.enum(PRODUCT_STATUSES),
  bank: z.object({ id, name: z.string(), nameEn: z.nullable(z.string()), type: z.enum(BANK_TYPES) }),
  facility: z.object({ id, name: z.string(), nameEn: z.string() }),
  limits: productLimits,
  rateFromBp: z.nullable(basisPoints),
  rateToBp: z.nullable(basisPoints),
  conclusionDays: z.nullable(z.int()),
  conditionCount: z.int(),
  freshness: z.nullable(z.enum(FRESHNESS)),
  confirmedAt: z.nullable(instant),
  publishedAt: z.nullable(instant),
  demo: z.boolean(),
  version: z.int(),
  updatedAt: instant,
});
export type ProductItem = z.output<typeof productItem>;

/** An admission rule as JSON (`all`, `any` and conditions); its shape is checked condition by condition. */
export const ruleJson = z.record(z.string(), z.unknown());

export const productView = z.extend(productItem, {
  rule: ruleJson,
  conditions,
  /** Conditions of the funding itself, which apply besides the bank's own. */
  facilityConditions: conditions,
  terms: productTerms,
});
export type ProductView = z.output<typeof productView>;

export const listProducts = defineRoute({
  id: 'listProducts',
  method: 'GET',
  path: '/products',
  summary: '金融产品一览：各方看已发布产品，银行看本行全部产品',
  permission: 'products.read',
  query: z.strictObject({
    ...pageQuery,
    status: listOf(z.enum(PRODUCT_STATUSES)),
    bankId: z.optional(id),
    facilityId: z.optional(id),
    search: z.optional(shortText),
  }),
  result: pageOf(productItem),
});

export const getProduct = defineRoute({
  id: 'getProduct',
  method: 'GET',
  path: '/products/:id',
  summary: '金融产品详情与准入条件',
  permission: 'products.read',
  params: idParams,
  result: productView,
  errors: ['resource.not_found'],
});

export const productContent = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(2), z.maxLength(80)),
  nameEn: z.nullable(z.string().check(z.trim(), z.minLength(2), z.maxLength(160))),
  facilityId: id,
  rule: ruleJson,
  terms: productTerms,
});
export type ProductContent = z.output<typeof productContent>;

export const createProduct = defineRoute({
  id: 'createProduct',
  method: 'POST',
  path: '/products',
  summary: '起草金融产品',
  permission: 'products.edit',
  body: z.extend(productContent, {
    code: z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{1,39}$/)),
  }),
  status: 201,
  result: productView,
  errors: ['product.rule_invalid', 'product.code_taken', 'request.invalid'],
});

export const editProduct = defineRoute({
  id: 'editProduct',
  method: 'PUT',
  path: '/products/:id',
  summary: '修改金融产品',
  permission: 'products.edit',
  params: idParams,
  body: productContent,
  versioned: true,
  result: productView,
  errors: ['resource.not_found', 'resource.version_conflict', 'product.rule_invalid', 'request.invalid'],
});

export const PRODUCT_STEPS = ['publish', 'withdraw', 'confirm'] as const;
export type ProductStep = (typeof PRODUCT_STEPS)[number];

export const stepProduct = defineRoute({
  id: 'stepProduct',
  method: 'POST',
  path: '/products/:id/steps',
  summary: '发布、停办或确认仍在办理',
  permission: 'products.edit',
  params: idParams,
  body: z.strictObject({ step: z.enum(PRODUCT_STEPS) }),
  versioned: true,
  result: productView,
  errors: ['resource.not_found', 'resource.version_conflict', 'transition.refused', 'product.rule_invalid'],
});

export const productRoutes = [listProducts, getProduct, createProduct, editProduct, stepProduct] as const;
