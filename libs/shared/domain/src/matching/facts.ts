import type { Money } from '../money/index.js';
import type { Attribute, CRITERIA } from './criteria.js';

/** Where a value comes from, weakest first: a rule may ask for at least one of these. */
export const PROVENANCES = ['declared', 'documented', 'verified', 'official'] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** A calendar day, YYYY-MM-DD. */
export type IsoDate = string;

/** A value with what an explanation must say about it. */
export interface Fact<T> {
  readonly value: T;
  /** Where it was read, as shown to people: a sheet and row, a register, a form. */
  readonly source: string;
  readonly date: IsoDate;
  readonly provenance: Provenance;
}

/** Known members; `complete` says that what is absent is known to be absent. */
export interface SetValue {
  readonly members: readonly string[];
  readonly complete: boolean;
}

interface ValueOfKind {
  hierarchy: string;
  'one-of': string;
  'set-any': SetValue;
  'set-all': SetValue;
  money: Money;
  quantity: number;
  flag: boolean;
}
export type FactValue = ValueOfKind[keyof ValueOfKind];
export type ValueOf<A extends Attribute> = ValueOfKind[(typeof CRITERIA)[A]['kind']];

/** What is known of one request and its enterprise; an absent attribute is unknown. */
export type RequestFacts = {
  readonly [A in Attribute]?: Fact<ValueOf<A>>;
} & {
  /** No criterion of its own: the years in business follow from it. */
  readonly foundedOn?: Fact<IsoDate>;
};

/** Whether a value's provenance reaches what a rule asks for. */
export const provenanceReaches = (actual: Provenance, required: Provenance): boolean =>
  PROVENANCES.indexOf(actual) >= PROVENANCES.indexOf(required);

const DAY_MS = 86_400_000;

/** Whole days from one calendar day to a later one; negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
