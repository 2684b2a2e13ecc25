import { SECOND_PERSON_FROM_FEN, type Authority } from '../quota/index.js';

/** A tool's terms as two people weigh them; amounts in fen. */
export interface FacilityTerms {
  readonly totalFen: bigint | null;
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly closed: boolean;
  readonly lenderBankTypes: readonly string[];
  readonly localLegalPersonOnly: boolean;
  readonly borrower: unknown;
  readonly rateCap: unknown;
}

/** What guards a pool of quota. */
export interface PoolConditions {
  /** The most one customer may hold and have used; null for no limit. */
  readonly singleCustomerLimitFen: bigint | null;
  readonly secondPersonFromFen: bigint;
}

export interface Opening {
  readonly authority: Authority;
  readonly terms: FacilityTerms;
  readonly conditions: PoolConditions;
}

export type TermsField = 'totalFen' | 'closesOn' | 'singleCustomerLimitFen' | 'fromOn';
export const TERMS_FAULTS = ['before_opening', 'above_total', 'zero', 'in_past', 'missing'] as const;
export interface TermsFault {
  readonly field: TermsField;
  readonly code: (typeof TERMS_FAULTS)[number];
}

/** What one field alone does not tell to be wrong. */
export function termsFaults({ totalFen, opensOn, closesOn }: FacilityTerms): readonly TermsFault[] {
  return [
    ...(totalFen === 0n ? [{ field: 'totalFen', code: 'zero' } as const] : []),
    ...(opensOn !== null && closesOn !== null && closesOn < opensOn
      ? [{ field: 'closesOn', code: 'before_opening' } as const]
      : []),
  ];
}

/** A tool is opened with its total: the pool it is given begins with that. */
export function openingFaults({ authority, terms, conditions }: Opening): readonly TermsFault[] {
  const { singleCustomerLimitFen: limitFen } = conditions;
  return [
    ...termsFaults(terms),
    ...(terms.totalFen === null && authority !== 'SHADOW'
      ? [{ field: 'totalFen', code: 'missing' } as const]
      : []),
    ...(limitFen === 0n ? [{ field: 'singleCustomerLimitFen', code: 'zero' } as const] : []),
    ...(limitFen !== null && terms.totalFen !== null && limitFen > terms.totalFen
      ? [{ field: 'singleCustomerLimitFen', code: 'above_total' } as const]
      : []),
  ];
}

/** What begins on a day gone by would change what was decided since. */
export const changeFaults = (terms: FacilityTerms, fromOn: string, today: string): readonly TermsFault[] => [
  ...termsFaults(terms),
  ...(fromOn < today ? [{ field: 'fromOn', code: 'in_past' } as const] : []),
];

/** Nobody lifts alone the line from which two are needed, and a tool of unknown size counts as a large one. */
export function openingNeedsSecond({ terms, conditions }: Opening): boolean {
  const { secondPersonFromFen: fromFen } = conditions;
  const lineFen = fromFen < SECOND_PERSON_FROM_FEN ? fromFen : SECOND_PERSON_FROM_FEN;
  return fromFen > SECOND_PERSON_FROM_FEN || terms.totalFen === null || terms.totalFen >= lineFen;
}

const MATERIAL = [
  'totalFen',
  'opensOn',
  'closesOn',
  'lenderBankTypes',
  'localLegalPersonOnly',
  'borrower',
  'rateCap',
] as const satisfies readonly (keyof FacilityTerms)[];

/** Which terms a change touches, beyond its wording and documents. */
export const changedTerms = (
  before: FacilityTerms,
  after: FacilityTerms,
): readonly (typeof MATERIAL)[number][] => MATERIAL.filter((term) => !isSame(before[term], after[term]));

/**
 * Whether a change of terms waits for a second person. Wording and documents do not, nor does closing a tool: it can be
 * opened again, and what is lent meanwhile cannot be called back.
 */
export function changeNeedsSecond(before: FacilityTerms, after: FacilityTerms, fromFen: bigint): boolean {
  const isReopened = before.closed && !after.closed;
  if (changedTerms(before, after).length === 0 && !isReopened) return false;
  return [before.totalFen, after.totalFen].some((fen) => fen === null || fen >= fromFen);
}

/** Whether new conditions of a pool let through what the old ones would have stopped. */
export function loosens(before: PoolConditions, after: PoolConditions): boolean {
  const [old, now] = [before.singleCustomerLimitFen, after.singleCustomerLimitFen];
  return (
    after.secondPersonFromFen > before.secondPersonFromFen || (old !== null && (now === null || now > old))
  );
}

/** By value: the database keeps the keys of an object in an order of its own. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  );
}
