import type { NearMisses } from '@yinqi/contracts/match-advice';
import type { MatchIndex } from '@yinqi/domain/engine';
import type { Collateral, RequestFacts } from '@yinqi/domain/matching';
import { blockersOf } from './blockers.js';
import { changeView } from './change-view.js';
import { withoutDenied } from './denied-securities.js';
import type { Catalogue } from '../catalogue/match-catalogue.js';
import { contextOn } from '../match-context.js';
import { lineOf } from '../catalogue/product-line.js';

/** Per request; beyond it the counts say how many there are. */
const ITEMS_SHOWN = 50;

type Advised = {
  readonly facts: RequestFacts;
  readonly denied: readonly Collateral[];
  readonly asOf: string;
};

/** What is one criterion away and what is in the way; and what one or two changes would win, the least first. */
export function nearMissesOf(
  index: MatchIndex,
  { entries }: Catalogue,
  { facts, denied, asOf }: Advised,
): Omit<NearMisses, 'requestId' | 'asOf'> {
  const request = index.prepare(facts);
  const near = index.nearMisses(request);
  const context = contextOn(asOf);
  const winnable = index.counterfactuals(request, entries.size).best.flatMap((found) => {
    const entry = entries.get(found.productId);
    const changes = entry && withoutDenied(found.changes, { facts, product: entry.match, context, denied });
    return entry && changes ? [{ entry, changes }] : [];
  });
  const one = winnable.filter(({ changes }) => changes.length === 1).length;
  return {
    products: near.count,
    blockers: blockersOf(near.blockers, facts, denied),
    changeable: { one, two: winnable.length - one },
    items: winnable.slice(0, ITEMS_SHOWN).map(({ entry, changes }) => ({
      ...lineOf(entry),
      changes: changes.map((change) => changeView(change, facts)),
    })),
  };
}
