import {
  PROFILE_ATTRIBUTES,
  type Enterprise,
  type FactValue,
  type ProfileAttribute,
} from '@yinqi/contracts/enterprises';
import { PARTS } from './fact-text.js';

/** What a bureau may enter: region and industry stand in the registration, lists are kept elsewhere. */
export const ENTERED = Object.values(PARTS)
  .flat()
  .filter((attribute) => !['region', 'industry', 'enterpriseLists'].includes(attribute));

/** As typed: text, or whole fen for amounts; an empty string says nothing. */
export type Entry = string | bigint;
export type Entries = { readonly [A in ProfileAttribute]?: Entry };

const BASIS_POINTS = 100;

/** What the bureau itself has entered; what others declare is not hers to save. */
export function entriesOf(enterprise: Enterprise): Entries {
  return Object.fromEntries(
    enterprise.facts
      .filter(({ provenance }) => provenance === 'verified')
      .map(({ attribute, value }) => [attribute, entryOf(attribute, value)]),
  );
}

function entryOf(attribute: ProfileAttribute, value: FactValue): Entry {
  if (typeof value === 'object') return 'fen' in value ? BigInt(value.fen) : '';
  if (typeof value === 'number' && PROFILE_ATTRIBUTES[attribute] === 'basis_points')
    return String(value / BASIS_POINTS);
  return String(value);
}

/** The value to send, null for none; undefined where what was typed cannot be read. */
export function valueOfEntry(
  attribute: ProfileAttribute,
  entry: Entry | undefined,
): FactValue | null | undefined {
  if (entry === undefined || entry === '') return null;
  if (typeof entry === 'bigint') return { fen: String(entry), currency: 'CNY' };
  const text = entry.trim();
  switch (PROFILE_ATTRIBUTES[attribute]) {
    case 'count':
      return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
    case 'basis_points':
      return /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * BASIS_POINTS) : undefined;
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
    case 'flag':
      return text === 'true';
    case 'code':
    case 'text':
    case 'money':
    case 'set':
      return text;
  }
}
