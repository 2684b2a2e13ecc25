import type { FacilityView, RateCap } from '@yinqi/contracts/facilities';
import type { ChangeBody, OpeningBody, TermsVersion } from '@yinqi/contracts/facility-terms';
import { isPlainDate } from '@yinqi/domain/calendar';
import {
  borrowerRule,
  changeFaults,
  changeNeedsSecond,
  openingFaults,
  openingNeedsSecond,
  type BorrowerCriteria,
  type FacilityTerms,
  type Opening,
} from '@yinqi/domain/facility';
import { clausesOf, describeAtom, type BankType } from '@yinqi/domain/matching';
import { SECOND_PERSON_FROM_FEN } from '@yinqi/domain/quota';

export const CAP_KINDS = ['none', 'lpr1', 'lpr5', 'fixed'] as const;
export type CapKind = (typeof CAP_KINDS)[number];

/** What is settled once, when a tool is opened. */
export type OpeningDraft = Pick<OpeningBody, 'mechanism' | 'authority' | 'basis'> & {
  readonly code: string;
  readonly fromFen: bigint | undefined;
  readonly customerFen: bigint | undefined;
};

/** A tool's terms as they are being filled in: numbers and dates as typed. */
export type TermsDraft = {
  readonly name: string;
  readonly nameEn: string;
  readonly closed: boolean;
  readonly totalFen: bigint | undefined;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly bankTypes: readonly BankType[];
  readonly localOnly: boolean;
  /** Null leaves the borrowers as the document has them. */
  readonly borrower: BorrowerCriteria | null;
  readonly capKind: CapKind;
  /** Basis points of an LPR cap, percent of a fixed one. */
  readonly capFigure: string;
  readonly documentNumber: string;
  readonly note: string;
  readonly noteEn: string;
  readonly verified: boolean;
  readonly reason: string;
  /** Of a change alone. */
  readonly fromOn: string;
};

/** In the order of the fields of the form. */
const FAULTS = [
  'fromOn',
  'fromOn.in_past',
  'code',
  'code.taken',
  'name',
  'nameEn',
  'totalFen.missing',
  'totalFen.zero',
  'opensOn',
  'closesOn',
  'closesOn.before_opening',
  'capFigure',
  'singleCustomerLimitFen.zero',
  'singleCustomerLimitFen.above_total',
  'fromFen',
  'reason',
] as const;
export type TermsFaultKey = (typeof FAULTS)[number];

const inOrder = (found: readonly TermsFaultKey[]): readonly TermsFaultKey[] =>
  FAULTS.filter((fault) => found.includes(fault));

export const NO_BORROWER: BorrowerCriteria = {
  join: 'all',
  sizeClasses: [],
  holdingTypes: [],
  agriculture: false,
  foreignTrade: false,
};

export const NEW_OPENING: OpeningDraft = {
  code: '',
  mechanism: 'RELENDING',
  authority: 'OFFICIAL',
  basis: 'FLOW',
  fromFen: SECOND_PERSON_FROM_FEN,
  customerFen: undefined,
};

export const NEW_TERMS: TermsDraft = {
  name: '',
  nameEn: '',
  closed: false,
  totalFen: undefined,
  opensOn: '',
  closesOn: '',
  bankTypes: [],
  localOnly: false,
  borrower: NO_BORROWER,
  capKind: 'none',
  capFigure: '',
  documentNumber: '',
  note: '',
  noteEn: '',
  verified: false,
  reason: '',
  fromOn: '',
};

function capDraft(cap: RateCap | null): Pick<TermsDraft, 'capKind' | 'capFigure'> {
  if (cap === null) return { capKind: 'none', capFigure: '' };
  if (cap.kind === 'fixed') return { capKind: 'fixed', capFigure: String(cap.rateBp / 100) };
  return { capKind: cap.tenor === '1Y' ? 'lpr1' : 'lpr5', capFigure: String(cap.marginBp) };
}

export const draftOf = (facility: FacilityView, today: string): TermsDraft => ({
  name: facility.name,
  nameEn: facility.nameEn,
  closed: facility.closed,
  totalFen: facility.totalFen === null ? undefined : BigInt(facility.totalFen),
  opensOn: facility.opensOn ?? '',
  closesOn: facility.closesOn ?? '',
  bankTypes: facility.lenderBankTypes,
  localOnly: facility.localLegalPersonOnly,
  borrower: facility.borrowerCriteria,
  ...capDraft(facility.rateCap),
  documentNumber: facility.documentNumber ?? '',
  note: facility.notes?.note ?? '',
  noteEn: facility.notes?.noteEn ?? '',
  verified: facility.verified,
  reason: '',
  fromOn: today,
});

