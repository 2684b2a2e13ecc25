import * as z from 'zod/mini';
import { industryCode, regionCode, shortText } from './fields.js';
import { defineRoute } from './route.js';

/** A code with its name, so that pages need no code table of their own. */
export const named = z.object({ code: z.string(), name: z.string() });

/** Words in both languages of the platform. */
export const wordInBoth = z.object({ code: z.string(), zh: z.string(), en: z.string() });

export const REGION_LEVELS = ['province', 'city', 'county'] as const;
export const regionItem = z.object({
  code: regionCode,
  name: z.string(),
  level: z.enum(REGION_LEVELS),
  parent: z.nullable(regionCode),
  /** From the province down: 江苏省 苏州市 昆山市. */
  pathName: z.string(),
});

export const industryItem = z.object({
  code: industryCode,
  name: z.string(),
  /** English exists for the twenty sections only. */
  nameEn: z.nullable(z.string()),
  level: z.int(),
  parent: z.nullable(industryCode),
});

const REFERENCE_LIMIT = 200;

export const listRegions = defineRoute({
  id: 'listRegions',
  method: 'GET',
  path: '/reference/regions',
  summary: '行政区划（GB/T 2260）：按上级或名称查询',
  permission: 'reference.read',
  query: z.strictObject({ parent: z.optional(regionCode), search: z.optional(shortText) }),
  result: z.object({ items: z.array(regionItem).check(z.maxLength(REFERENCE_LIMIT)) }),
});

export const listIndustries = defineRoute({
  id: 'listIndustries',
  method: 'GET',
  path: '/reference/industries',
  summary: '国民经济行业（GB/T 4754-2017）：按上级、代码或名称查询',
  permission: 'reference.read',
  query: z.strictObject({ parent: z.optional(industryCode), search: z.optional(shortText) }),
  result: z.object({ items: z.array(industryItem).check(z.maxLength(REFERENCE_LIMIT)) }),
});

export const VOCABULARIES = [
  'purpose',
  'collateral',
  'currency',
  'sizeClass',
  'holdingType',
  'investmentKind',
  'stage',
  'taxGrade',
  'customsGrade',
] as const;
export type Vocabulary = (typeof VOCABULARIES)[number];

export const listVocabularies = defineRoute({
  id: 'listVocabularies',
  method: 'GET',
  path: '/reference/vocabularies',
  summary: '固定词表：用途、担保方式、币种、企业划型等',
  permission: 'reference.read',
  result: z.object({ vocabularies: z.record(z.enum(VOCABULARIES), z.array(wordInBoth)) }),
});

export const referenceRoutes = [listRegions, listIndustries, listVocabularies] as const;
