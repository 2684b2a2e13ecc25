import type { editFacility, FacilityView, RateCap } from '@yinqi/contracts/facilities';
import type { RouteInput } from '@yinqi/contracts/route';
import { isPlainDate } from '@yinqi/domain/calendar';
import type { BankType } from '@yinqi/domain/matching';

export const CAP_KINDS = ['none', 'lpr1', 'lpr5', 'fixed'] as const;
export type CapKind = (typeof CAP_KINDS)[number];

/** A facility as it is being edited: numbers and dates as typed. */
export type FacilityDraft = {
  readonly closed: boolean;
  readonly totalFen: bigint | undefined;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly bankTypes: readonly BankType[];
  readonly localOnly: boolean;
  readonly capKind: CapKind;
  /** Basis points of an LPR cap, percent of a fixed one. */
  readonly capFigure: string;
  readonly documentNumber: string;
  readonly note: string;
  readonly noteEn: string;
  readonly verified: boolean;
};
export type FacilityFault = 'opensOn' | 'closesOn' | 'capFigure';

function capDraft(cap: RateCap | null): Pick<FacilityDraft, 'capKind' | 'capFigure'> {
  if (cap === null) return { capKind: 'none', capFigure: '' };
  if (cap.kind === 'fixed') return { capKind: 'fixed', capFigure: String(cap.rateBp / 100) };
  return { capKind: cap.tenor === '1Y' ? 'lpr1' : 'lpr5', capFigure: String(cap.marginBp) };
}

export const draftOf = (facility: FacilityView): FacilityDraft => ({
  closed: facility.closed,
  totalFen: facility.totalFen === null ? undefined : BigInt(facility.totalFen),
  opensOn: facility.opensOn ?? '',
  closesOn: facility.closesOn ?? '',
  bankTypes: facility.lenderBankTypes,
  localOnly: facility.localLegalPersonOnly,
  ...capDraft(facility.rateCap),
  documentNumber: facility.documentNumber ?? '',
  note: facility.notes?.note ?? '',
  noteEn: facility.notes?.noteEn ?? '',
  verified: facility.verified,
});

/** The cap as it was typed; undefined where it cannot be read. */
function capOf({ capKind, capFigure }: FacilityDraft): RateCap | null | undefined {
  if (capKind === 'none') return null;
  const text = capFigure.normalize('NFKC').trim();
  if (capKind === 'fixed') {
    if (!/^\d{1,2}(\.\d{1,2})?$/.test(text)) return undefined;
    return { kind: 'fixed', rateBp: Math.round(Number(text) * 100) };
  }
  if (!/^[+-]?\d{1,4}$/.test(text) || Math.abs(Number(text)) > 1000) return undefined;
  return { kind: 'lpr', tenor: capKind === 'lpr1' ? '1Y' : '5Y', marginBp: Number(text) };
}

/** Fields that cannot be sent as they are typed. */
export function faultsOf(draft: FacilityDraft): readonly FacilityFault[] {
  const faults: FacilityFault[] = [];
  for (const field of ['opensOn', 'closesOn'] as const) {
    if (draft[field] !== '' && !isPlainDate(draft[field])) faults.push(field);
  }
  if (capOf(draft) === undefined) faults.push('capFigure');
  return faults;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

export const bodyOf = (draft: FacilityDraft): RouteInput<typeof editFacility>['body'] => ({
  totalFen: draft.totalFen === undefined ? null : String(draft.totalFen),
  opensOn: orNull(draft.opensOn),
  closesOn: orNull(draft.closesOn),
  closed: draft.closed,
  lenderBankTypes: [...draft.bankTypes],
  localLegalPersonOnly: draft.localOnly,
  rateCap: capOf(draft) ?? null,
  documentNumber: orNull(draft.documentNumber),
  note: orNull(draft.note),
  noteEn: orNull(draft.noteEn),
  verified: draft.verified,
});
