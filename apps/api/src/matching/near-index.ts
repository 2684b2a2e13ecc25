import { MatchIndex } from '@yinqi/domain/engine';
import type { Catalogue } from './match-catalogue.js';
import { contextOn, POLICY } from './match-context.js';

const indexes = new WeakMap<Catalogue, { readonly asOf: string; readonly index: MatchIndex }>();

/** The index of a catalogue on a day, kept as long as the catalogue. */
export function indexOn(catalogue: Catalogue, asOf: string): MatchIndex {
  const kept = indexes.get(catalogue);
  if (kept?.asOf === asOf) return kept.index;
  const products = [...catalogue.entries.values()].map(({ match }) => match);
  const index = new MatchIndex(products, contextOn(asOf), POLICY);
  indexes.set(catalogue, { asOf, index });
  return index;
}
