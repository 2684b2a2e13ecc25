import { LPR_TENORS, SIZE_CLASSES } from '@yinqi/domain/codes';
import { BANK_TYPES, HOLDING_TYPES, MECHANISMS } from '@yinqi/domain/matching';
import { AUTHORITIES, BASES } from '@yinqi/domain/quota';
import * as z from 'zod/mini';
import { basisPoints, bilingual, fen, id, idParams, instant, plainDate, regionCode } from './fields.js';
import { defineRoute } from './route.js';

/** Whether money can be lent under it today: closed by hand comes before the window. */
export const FACILITY_STATES = ['open', 'upcoming', 'ended', 'closed'] as const;

export const rateCap = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lpr'),
    tenor: z.enum(LPR_TENORS),
    marginBp: z.int().check(z.gte(-1000), z.lte(1000)),
  }),
  z.strictObject({ kind: z.literal('fixed'), rateBp: basisPoints }),
]);
export type RateCap = z.output<typeof rateCap>;

/** Which share of a loan paid out from that day on its holder reimburses. */
const fundingRatio = z.strictObject({ since: plainDate, ratioBp: basisPoints.check(z.gte(1)) });

export const borrowerCriteria = z.strictObject({
  join: z.enum(['all', 'any']),
  sizeClasses: z.array(z.enum(SIZE_CLASSES)).check(z.maxLength(SIZE_CLASSES.length)),
  holdingTypes: z.array(z.enum(HOLDING_TYPES)).check(z.maxLength(HOLDING_TYPES.length)),
  agriculture: z.boolean(),
  foreignTrade: z.boolean(),
});

/** Readable conditions: those that always hold together, then alternatives of which one must hold. */
export const conditions = z.object({
  common: z.array(bilingual),
  alternatives: z.array(z.array(bilingual)),
});
export type Conditions = z.output<typeof conditions>;

/** The tool's code and what its keeper noted of sources: for whoever keeps it or supervises its use. */
export const facilityNotes = z.object({
  code: z.string(),
  note: z.nullable(z.string()),
  noteEn: z.nullable(z.string()),
});

export const facilityView = z.object({
  id,
  name: z.string(),
  nameEn: z.string(),
  /** Who may change it; null while its holder is not on the platform. */
  holder: z.nullable(z.object({ id, name: z.string() })),
  mechanism: z.enum(MECHANISMS),
  authority: z.enum(AUTHORITIES),
  basis: z.nullable(z.enum(BASES)),
  totalFen: z.nullable(fen),
  opensOn: z.nullable(plainDate),
  closesOn: z.nullable(plainDate),
  closed: z.boolean(),
  state: z.enum(FACILITY_STATES),
  lenderBankTypes: z.array(z.enum(BANK_TYPES)),
  lenderInstitutions: z.array(z.object({ id, name: z.string() })),
  lenderProvinces: z.array(regionCode),
  localLegalPersonOnly: z.boolean(),
  borrower: conditions,
  /** The same as a form asks for it; null where the document says more than the form can. */
  borrowerCriteria: z.nullable(borrowerCriteria),
  rateCap: z.nullable(rateCap),
  /** Of a tool that reimburses; none means the whole loan. */
  fundingRatios: z.array(fundingRatio),
  /** What the cap comes to today; an LPR that was not compared with its publication says so. */
  rateCapToday: z.nullable(
    z.object({ rateBp: z.int(), lprSince: z.nullable(plainDate), verified: z.boolean() }),
  ),
  documentNumber: z.nullable(z.string()),
  /** Null for every other side. */
  notes: z.nullable(facilityNotes),
  verified: z.boolean(),
  version: z.int(),
  updatedAt: instant,
});
export type FacilityView = z.output<typeof facilityView>;

export const listFacilities = defineRoute({
  id: 'listFacilities',
  method: 'GET',
  path: '/facilities',
  summary: '政策工具一览',
  permission: 'facilities.read',
  result: z.object({ items: z.array(facilityView), asOf: plainDate }),
});

export const getFacility = defineRoute({
  id: 'getFacility',
  method: 'GET',
  path: '/facilities/:id',
  summary: '政策工具详情',
  permission: 'facilities.read',
  params: idParams,
  result: facilityView,
  errors: ['resource.not_found'],
});

export const facilityRoutes = [listFacilities, getFacility] as const;
