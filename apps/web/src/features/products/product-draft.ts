import type { ProductContent, ProductView } from '@yinqi/contracts/products';
import type { RuleDraft } from '@yinqi/contracts/rule-previews';
import { partsOf, ruleOf, isComplete, type RulePart } from './rule-draft.js';

/** A product as it is being written: numbers as typed. */
export type ProductDraft = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly facilityId: string;
  readonly rateFrom: string;
  readonly rateTo: string;
  readonly days: string;
  readonly repayment: string;
  readonly repaymentEn: string;
  readonly summary: string;
  readonly summaryEn: string;
  readonly materials: string;
  readonly lists: string;
  readonly parts: readonly RulePart[];
};

export const EMPTY_DRAFT: ProductDraft = {
  code: '',
  name: '',
  nameEn: '',
  facilityId: '',
  rateFrom: '',
  rateTo: '',
  days: '',
  repayment: '',
  repaymentEn: '',
  summary: '',
  summaryEn: '',
  materials: '',
  lists: '',
  parts: [],
};

const percent = (basisPoints: number | null): string =>
  basisPoints === null ? '' : String(basisPoints / 100);

export const draftOf = ({ terms, ...product }: ProductView): ProductDraft => ({
  code: product.code,
  name: product.name,
  nameEn: product.nameEn ?? '',
  facilityId: product.facility.id,
  rateFrom: percent(terms.rateFromBp),
  rateTo: percent(terms.rateToBp),
  days: terms.conclusionDays === null ? '' : String(terms.conclusionDays),
  repayment: terms.repayment ?? '',
  repaymentEn: terms.repaymentEn ?? '',
  summary: terms.summary ?? '',
  summaryEn: terms.summaryEn ?? '',
  materials: terms.materials.join('\n'),
  lists: terms.preferredLists.join('\n'),
  parts: partsOf(product.rule),
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Percent as typed to basis points; null while empty, undefined where it cannot be read. */
function rateOf(text: string): number | null | undefined {
  const typed = text.normalize('NFKC').replace(/%$/, '').trim();
  if (typed === '') return null;
  return /^\d{1,2}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : undefined;
}

function daysOf(text: string): number | null | undefined {
  const typed = text.normalize('NFKC').trim();
  if (typed === '') return null;
  const days = Number(typed);
  return /^\d{1,2}$/.test(typed) && days >= 1 && days <= 90 ? days : undefined;
}

export const MAX_MATERIALS = 30;
export const MAX_LISTS = 20;
export const MAX_MATERIAL_LENGTH = 200;
export const MAX_LIST_LENGTH = 64;

const tooLong = (lines: readonly string[], count: number, length: number): boolean =>
  lines.length > count || lines.some((line) => line.length > length);

export type DraftFault = keyof Omit<ProductDraft, 'parts'> | `part-${number}`;

/** What keeps a draft from being sent; a new one also needs its code. */
export function faultsOf(draft: ProductDraft, isNew: boolean): readonly DraftFault[] {
  const wrong: readonly (readonly [DraftFault, boolean])[] = [
    ['code', isNew && !/^[A-Z0-9][A-Z0-9-]{1,39}$/.test(draft.code)],
    ['name', draft.name.trim().length < 2],
    ['nameEn', draft.nameEn.trim().length === 1],
    ['facilityId', draft.facilityId === ''],
    ['rateFrom', rateOf(draft.rateFrom) === undefined],
    ['rateTo', rateOf(draft.rateTo) === undefined],
    ['days', daysOf(draft.days) === undefined],
    ['materials', tooLong(linesOf(draft.materials), MAX_MATERIALS, MAX_MATERIAL_LENGTH)],
    ['lists', tooLong(linesOf(draft.lists), MAX_LISTS, MAX_LIST_LENGTH)],
    ...draft.parts.map((part) => [`part-${part.key}`, !isComplete(part)] as const),
  ];
  return wrong.flatMap(([field, isWrong]) => (isWrong ? [field] : []));
}

/** What is sent; call it only for a draft without faults. */
export const contentOf = (draft: ProductDraft): ProductContent => ({
  name: draft.name.trim(),
  nameEn: orNull(draft.nameEn),
  facilityId: draft.facilityId,
  rule: ruleOf(draft.parts),
  terms: {
    rateFromBp: rateOf(draft.rateFrom) ?? null,
    rateToBp: rateOf(draft.rateTo) ?? null,
    conclusionDays: daysOf(draft.days) ?? null,
    repayment: orNull(draft.repayment),
    repaymentEn: orNull(draft.repaymentEn),
    summary: orNull(draft.summary),
    summaryEn: orNull(draft.summaryEn),
    materials: linesOf(draft.materials),
    preferredLists: linesOf(draft.lists),
  },
});

/** The part that decides who fits; undefined while a condition or the funding is still to be filled in. */
export const ruleDraftOf = (
  { facilityId, parts }: ProductDraft,
  productId: string | undefined,
): RuleDraft | undefined =>
  facilityId === '' || !parts.every(isComplete)
    ? undefined
    : { productId: productId ?? null, facilityId, rule: ruleOf(parts) };
