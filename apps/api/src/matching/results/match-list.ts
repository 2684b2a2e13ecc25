import type { MatchItem, RequestMatches } from '@yinqi/contracts/matching';
import { bestClause, completeFacts, evaluate, explain, VERDICTS, type Verdict } from '@yinqi/domain/matching';
import { byFit } from './fit-order.js';
import type { CatalogueEntry } from '../catalogue/match-catalogue.js';
import { contextOn } from '../match-context.js';
import type { OpenedMatch } from './match-reader.js';
import { contributionsOf } from './ranked-parts.js';
import type { StoredVerdict } from './stored-match.js';

/** Per verdict; beyond it the counts say how many there are. */
const SHOWN = 50;

type Counted = {
  readonly line: StoredVerdict;
  readonly entry: CatalogueEntry;
  readonly met: number;
  readonly total: number;
};

/** Products that fit go by fit, the others by how few conditions are in the way. */
const orderOf = (verdict: Verdict) => (a: Counted, b: Counted) =>
  (verdict === 'eligible' ? 0 : a.total - a.met - (b.total - b.met)) || byFit(a.line, b.line);

/** The stored lines of a verdict; what does not fit is the rest of the catalogue, if that is still the one judged. */
function linesOf({ stored, current, catalogue }: OpenedMatch, verdict: Verdict): StoredVerdict[] {
  if (verdict !== 'ineligible') return stored.verdicts.filter((line) => line.verdict === verdict);
  if (!current) return [];
  const listed = new Set(stored.verdicts.map(({ productId }) => productId));
  return [...catalogue.entries.values()]
    .filter(({ product }) => !listed.has(product.id))
    .map(({ product }) => ({
      productId: product.id,
      verdict,
      score: null,
      clause: null,
    }));
}

function countedOf(opened: OpenedMatch, verdict: Verdict): Counted[] {
  const { stored, facts, catalogue } = opened;
  const context = contextOn(stored.asOf);
  const known = completeFacts(facts, context);
  return linesOf(opened, verdict).flatMap((line) => {
    // A product withdrawn since is gone from the catalogue; the next result will not know it either.
    const entry = catalogue.entries.get(line.productId);
    if (!entry) return [];
    const best = bestClause(evaluate(known, entry.match, context).clauses, line.clause ?? undefined);
    return [{ line, entry, met: best?.met ?? 0, total: best?.total ?? 0 }];
  });
}

function itemOf({ line, entry, met, total }: Counted, { stored, facts }: OpenedMatch): MatchItem {
  const { product, facility } = entry;
  // Only these verdicts say why on the closed row; the others are explained when a row is opened.
  const says = line.verdict === 'needs_information' || line.verdict === 'unavailable';
  const { missing = [], gates = [] } = says ? explain(facts, entry.match, contextOn(stored.asOf)) : {};
  return {
    productId: product.id,
    productVersion: product.version,
    productName: product.name,
    productNameEn: product.nameEn,
    bank: {
      id: product.bankId,
      name: product.bankName,
      nameEn: product.bankNameEn,
      type: product.bankType,
    },
    facilityName: facility.name,
    facilityNameEn: facility.nameEn,
    rateFromBp: product.terms.rateFromBp,
    rateToBp: product.terms.rateToBp,
    verdict: line.verdict,
    met,
    total,
    score: line.score,
    contributions: contributionsOf(line, entry, facts, stored.asOf),
    missing: line.verdict === 'needs_information' ? [...missing] : [],
    closedGates:
      line.verdict === 'unavailable'
        ? gates.filter(({ open }) => !open).map(({ gate, text }) => ({ gate, text }))
        : [],
  };
}

/** The list an enterprise reads: eligible, needs information, ineligible and unavailable, each best first. */
export function listOfMatches(requestId: string, opened: OpenedMatch): RequestMatches {
  const { stored, current } = opened;
  const items = VERDICTS.flatMap((verdict) =>
    countedOf(opened, verdict)
      .sort(orderOf(verdict))
      .slice(0, SHOWN)
      .map((counted) => itemOf(counted, opened)),
  );
  // Products that came or went since fit nobody here, or the result would not be current.
  const judged = current ? opened.catalogue.entries.size : stored.judgedCount;
  const {
    eligibleCount: eligible,
    needsInformationCount: needsInformation,
    unavailableCount: unavailable,
  } = stored;
  return {
    requestId,
    state: current ? 'current' : 'running',
    asOf: stored.asOf,
    computedAt: stored.computedAt,
    policyVersion: stored.policyVersion,
    engineVersion: stored.engineVersion,
    counts: {
      eligible,
      needsInformation,
      unavailable,
      ineligible: judged - eligible - needsInformation - unavailable,
    },
    items,
  };
}

/** Before the first result: under way for an open request, none for a draft. */
export const noMatches = (requestId: string, state: 'running' | 'none'): RequestMatches => ({
  requestId,
  state,
  asOf: null,
  computedAt: null,
  policyVersion: null,
  engineVersion: null,
  counts: { eligible: 0, needsInformation: 0, unavailable: 0, ineligible: 0 },
  items: [],
});
