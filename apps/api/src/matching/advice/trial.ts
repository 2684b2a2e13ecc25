import type { Trial, TriedMatches } from '@yinqi/contracts/match-advice';
import type { MatchIndex } from '@yinqi/domain/engine';
import { bestClause, explain, type RequestFacts } from '@yinqi/domain/matching';
import type { RequestRow } from '../../financing-requests/financing-requests.public.js';
import { byFit } from '../results/fit-order.js';
import type { Catalogue, CatalogueEntry } from '../catalogue/match-catalogue.js';
import { contextOn } from '../match-context.js';
import { lineOf } from '../catalogue/product-line.js';

const MOVED_SHOWN = 10;
const BEST_SHOWN = 5;

/** The request as it would be saved with the changes of a trial. */
export const triedRow = (request: RequestRow, trial: Trial): RequestRow => ({
  ...request,
  amountFen: trial.amountFen === undefined ? request.amountFen : BigInt(trial.amountFen),
  termMonths: trial.termMonths ?? request.termMonths,
  collateral: trial.collateral ?? request.collateral,
  exportCreditInsured:
    trial.exportCreditInsured === undefined ? request.exportCreditInsured : trial.exportCreditInsured,
  parentGuarantee: trial.parentGuarantee === undefined ? request.parentGuarantee : trial.parentGuarantee,
});

type Tried = Omit<TriedMatches, 'requestId' | 'asOf'>;
type Sides = { readonly before: RequestFacts; readonly after: RequestFacts; readonly asOf: string };
/** What a request would gain and lose; both sides are matched now, whatever was stored before. */
export function triedMatches(index: MatchIndex, catalogue: Catalogue, sides: Sides): Tried {
  const request = index.prepare(sides.before);
  const { before, after, gained, lost } = index.whatIf(request, sides.after);
  const { top } = index.rank(index.prepare(sides.after));
  const scores = new Map(top.map(({ productId, score }) => [productId, score]));
  const won = gained.map((productId) => ({ productId, score: scores.get(productId) ?? null })).sort(byFit);
  const isNew = new Set(gained);
  return {
    before,
    after,
    gained: {
      total: gained.length,
      items: won
        .slice(0, MOVED_SHOWN)
        .flatMap(({ productId, score }) =>
          listed(catalogue, productId, (entry) => ({ ...lineOf(entry), score })),
        ),
    },
    lost: {
      total: lost.length,
      items: lost.slice(0, MOVED_SHOWN).flatMap((productId) =>
        listed(catalogue, productId, (entry) => ({
          ...lineOf(entry),
          ...obstacleOf(entry, sides),
        })),
      ),
    },
    best: top.slice(0, BEST_SHOWN).flatMap(({ productId, score }) =>
      listed(catalogue, productId, (entry) => ({
        ...lineOf(entry),
        score,
        isGained: isNew.has(productId),
      })),
    ),
  };
}

function listed<T>({ entries }: Catalogue, productId: string, view: (entry: CatalogueEntry) => T): T[] {
  const entry = entries.get(productId);
  return entry ? [view(entry)] : [];
}

/** Why it would no longer fit: the first condition in the way, in the alternative that fits best. */
function obstacleOf({ match }: CatalogueEntry, { after, asOf }: Sides) {
  const { verdict, clauses } = explain(after, match, contextOn(asOf));
  const best = bestClause(clauses)?.clause;
  const clause = clauses.find(({ index }) => index === best);
  const atom = clause?.atoms.find(({ truth }) => truth !== 'true');
  return { verdict, because: atom?.text ?? null };
}
