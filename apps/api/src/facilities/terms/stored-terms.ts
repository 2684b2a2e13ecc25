import type { RateCap } from '@yinqi/contracts/facilities';
import type { ChangeBody, OpeningBody, TermsVersion } from '@yinqi/contracts/facility-terms';
import { borrowerRule, type FacilityTerms, type PoolConditions } from '@yinqi/domain/facility';
import type { AdmissionRule, BankType } from '@yinqi/domain/matching';
import { conditionsOf } from '../conditions.js';
import type { FacilityChange, FacilityRow } from '../facilities.store.js';
import { storedRule } from '../facility-record.js';

/** One version of a tool's terms as it is kept. */
export type StoredTerms = {
  readonly name: string;
  readonly nameEn: string;
  readonly totalFen: string | null;
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly closed: boolean;
  readonly lenderBankTypes: readonly BankType[];
  readonly localLegalPersonOnly: boolean;
  readonly borrower: AdmissionRule;
  readonly rateCap: RateCap | null;
  readonly documentNumber: string | null;
  readonly note: string | null;
  readonly noteEn: string | null;
  readonly verified: boolean;
};

/** What is settled once, when a tool is opened. */
export type StoredOpening = Pick<
  OpeningBody,
  'mechanism' | 'authority' | 'basis' | 'secondPersonFromFen' | 'singleCustomerLimitFen'
>;

export const termsOfRow = (row: FacilityRow): StoredTerms => ({
  name: row.name,
  nameEn: row.name_en,
  totalFen: row.total_fen,
  opensOn: row.opens_on,
  closesOn: row.closes_on,
  closed: row.closed,
  lenderBankTypes: row.lender_bank_types,
  localLegalPersonOnly: row.local_legal_person_only,
  borrower: storedRule(row.borrower, `facility ${row.code}`),
  rateCap: row.rate_cap,
  documentNumber: row.document_number,
  note: row.note,
  noteEn: row.note_en,
  verified: row.verified,
});

type Asked = Omit<ChangeBody, 'borrower' | 'fromOn' | 'reason'>;

const termsOf = (body: Asked, borrower: AdmissionRule): StoredTerms => ({
  name: body.name,
  nameEn: body.nameEn,
  totalFen: body.totalFen,
  opensOn: body.opensOn,
  closesOn: body.closesOn,
  closed: body.closed,
  lenderBankTypes: body.lenderBankTypes,
  localLegalPersonOnly: body.localLegalPersonOnly,
  borrower,
  rateCap: body.rateCap,
  documentNumber: body.documentNumber,
  note: body.note,
  noteEn: body.noteEn,
  verified: body.verified,
});

export const termsOfOpening = (body: OpeningBody): StoredTerms =>
  termsOf({ ...body, closed: false }, borrowerRule(body.borrower));

export const termsOfChange = (body: ChangeBody, before: StoredTerms): StoredTerms =>
  termsOf(body, body.borrower === null ? before.borrower : borrowerRule(body.borrower));

export const openingOf = (body: OpeningBody): StoredOpening => ({
  mechanism: body.mechanism,
  authority: body.authority,
  basis: body.basis,
  secondPersonFromFen: body.secondPersonFromFen,
  singleCustomerLimitFen: body.singleCustomerLimitFen,
});

const amountOf = (fen: string | null): bigint | null => (fen === null ? null : BigInt(fen));

/** As the domain weighs them. */
export const weighed = (terms: StoredTerms): FacilityTerms => ({
  ...terms,
  totalFen: amountOf(terms.totalFen),
});

export const conditionsAt = (opening: StoredOpening): PoolConditions => ({
  singleCustomerLimitFen: amountOf(opening.singleCustomerLimitFen),
  secondPersonFromFen: BigInt(opening.secondPersonFromFen),
});

export const changeOf = (terms: StoredTerms): FacilityChange => ({
  name: terms.name,
  name_en: terms.nameEn,
  borrower: terms.borrower,
  total_fen: terms.totalFen,
  opens_on: terms.opensOn,
  closes_on: terms.closesOn,
  closed: terms.closed,
  lender_bank_types: terms.lenderBankTypes,
  local_legal_person_only: terms.localLegalPersonOnly,
  rate_cap: terms.rateCap,
  document_number: terms.documentNumber,
  note: terms.note,
  note_en: terms.noteEn,
  verified: terms.verified,
});

/** As people read them. */
export const versionOf = (terms: StoredTerms): TermsVersion => ({
  ...terms,
  lenderBankTypes: [...terms.lenderBankTypes],
  borrower: conditionsOf(terms.borrower),
});
