import type { FieldFault } from '@yinqi/contracts/errors';
import {
  REQUEST_CONTENT_FIELDS,
  REQUIRED_TO_SUBMIT,
  type RequestContent,
  type RequestContentField,
  type RequestDetail,
} from '@yinqi/contracts/financing-requests';
import { parseRateBp } from '@yinqi/domain/money';
import { QUESTION_STEPS, type QuestionStep } from './form-steps.js';

export const FIELDS_OF_STEP = {
  need: ['purpose', 'amountFen', 'currency', 'termMonths', 'neededBy'],
  terms: ['collateral', 'parentGuarantee', 'exportCreditInsured', 'rateCeilingBp', 'firstLoan'],
  contact: ['contactName', 'contactPhone', 'remarks', 'willingToShare'],
} as const satisfies Record<QuestionStep, readonly RequestContentField[]>;

/** The form as typed: what is read from text stays text until it can be read. */
export type FormState = Omit<RequestContent, 'termMonths' | 'neededBy' | 'rateCeilingBp'> & {
  readonly termMonths: string;
  readonly neededBy: string;
  readonly rateCeilingBp: string;
};

/** What only the API can know: banks have offered in this currency, offers are chosen, who may agree. */
const TOLD_FAULTS = ['engaged', 'below_chosen', 'enterprise_only'] as const;

export type FormFault = {
  readonly field: RequestContentField;
  readonly code: 'missing' | 'unreadable' | 'past' | (typeof TOLD_FAULTS)[number];
  readonly minFen?: string;
};

/** What the API refused of a save, at its field; what it says of anything else is left to the line beneath. */
export function toldFaults(faults: readonly FieldFault[]): FormFault[] {
  return faults.flatMap(({ pointer, code: told, params }): FormFault[] => {
    const field = REQUEST_CONTENT_FIELDS.find((one) => pointer === `/content/${one}`);
    const code = TOLD_FAULTS.find((one) => one === told);
    const minFen = params?.['minFen'];
    if (field === undefined || code === undefined) return [];
    return [{ field, code, ...(typeof minFen === 'string' && { minFen }) }];
  });
}

/** 450 → `4.5` */
const rateText = (basisPoints: number | null): string =>
  basisPoints === null ? '' : String(basisPoints / 100);

export function formOf(detail: RequestContent | RequestDetail): FormState {
  return {
    purpose: detail.purpose,
    amountFen: detail.amountFen,
    currency: detail.currency,
    termMonths: detail.termMonths === null ? '' : String(detail.termMonths),
    neededBy: detail.neededBy ?? '',
    rateCeilingBp: rateText(detail.rateCeilingBp),
    collateral: detail.collateral,
    firstLoan: detail.firstLoan,
    exportCreditInsured: detail.exportCreditInsured,
    parentGuarantee: detail.parentGuarantee,
    remarks: detail.remarks,
    contactName: detail.contactName,
    contactPhone: detail.contactPhone,
    willingToShare: detail.willingToShare,
  };
}

/** A form nobody has written in yet. */
export const BLANK = formOf({
  purpose: null,
  amountFen: null,
  currency: 'CNY',
  termMonths: null,
  neededBy: null,
  rateCeilingBp: null,
  collateral: [],
  firstLoan: null,
  exportCreditInsured: null,
  parentGuarantee: null,
  remarks: null,
  contactName: null,
  contactPhone: null,
  willingToShare: false,
});

/** What was written since, laid over what has come from elsewhere meanwhile. */
export function writtenOver(base: FormState, before: FormState, after: FormState): FormState {
  const written = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof FormState]), // keys of the same object type
  );
  return { ...base, ...Object.fromEntries(written) };
}

const PHONE = /^[\d+\-() ]{7,30}$/;
const isBlank = (text: string | null): boolean => text === null || text.trim() === '';

const readTerm = (text: string): number | undefined => {
  const months = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return months >= 1 && months <= 480 ? months : undefined;
};

function readDay(text: string): string | undefined {
  const day = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
}

