import type { Clause, Hierarchy, MatchContext, MatchProduct } from '../matching/index.js';
import { byCodeUnits } from '../matching/match.js';
import { BLOCK_SLOTS } from './bitmap-rows.js';

export interface PlacedClause {
  readonly product: MatchProduct;
  readonly clause: Clause;
  readonly index: number;
}

interface Located extends PlacedClause {
  /** The innermost place that holds all the clause names, as a path. */
  readonly place: string;
  readonly rate: number;
  readonly longest: number;
}

/**
 * The order of clauses in the index. Only speed depends on it: a request passes over blocks of slots none of which
 * can fit it. Clauses are sorted by place, nationwide ones first; within a place into runs of similar rates, and
 * within a run by the longest term, so that the same requests are turned away by whole blocks.
 */
export function clustered(
  products: readonly MatchProduct[],
  { hierarchies }: MatchContext,
): readonly PlacedClause[] {
  const located = products.flatMap((product) =>
    product.clauses.map((clause, index) => ({
      ...{ product, clause, index },
      place: placeOf(clause, hierarchies.region),
      rate: boundOf(clause, 'rateCeilingBp', 0),
      longest: boundOf(clause, 'termMonths', Infinity),
    })),
  );
  const byRate = located.sort(
    (a, b) => byCodeUnits(a.place, b.place) || ascending(a.rate, b.rate) || inCatalogue(a, b),
  );
  const ordered: Located[] = [];
  for (let from = 0; from < byRate.length; from = ordered.length) {
    let to = from + 1;
    while (to < byRate.length && byRate[to]?.place === byRate[from]?.place) to += 1;
    const length = BLOCK_SLOTS * Math.ceil(Math.sqrt((to - from) / BLOCK_SLOTS));
    for (let run = from; run < to; run += length) {
      const similar = byRate.slice(run, Math.min(to, run + length));
      ordered.push(...similar.sort((a, b) => ascending(b.longest, a.longest) || inCatalogue(a, b)));
    }
  }
  return ordered;
}

const ascending = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

const inCatalogue = (a: PlacedClause, b: PlacedClause): number =>
  byCodeUnits(a.product.id, b.product.id) || a.index - b.index;

/** The lowest rate ceiling or the longest term that a clause lets pass. */
function boundOf(clause: Clause, attribute: 'rateCeilingBp' | 'termMonths', unbounded: number): number {
  for (const atom of clause) {
    if (atom.attribute !== attribute) continue;
    if (atom.op === 'between') return Number(atom.operand[attribute === 'termMonths' ? 'max' : 'min']);
    if (atom.op === (attribute === 'termMonths' ? 'lte' : 'gte')) return Number(atom.operand);
  }
  return unbounded;
}

function placeOf(clause: Clause, regions: Hierarchy): string {
  for (const atom of clause) {
    if (atom.attribute !== 'region' || atom.op !== 'within') continue;
    const [first = [], ...others] = atom.operand.map((code) => regions.path(code));
    const common = first.filter((node, level) => others.every((path) => path[level] === node));
    return common.join('/');
  }
  return '';
}
