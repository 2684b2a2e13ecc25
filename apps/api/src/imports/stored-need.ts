import { SURVEY_FIELDS, type SurveyNeed } from '@yinqi/domain/survey';
import type { Money } from '@yinqi/domain/money';

type Stored<T> = T extends bigint
  ? string
  : T extends Money
    ? { readonly fen: string; readonly currency: string }
    : T;

/** A need as JSON keeps it: amounts as digit strings. */
export type StoredNeed = { readonly [F in keyof SurveyNeed]: Stored<SurveyNeed[F]> };

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'fen' in value;

function stored(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return isMoney(value) ? { fen: String(value.fen), currency: value.currency } : value;
}

export function encodeNeed(need: SurveyNeed): StoredNeed {
  // Every field goes through `stored`, whose answer is the type of StoredNeed.
  return Object.fromEntries(SURVEY_FIELDS.map((field) => [field, stored(need[field])])) as StoredNeed;
}

const isStoredMoney = (value: unknown): value is Stored<Money> =>
  typeof value === 'object' && value !== null && 'fen' in value;

function read(field: string, value: unknown): unknown {
  if (typeof value === 'string' && field.endsWith('Fen')) return BigInt(value);
  return isStoredMoney(value) ? { fen: BigInt(value.fen), currency: value.currency } : value;
}

/** The inverse of `encodeNeed`: fields in whole fen are named so. */
export function decodeNeed(need: StoredNeed): SurveyNeed {
  const values = SURVEY_FIELDS.map((field) => [field, read(field, need[field] ?? null)] as const);
  // Written by encodeNeed only.
  return Object.fromEntries(values) as unknown as SurveyNeed;
}