function readRate(text: string): number | undefined {
  const rate = parseRateBp(text);
  return rate !== undefined && rate >= 0 && rate <= 10_000 ? rate : undefined;
}

/** `null` for a blank, undefined for what cannot be read: such a field is not saved until it is mended. */
const read = <T>(text: string | null, reader: (text: string) => T | undefined): T | null | undefined =>
  isBlank(text) ? null : reader(text ?? '');

const trimmed = (text: string): string => text.trim();

/** What can be saved of the form now. */
export function contentOfForm(form: FormState): { readonly [F in keyof RequestContent]?: RequestContent[F] } {
  const readings = {
    termMonths: read(form.termMonths, readTerm),
    neededBy: read(form.neededBy, readDay),
    rateCeilingBp: read(form.rateCeilingBp, readRate),
    contactPhone: read(form.contactPhone, (text) => (PHONE.test(text.trim()) ? text.trim() : undefined)),
  };
  const known = Object.fromEntries(Object.entries(readings).filter(([, value]) => value !== undefined));
  return {
    purpose: form.purpose,
    // The first digit of 0.32亿 is no amount yet.
    amountFen: form.amountFen === '0' ? null : form.amountFen,
    currency: form.currency,
    collateral: form.collateral,
    firstLoan: form.firstLoan,
    exportCreditInsured: form.exportCreditInsured,
    parentGuarantee: form.parentGuarantee,
    remarks: read(form.remarks, trimmed) ?? null,
    contactName: read(form.contactName, trimmed) ?? null,
    willingToShare: form.willingToShare,
    ...known,
  };
}

const SECURITY = {
  parentGuarantee: 'parent_guarantee',
  exportCreditInsured: 'export_credit_insurance',
} as const;
export type SecurityField = keyof typeof SECURITY;

/** Security newly ticked answers the question that goes with it; what is taken back is not thereby denied. */
export function withCollateral(form: FormState, collateral: FormState['collateral']): Partial<FormState> {
  const isNew = (kind: FormState['collateral'][number]) =>
    collateral.includes(kind) && !form.collateral.includes(kind);
  return {
    collateral,
    ...(isNew(SECURITY.parentGuarantee) && { parentGuarantee: true }),
    ...(isNew(SECURITY.exportCreditInsured) && { exportCreditInsured: true }),
  };
}

/** Who denies the guarantee or the insurance does not offer it as security either. */
export const withAnswer = (
  form: FormState,
  field: SecurityField,
  answer: boolean | null,
): Partial<FormState> => ({
  [field]: answer,
  ...(answer === false && { collateral: form.collateral.filter((kind) => kind !== SECURITY[field]) }),
});

/** What still stands in the way of submitting, in the order of the pages. */
export function faultsOf(form: FormState, today: string): FormFault[] {
  const content = contentOfForm(form);
  const texts = { termMonths: form.termMonths, neededBy: form.neededBy, rateCeilingBp: form.rateCeilingBp };
  const fields: readonly RequestContentField[] = QUESTION_STEPS.flatMap((step) => [...FIELDS_OF_STEP[step]]);
  const required: readonly RequestContentField[] = REQUIRED_TO_SUBMIT;
  return fields.flatMap((field): FormFault[] => {
    const value = content[field];
    if (value === undefined) return [{ field, code: 'unreadable' }];
    if (value === null) return required.includes(field) ? [{ field, code: 'missing' }] : [];
    return field === 'neededBy' && texts.neededBy.trim() < today ? [{ field, code: 'past' }] : [];
  });
}

export const stepOfField = (field: RequestContentField): QuestionStep =>
  QUESTION_STEPS.find((step) => FIELDS_OF_STEP[step].some((one) => one === field)) ?? 'terms';

/** Only what differs is sent: two people on different pages of one form do not overwrite each other. */
export function changedFields(
  before: FormState,
  after: FormState,
): { readonly [F in keyof RequestContent]?: RequestContent[F] } {
  const was = contentOfForm(before);
  const entries = Object.entries(contentOfForm(after)).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(was[field as keyof RequestContent]), // keys of the same object type
  );
  return Object.fromEntries(entries);
}