/** The cap as it was typed; undefined where it cannot be read. */
function capOf({ capKind, capFigure }: TermsDraft): RateCap | null | undefined {
  if (capKind === 'none') return null;
  const text = capFigure.normalize('NFKC').trim();
  if (capKind === 'fixed') {
    if (!/^\d{1,2}(\.\d{1,2})?$/.test(text)) return undefined;
    return { kind: 'fixed', rateBp: Math.round(Number(text) * 100) };
  }
  if (!/^[+-]?\d{1,4}$/.test(text) || Math.abs(Number(text)) > 1000) return undefined;
  return { kind: 'lpr', tenor: capKind === 'lpr1' ? '1Y' : '5Y', marginBp: Number(text) };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const fenOf = (fen: bigint | undefined): string | null => (fen === undefined ? null : String(fen));

const weighed = (draft: TermsDraft, before?: TermsVersion): FacilityTerms => ({
  totalFen: draft.totalFen ?? null,
  opensOn: orNull(draft.opensOn),
  closesOn: orNull(draft.closesOn),
  closed: draft.closed,
  lenderBankTypes: draft.bankTypes,
  localLegalPersonOnly: draft.localOnly,
  borrower: conditionsOf(draft.borrower) ?? before?.borrower,
  rateCap: capOf(draft),
});

const weighedOpening = (terms: TermsDraft, opening: OpeningDraft): Opening => ({
  authority: opening.authority,
  terms: weighed(terms),
  conditions: {
    singleCustomerLimitFen: opening.customerFen ?? null,
    secondPersonFromFen: opening.fromFen ?? 0n,
  },
});

function shapeFaults(draft: TermsDraft): TermsFaultKey[] {
  const faults: TermsFaultKey[] = [];
  for (const field of ['name', 'nameEn', 'reason'] as const) {
    if (draft[field].trim().length < 2) faults.push(field);
  }
  for (const field of ['opensOn', 'closesOn'] as const) {
    if (draft[field] !== '' && !isPlainDate(draft[field])) faults.push(field);
  }
  if (capOf(draft) === undefined) faults.push('capFigure');
  return faults;
}

const keysOf = (faults: readonly { readonly field: string; readonly code: string }[]): TermsFaultKey[] =>
  faults.flatMap(({ field, code }) => FAULTS.find((fault) => fault === `${field}.${code}`) ?? []);

/** What keeps an opening from being sent; the API decides again. */
export const openingFaultsOf = (terms: TermsDraft, opening: OpeningDraft): readonly TermsFaultKey[] =>
  inOrder([
    ...(/^[A-Z0-9][A-Z0-9-]{1,38}[A-Z0-9]$/.test(codeOf(opening)) ? [] : ['code' as const]),
    ...shapeFaults(terms),
    ...(opening.fromFen === undefined ? ['fromFen' as const] : []),
    ...keysOf(openingFaults(weighedOpening(terms, opening))),
  ]);

export function changeFaultsOf(draft: TermsDraft, today: string): readonly TermsFaultKey[] {
  if (!isPlainDate(draft.fromOn)) return inOrder([...shapeFaults(draft), 'fromOn']);
  return inOrder([...shapeFaults(draft), ...keysOf(changeFaults(weighed(draft), draft.fromOn, today))]);
}

export const openingAsksSecond = (terms: TermsDraft, opening: OpeningDraft): boolean =>
  openingNeedsSecond(weighedOpening(terms, opening));

export function changeAsksSecond(draft: TermsDraft, before: TermsVersion): boolean {
  const old: FacilityTerms = {
    ...before,
    totalFen: before.totalFen === null ? null : BigInt(before.totalFen),
  };
  return changeNeedsSecond(old, weighed(draft, before), SECOND_PERSON_FROM_FEN);
}

export const codeOf = ({ code }: OpeningDraft): string => code.normalize('NFKC').trim().toUpperCase();

const common = (draft: TermsDraft) => ({
  name: draft.name.trim(),
  nameEn: draft.nameEn.trim(),
  totalFen: fenOf(draft.totalFen),
  opensOn: orNull(draft.opensOn),
  closesOn: orNull(draft.closesOn),
  lenderBankTypes: [...draft.bankTypes],
  localLegalPersonOnly: draft.localOnly,
  rateCap: capOf(draft) ?? null,
  documentNumber: orNull(draft.documentNumber),
  note: orNull(draft.note),
  noteEn: orNull(draft.noteEn),
  verified: draft.verified,
});

const criteriaOf = ({ sizeClasses, holdingTypes, ...rest }: BorrowerCriteria) => ({
  ...rest,
  sizeClasses: [...sizeClasses],
  holdingTypes: [...holdingTypes],
});

export const openingBodyOf = (terms: TermsDraft, opening: OpeningDraft): OpeningBody => ({
  ...common(terms),
  code: codeOf(opening),
  mechanism: opening.mechanism,
  authority: opening.authority,
  basis: opening.basis,
  secondPersonFromFen: String(opening.fromFen ?? 0n),
  singleCustomerLimitFen: fenOf(opening.customerFen),
  borrower: criteriaOf(terms.borrower ?? NO_BORROWER),
  reason: terms.reason.trim(),
});

export const changeBodyOf = (draft: TermsDraft): ChangeBody => ({
  ...common(draft),
  closed: draft.closed,
  borrower: draft.borrower && criteriaOf(draft.borrower),
  fromOn: draft.fromOn,
  reason: draft.reason.trim(),
});

/** The borrowers as the record will read. */
function conditionsOf(criteria: BorrowerCriteria | null): TermsVersion['borrower'] | undefined {
  if (criteria === null) return undefined;
  const groups = clausesOf(borrowerRule(criteria)).map((clause) =>
    clause.map((atom) => ({ zh: describeAtom(atom, 'zh'), en: describeAtom(atom, 'en') })),
  );
  const [first = [], ...others] = groups;
  return others.length === 0 ? { common: first, alternatives: [] } : { common: [], alternatives: groups };
}

/** The draft as it will be read; borrowers that are left alone stay those of before. */
export const versionOf = (draft: TermsDraft, before?: TermsVersion): TermsVersion => ({
  ...common(draft),
  closed: draft.closed,
  borrower: conditionsOf(draft.borrower) ?? before?.borrower ?? { common: [], alternatives: [] },
});

/** A tool as it stands, as a version beside others. */
export const standingOf = (facility: FacilityView): TermsVersion => ({
  ...facility,
  note: facility.notes?.note ?? null,
  noteEn: facility.notes?.noteEn ?? null,
});
