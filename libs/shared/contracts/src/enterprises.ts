import * as z from 'zod/mini';
import {
  currency,
  id,
  idParams,
  industryCode,
  instant,
  pageOf,
  pageQuery,
  plainDate,
  regionCode,
  shortText,
  usccText,
} from './fields.js';
import { named } from './reference.js';
import { defineRoute } from './route.js';

export const PROFILE_KINDS = [
  'code',
  'text',
  'date',
  'money',
  'basis_points',
  'count',
  'flag',
  'set',
] as const;
export type ProfileKind = (typeof PROFILE_KINDS)[number];

/**
 * What is kept of an enterprise, each with source and date. Names are those of the matching registry where it has
 * one; the rest are columns of the survey.
 */
export const PROFILE_ATTRIBUTES = {
  region: 'code',
  industry: 'code',
  investmentKind: 'code',
  registrationType: 'text',
  holdingType: 'code',
  foundedOn: 'date',
  foreignOrigin: 'text',
  foreignShareBp: 'basis_points',
  totalInvestment: 'money',
  registeredCapital: 'money',
  paidInCapital: 'money',
  sizeClass: 'code',
  stage: 'code',
  keyEnterprise: 'flag',
  enterpriseLists: 'set',
  foreignTrade: 'flag',
  agriculture: 'flag',
  staff: 'count',
  revenue: 'money',
  netProfit: 'money',
  totalAssets: 'money',
  totalLiabilities: 'money',
  netAssets: 'money',
  debtRatioBp: 'basis_points',
  taxPaid: 'money',
  taxGrade: 'code',
  ordersOnHand: 'money',
  capacityUseBp: 'basis_points',
  difficulties: 'text',
  customsGrade: 'code',
  tradeVolume: 'money',
  exportValue: 'money',
  loanBalance: 'money',
  earliestMaturity: 'date',
  mainLenders: 'text',
  longestOverdueDays: 'count',
  foreignDebtUsed: 'money',
  adverseRecord: 'flag',
} as const satisfies Record<string, ProfileKind>;
export type ProfileAttribute = keyof typeof PROFILE_ATTRIBUTES;
// Keys of a literal object are exactly its attributes.
export const PROFILE_ATTRIBUTE_NAMES = Object.keys(PROFILE_ATTRIBUTES) as readonly ProfileAttribute[];

/** Figures of one period; everything else says what the enterprise is. */
export const OPERATING_ATTRIBUTES = [
  'staff',
  'revenue',
  'netProfit',
  'totalAssets',
  'totalLiabilities',
  'netAssets',
  'debtRatioBp',
  'taxPaid',
  'ordersOnHand',
  'capacityUseBp',
  'tradeVolume',
  'exportValue',
  'loanBalance',
  'difficulties',
] as const satisfies readonly ProfileAttribute[];

export const FACT_PROVENANCES = ['declared', 'documented', 'verified', 'official'] as const;

/** Net profit may be negative, hence not `fen`. */
const signedFen = z.string().check(z.regex(/^-?\d{1,18}$/));
export const factValue = z.union([
  z.string().check(z.maxLength(500)),
  z.number(),
  z.boolean(),
  z.object({ fen: signedFen, currency }),
  z.object({ members: z.array(z.string()), complete: z.boolean() }),
]);
export type FactValue = z.output<typeof factValue>;

export const profileFact = z.object({
  attribute: z.enum(PROFILE_ATTRIBUTE_NAMES),
  value: factValue,
  /** The name of a code in Chinese and English, where the value is one. */
  words: z.nullable(z.object({ zh: z.string(), en: z.string() })),
  source: z.string(),
  date: plainDate,
  provenance: z.enum(FACT_PROVENANCES),
});

export const operatingSnapshot = z.object({
  id,
  period: z.string(),
  figures: z.array(z.object({ attribute: z.enum(PROFILE_ATTRIBUTE_NAMES), value: factValue })),
  source: z.string(),
  recordedAt: instant,
});

export const enterpriseItem = z.object({
  id,
  uscc: usccText,
  name: z.string(),
  region: z.nullable(named),
  industry: z.nullable(named),
  unit: z.object({ id, name: z.string() }),
  demo: z.boolean(),
  updatedAt: instant,
});

export const enterprise = z.object({
  ...enterpriseItem.shape,
  version: z.int(),
  createdAt: instant,
  facts: z.array(profileFact),
  snapshots: z.array(operatingSnapshot),
});
export type Enterprise = z.output<typeof enterprise>;

export const listEnterprises = defineRoute({
  id: 'listEnterprises',
  method: 'GET',
  path: '/enterprises',
  summary: '企业名录（本单位及下级）',
  permission: 'enterprises.read',
  query: z.strictObject({
    ...pageQuery,
    /** Part of the name, or of the credit code. */
    search: z.optional(shortText),
    /** A province, city or county with everything below it. */
    region: z.optional(regionCode),
    industry: z.optional(industryCode),
  }),
  result: pageOf(enterpriseItem),
});

export const getEnterprise = defineRoute({
  id: 'getEnterprise',
  method: 'GET',
  path: '/enterprises/:id',
  summary: '企业档案：带来源和日期的事实、经营情况',
  permission: 'enterprises.read',
  params: idParams,
  result: enterprise,
});

export const getOwnEnterprise = defineRoute({
  id: 'getOwnEnterprise',
  method: 'GET',
  path: '/own-enterprise',
  summary: '本企业档案',
  permission: 'own_enterprise.read',
  result: enterprise,
});

const factChange = z.strictObject({
  attribute: z.enum(PROFILE_ATTRIBUTE_NAMES),
  /** null takes the bureau's own entry back; what surveys say remains. */
  value: z.nullable(factValue),
});
const factChanges = z.array(factChange).check(z.maxLength(50));
const enterpriseName = z.string().check(z.trim(), z.minLength(2), z.maxLength(120));

export const registerEnterprise = defineRoute({
  id: 'registerEnterprise',
  method: 'POST',
  path: '/enterprises',
  summary: '登记企业',
  permission: 'enterprises.register',
  status: 201,
  body: z.strictObject({
    /** As typed: normalised and checked by the server. */
    uscc: shortText,
    name: enterpriseName,
    regionCode,
    industryCode: z.nullable(industryCode),
    facts: factChanges,
  }),
  result: enterprise,
  errors: ['enterprise.uscc_taken'],
});

export const editEnterprise = defineRoute({
  id: 'editEnterprise',
  method: 'PATCH',
  path: '/enterprises/:id',
  summary: '修改企业登记信息',
  permission: 'enterprises.register',
  params: idParams,
  body: z.strictObject({
    name: z.optional(enterpriseName),
    regionCode: z.optional(regionCode),
    industryCode: z.optional(z.nullable(industryCode)),
    facts: z.optional(factChanges),
  }),
  versioned: true,
  result: enterprise,
  errors: ['resource.version_conflict'],
});

export const enterpriseRoutes = [
  listEnterprises,
  getEnterprise,
  getOwnEnterprise,
  registerEnterprise,
  editEnterprise,
] as const;
