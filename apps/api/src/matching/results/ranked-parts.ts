import { completeFacts, scoreClause, type Contributions, type RequestFacts } from '@yinqi/domain/matching';
import type { CatalogueEntry } from '../catalogue/catalogue-entry.js';
import { contextOn, POLICY } from '../match-context.js';
import type { StoredVerdict } from './stored-match.js';

/**
 * What a stored score is made of, from the present inputs; nothing where these no longer add up to it, as happens
 * while the next result is on its way.
 */
export function contributionsOf(
  { score, clause }: Pick<StoredVerdict, 'score' | 'clause'>,
  { match }: CatalogueEntry,
  facts: RequestFacts,
  asOf: string,
): Contributions | null {
  const terms = clause === null ? undefined : match.clauses[clause];
  if (terms === undefined) return null;
  const context = contextOn(asOf);
  const { total, contributions } = scoreClause(completeFacts(facts, context), match, terms, context, POLICY);
  return total === score ? contributions : null;
}
