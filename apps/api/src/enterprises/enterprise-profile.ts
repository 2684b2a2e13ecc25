import { PROFILE_ATTRIBUTES, type FactValue, type ProfileAttribute } from '@yinqi/contracts/enterprises';
import {
  CRITERIA,
  isAttribute,
  provenanceReaches,
  type Criterion,
  type Fact,
  type Provenance,
  type SetValue,
} from '@yinqi/domain/matching';
import { CURRENCIES, type Currency, type Money } from '@yinqi/domain/money';

type ValueOfKind = {
  code: string;
  text: string;
  date: string;
  money: Money;
  basis_points: number;
  count: number;
  flag: boolean;
  set: SetValue;
};

/** What is known of an enterprise, best source first. Usable as the enterprise's part of a request's facts. */
export type EnterpriseFactSet = {
  readonly [A in ProfileAttribute]?: Fact<ValueOfKind[(typeof PROFILE_ATTRIBUTES)[A]]>;
};

/** A fact as the profile column keeps it; amounts are digit strings. */
export type StoredFact = {
  readonly value: FactValue;
  readonly source: string;
  readonly date: string;
  readonly provenance: Provenance;
};
export type StoredFacts = { readonly [A in ProfileAttribute]?: StoredFact };
export type StoredFigures = { readonly [A in ProfileAttribute]?: FactValue };

const isCurrency = (text: string): text is Currency => CURRENCIES.some((currency) => currency === text);
const PLAIN_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The closed vocabulary of an attribute, where it has one. */
export function wordsOf(attribute: ProfileAttribute): Criterion['words'] {
  if (!isAttribute(attribute)) return undefined;
  const criterion: Criterion = CRITERIA[attribute];
  return criterion.words;
}

/** The stored form as the domain reads it; undefined where the value is not of the attribute's kind. */
export function decodeValue(
  attribute: ProfileAttribute,
  value: FactValue,
): ValueOfKind[keyof ValueOfKind] | undefined {
  switch (PROFILE_ATTRIBUTES[attribute]) {
    case 'code': {
      const words = wordsOf(attribute);
      return typeof value === 'string' && (words === undefined || Object.hasOwn(words, value))
        ? value
        : undefined;
    }
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'date':
      return typeof value === 'string' && PLAIN_DATE.test(value) ? value : undefined;
    case 'money':
      return typeof value === 'object' && 'fen' in value && isCurrency(value.currency)
        ? { fen: BigInt(value.fen), currency: value.currency }
        : undefined;
    case 'basis_points':
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
    case 'set':
      return typeof value === 'object' && 'members' in value ? value : undefined;
  }
}

/** Stronger sources first, then later dates: a survey does not overwrite what a bureau verified. */
const outranks = (one: StoredFact, other: StoredFact): boolean =>
  one.provenance === other.provenance
    ? one.date > other.date
    : provenanceReaches(one.provenance, other.provenance);

/** One fact per attribute out of several accounts of the same enterprise; earlier accounts win ties. */
export function bestFacts(accounts: readonly StoredFacts[]): StoredFacts {
  const best: { [A in ProfileAttribute]?: StoredFact } = {};
  for (const account of accounts) {
    for (const attribute of namesIn(account)) {
      const fact = account[attribute];
      const known = best[attribute];
      if (fact !== undefined && (known === undefined || outranks(fact, known))) best[attribute] = fact;
    }
  }
  return best;
}

/** Attributes present in a stored record; what an older version called otherwise is left out. */
export const namesIn = (facts: StoredFacts | StoredFigures): readonly ProfileAttribute[] =>
  Object.keys(facts).filter((name): name is ProfileAttribute => Object.hasOwn(PROFILE_ATTRIBUTES, name));

export function decodeFacts(facts: StoredFacts): EnterpriseFactSet {
  const decoded: Record<string, Fact<unknown>> = {};
  for (const attribute of namesIn(facts)) {
    const fact = facts[attribute];
    const value = fact && decodeValue(attribute, fact.value);
    if (fact !== undefined && value !== undefined) decoded[attribute] = { ...fact, value };
  }
  // decodeValue answers the kind that PROFILE_ATTRIBUTES names for each attribute.
  return decoded;
}
