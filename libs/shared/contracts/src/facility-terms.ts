import { PROPOSAL_STATES } from '@yinqi/domain/allotment';
import { BANK_TYPES } from '@yinqi/domain/matching';
import { AUTHORITIES, BASES } from '@yinqi/domain/quota';
import * as z from 'zod/mini';
import { borrowerCriteria, conditions, rateCap } from './facilities.js';
import { fen, id, idParams, instant, listOf, pageOf, pageQuery, plainDate, shortText } from './fields.js';
import { defineRoute } from './route.js';

const note = z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(600)));
const name = z.string().check(z.trim(), z.minLength(2), z.maxLength(80));

/** All that may change of a tool, always sent whole. */
const wording = {
  name,
  nameEn: name,
  documentNumber: z.nullable(shortText),
  note,
  noteEn: note,
  verified: z.boolean(),
};
const terms = {
  totalFen: z.nullable(fen),
  opensOn: z.nullable(plainDate),
  closesOn: z.nullable(plainDate),
  lenderBankTypes: z.array(z.enum(BANK_TYPES)).check(z.maxLength(BANK_TYPES.length)),
  localLegalPersonOnly: z.boolean(),
  rateCap: z.nullable(rateCap),
};

export const openingBody = z.strictObject({
  code: z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{1,38}[A-Z0-9]$/)),
  /** A bank's own funds are nobody's tool. */
  mechanism: z.enum(['RELENDING', 'REDISCOUNT', 'LENDING_SCALE']),
  authority: z.enum(AUTHORITIES),
  basis: z.enum(BASES),
  secondPersonFromFen: fen,
  singleCustomerLimitFen: z.nullable(fen),
  ...wording,
  ...terms,
  borrower: borrowerCriteria,
  reason: shortText,
});
export type OpeningBody = z.output<typeof openingBody>;

export const changeBody = z.strictObject({
  ...wording,
  ...terms,
  closed: z.boolean(),
  /** Null leaves the borrowers as the document has them. */
  borrower: z.nullable(borrowerCriteria),
  fromOn: plainDate,
  reason: shortText,
});
export type ChangeBody = z.output<typeof changeBody>;

/** How it stands: waiting for a second person, for its day, or done with. */
export const TERMS_STATES = [...PROPOSAL_STATES, 'scheduled'] as const;

/** One version of a tool's terms as people read it. */
const version = z.object({
  name: z.string(),
  nameEn: z.string(),
  ...terms,
  closed: z.boolean(),
  borrower: conditions,
  documentNumber: z.nullable(z.string()),
  note: z.nullable(z.string()),
  noteEn: z.nullable(z.string()),
  verified: z.boolean(),
});
export type TermsVersion = z.output<typeof version>;

export const facilityTermsView = z.object({
  id,
  facilityId: id,
  code: z.string(),
  state: z.enum(TERMS_STATES),
  /** Null for a change. */
  opening: z.nullable(
    z.object({
      mechanism: openingBody.shape.mechanism,
      authority: z.enum(AUTHORITIES),
      basis: z.enum(BASES),
      secondPersonFromFen: fen,
      singleCustomerLimitFen: z.nullable(fen),
    }),
  ),
  fromOn: plainDate,
  terms: version,
  /** What they take the place of; null for an opening. */
  before: z.nullable(version),
  reason: z.string(),
  needsSecond: z.boolean(),
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(instant),
  /** Since when they are in force. */
  appliedAt: z.nullable(instant),
  /** The first pool of a tool that was opened. */
  poolId: z.nullable(id),
  note: z.nullable(z.string()),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
  version: z.int(),
});
export type FacilityTermsView = z.output<typeof facilityTermsView>;

export const openFacility = defineRoute({
  id: 'openFacility',
  method: 'POST',
  path: '/facilities',
  summary: '开设政策工具；达到复核金额的由第二人同意后设立',
  permission: 'facilities.edit',
  body: openingBody,
  result: facilityTermsView,
  errors: ['request.invalid'],
});

export const changeFacility = defineRoute({
  id: 'changeFacility',
  method: 'POST',
  path: '/facilities/:id/terms',
  summary: '自某日起修改政策工具的条件',
  permission: 'facilities.edit',
  params: idParams,
  body: changeBody,
  versioned: true,
  result: facilityTermsView,
  errors: ['resource.not_found', 'resource.version_conflict', 'facility_terms.one_waits', 'request.invalid'],
});

export const listFacilityTerms = defineRoute({
  id: 'listFacilityTerms',
  method: 'GET',
  path: '/facility-terms',
  summary: '政策工具的开设与历次修改，待复核和待生效的在前',
  permission: 'facilities.edit',
  query: z.strictObject({ facilityId: z.optional(id), state: listOf(z.enum(TERMS_STATES)), ...pageQuery }),
  result: pageOf(facilityTermsView),
});

export const getFacilityTerms = defineRoute({
  id: 'getFacilityTerms',
  method: 'GET',
  path: '/facility-terms/:id',
  summary: '一次开设或修改',
  permission: 'facilities.edit',
  params: idParams,
  result: facilityTermsView,
  errors: ['resource.not_found'],
});

export const decideFacilityTerms = defineRoute({
  id: 'decideFacilityTerms',
  method: 'POST',
  path: '/facility-terms/:id/decision',
  summary: '第二人复核：同意或退回',
  permission: 'facilities.edit',
  params: idParams,
  body: z.strictObject({ act: z.enum(['approve', 'refuse']), note: z.nullable(shortText) }),
  versioned: true,
  result: facilityTermsView,
  errors: [
    'resource.not_found',
    'resource.version_conflict',
    'allotment.own_proposal',
    'allotment.not_open',
    'facility_terms.code_taken',
  ],
});

export const withdrawFacilityTerms = defineRoute({
  id: 'withdrawFacilityTerms',
  method: 'POST',
  path: '/facility-terms/:id/withdrawal',
  summary: '撤回自己提出的开设或修改',
  permission: 'facilities.edit',
  params: idParams,
  versioned: true,
  result: facilityTermsView,
  errors: ['resource.not_found', 'resource.version_conflict', 'allotment.not_proposer', 'allotment.not_open'],
});

export const facilityTermsRoutes = [
  openFacility,
  changeFacility,
  listFacilityTerms,
  getFacilityTerms,
  decideFacilityTerms,
  withdrawFacilityTerms,
] as const;
