import type { NearMisses } from '@yinqi/contracts/match-advice';
import type { MatchIndex } from '@yinqi/domain/engine';
import type { RequestFacts } from '@yinqi/domain/matching';
import { blockersOf } from './blockers.js';
import { changeView } from './change-view.js';
import type { Catalogue } from './match-catalogue.js';
import { lineOf } from './product-line.js';

/** Per request; beyond it the counts say how many there are. */
const ITEMS_SHOWN = 50;

/** What is one criterion away and what is in the way; and what one or two changes would win, the least first. */
export function nearMissesOf(
  index: MatchIndex,
  { entries }: Catalogue,
  facts: RequestFacts,
): Omit<NearMisses, 'requestId' | 'asOf'> {
  const request = index.prepare(facts);
  const near = index.nearMisses(request);
  const { count, byOneChange, best } = index.counterfactuals(request, ITEMS_SHOWN);
  return {
    products: near.count,
    blockers: blockersOf(near.blockers, facts),
    changeable: { one: byOneChange, two: count - byOneChange },
    items: best.flatMap(({ productId, changes }) => {
      const entry = entries.get(productId);
      return entry ? [{ ...lineOf(entry), changes: changes.map((change) => changeView(change, facts)) }] : [];
    }),
  };
}
