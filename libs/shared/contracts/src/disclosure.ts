import { CONSENT_GROUPS, CONSENT_PURPOSES } from '@yinqi/domain/disclosure';
import * as z from 'zod/mini';
import { id, idParams, instant, pageOf, pageQuery, plainDate } from './fields.js';
import { defineRoute } from './route.js';

export const PAPER_MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export const MAX_PAPER_BYTES = 10 * 1024 * 1024;
export const CONSENT_STATES = ['live', 'ended', 'withdrawn'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];
export const GIVEN_HOW = ['signatory', 'paper'] as const;
export type GivenHow = (typeof GIVEN_HOW)[number];

const fieldGroups = z.array(z.enum(CONSENT_GROUPS)).check(z.minLength(1), z.maxLength(CONSENT_GROUPS.length));

export const consentItem = z.object({
  id,
  enterpriseId: id,
  enterpriseName: z.string(),
  bankId: id,
  bankName: z.string(),
  bankNameEn: z.nullable(z.string()),
  requestId: id,
  requestNumber: z.string(),
  fieldGroups: z.array(z.enum(CONSENT_GROUPS)),
  purpose: z.enum(CONSENT_PURPOSES),
  validUntil: plainDate,
  state: z.enum(CONSENT_STATES),
  givenHow: z.enum(GIVEN_HOW),
  givenByName: z.string(),
  paper: z.nullable(z.object({ id, fileName: z.string() })),
  givenAt: instant,
  withdrawnAt: z.nullable(instant),
  /** The signed revocation, where the bureau recorded the withdrawal. */
  withdrawalPaper: z.nullable(z.object({ id, fileName: z.string() })),
  openings: z.int(),
  lastOpenedAt: z.nullable(instant),
});
export type ConsentItem = z.output<typeof consentItem>;

/** 披露回执: one opening of a dossier by a bank. */
export const openingItem = z.object({
  id,
  consentId: id,
  bankName: z.string(),
  bankNameEn: z.nullable(z.string()),
  requestNumber: z.nullable(z.string()),
  fieldGroups: z.array(z.enum(CONSENT_GROUPS)),
  openedByName: z.string(),
  openedAt: instant,
});
export type OpeningItem = z.output<typeof openingItem>;

/** What is agreed to: which bank sees which groups, for what, until the end of which day. */
const terms = {
  requestId: id,
  bankId: id,
  fieldGroups,
  purpose: z._default(z.enum(CONSENT_PURPOSES), 'financing_assessment'),
  /** 180 days from today where nothing is said. */
  validUntil: z.optional(plainDate),
};

export const listConsents = defineRoute({
  id: 'listConsents',
  method: 'GET',
  path: '/consents',
  summary: '授权列表',
  permission: 'consents.read',
  query: z.strictObject({
    ...pageQuery,
    enterpriseId: z.optional(id),
    requestId: z.optional(id),
    bankId: z.optional(id),
    state: z.optional(z.enum(CONSENT_STATES)),
  }),
  result: pageOf(consentItem),
});

export const listOpenings = defineRoute({
  id: 'listOpenings',
  method: 'GET',
  path: '/consent-openings',
  summary: '查阅记录（银行何时由谁查看了哪些信息）',
  permission: 'consents.read',
  query: z.strictObject({ ...pageQuery, consentId: z.optional(id), enterpriseId: z.optional(id) }),
  result: pageOf(openingItem),
});

export const giveConsent = defineRoute({
  id: 'giveConsent',
  method: 'POST',
  path: '/consents',
  summary: '授权一家银行查看信息',
  permission: 'consents.give',
  body: z.strictObject(terms),
  status: 201,
  result: consentItem,
  errors: ['consent.bank_unknown', 'request.invalid', 'transition.refused'],
});

export const withdrawConsent = defineRoute({
  id: 'withdrawConsent',
  method: 'POST',
  path: '/consents/:id/withdraw',
  summary: '撤销授权，即时生效',
  permission: 'consents.give',
  params: idParams,
  result: consentItem,
});

export const consentPaper = z.object({ id, fileName: z.string(), uploadedAt: instant });

export const uploadConsentPaper = defineRoute({
  id: 'uploadConsentPaper',
  method: 'POST',
  path: '/enterprises/:id/consent-papers',
  summary: '上传企业签章的授权书（PDF、JPEG、PNG，不超过 10 MB）',
  permission: 'consents.record',
  params: idParams,
  query: z.strictObject({
    fileName: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  }),
  upload: { mediaTypes: ['application/octet-stream'], maxBytes: MAX_PAPER_BYTES },
  status: 201,
  result: consentPaper,
  errors: ['request.unsupported_media', 'request.too_large'],
});

export const recordConsent = defineRoute({
  id: 'recordConsent',
  method: 'POST',
  path: '/consents/recorded',
  summary: '主管部门依据签章授权书登记授权',
  permission: 'consents.record',
  body: z.strictObject({ ...terms, paperId: id }),
  status: 201,
  result: consentItem,
  errors: ['consent.bank_unknown', 'consent.paper_required', 'request.invalid', 'transition.refused'],
});

export const recordWithdrawal = defineRoute({
  id: 'recordWithdrawal',
  method: 'POST',
  path: '/consents/:id/recorded-withdrawal',
  summary: '主管部门依据企业签章的撤销书登记撤销授权，即时生效',
  permission: 'consents.record',
  params: idParams,
  body: z.strictObject({ paperId: id }),
  result: consentItem,
  errors: ['consent.paper_required', 'resource.not_found'],
});

export const downloadConsentPaper = defineRoute({
  id: 'downloadConsentPaper',
  method: 'GET',
  path: '/consent-papers/:id',
  summary: '下载授权书',
  permission: 'consents.read_papers',
  params: idParams,
  result: { download: 'application/octet-stream' },
});

export const disclosureRoutes = [
  listConsents,
  listOpenings,
  giveConsent,
  withdrawConsent,
  uploadConsentPaper,
  recordConsent,
  recordWithdrawal,
  downloadConsentPaper,
] as const;
