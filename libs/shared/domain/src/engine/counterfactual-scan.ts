import type { Counterfactual, RequestFacts } from '../matching/index.js';
import { compareCosts } from '../matching/index.js';
import { canMove } from '../matching/moves.js';
import { criteriaRows, standing, type CriterionRow } from './criteria-rows.js';
import type { PreparedRequest } from './prepared-request.js';
import { RECORD, RECORD_WORDS } from './records.js';
import { hasSlot, productIn } from './slot-reads.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';
import { waysInto, type Way } from './ways.js';

/** Products that at most two changes would win. */
export interface Counterfactuals {
  readonly count: number;
  /** How many of them a single change would win. */
  readonly byOneChange: number;
  /** Those that ask least of the enterprise first, ties in product order. */
  readonly best: readonly Counterfactual[];
}

/** The smallest change for every product that has one, ranked as the definition ranks them. */
export function counterfactuals(request: PreparedRequest, table: SlotTable, limit: number): Counterfactuals {
  const { facts } = request;
  const rows = criteriaRows(request, table);
  const candidates = candidateWords(rows, facts, table);
  const { words } = table.arena;
  const ways = waysInto(candidates, rows, facts, { words, context: table.context });
  const counted = new Set<number>();
  const best: Counterfactual[] = [];
  let [count, byOneChange] = [0, 0];
  for (const equal of runsOfEqualCost(ways)) {
    const won = wonBy(equal, table).filter(({ slot }) => isFirstAndNew(slot, counted, rows, table));
    count += won.length;
    if (equal[0]?.changes.length === 1) byOneChange += won.length;
    for (const { slot, way } of won.slice(0, limit - best.length)) {
      best.push({ productId: table.products[productIn(table, slot)]?.id ?? '', changes: way.changes });
    }
  }
  return { count, byOneChange, best };
}

/** Slots that fail only in what can be moved, with nothing undecided. */
function candidateWords(rows: readonly CriterionRow[], facts: RequestFacts, table: SlotTable): Int32Array {
  const { arena, gates, shape } = table;
  const { words } = arena;
  const isFixed = ({ attribute }: CriterionRow) => !canMove(attribute, facts);
  const open = Int32Array.from(rows.flatMap((row) => row.open ?? []));
  const fixed = Int32Array.from(rows.filter(isFixed), ({ holds }) => holds);
  const movable = Int32Array.from(
    rows.filter((row) => !isFixed(row)),
    ({ holds }) => holds,
  );
  const found = new Int32Array(shape.words);
  for (let at = 0; at < shape.words; at += 1) {
    let alive = int(words, gates + at);
    for (let row = 0; row < fixed.length && alive !== 0; row += 1) alive &= int(words, int(fixed, row) + at);
    for (let row = 0; row < open.length && alive !== 0; row += 1) alive &= ~int(words, int(open, row) + at);
    if (alive === 0) continue;
    let [ones, twos] = [0, 0];
    // Each criterion asks for one change at least, and three describe another request.
    for (let row = 0; row < movable.length; row += 1) {
      const fails = alive & ~int(words, int(movable, row) + at);
      alive &= ~(twos & fails);
      twos |= ones & fails;
      ones |= fails;
    }
    found[at] = alive & ones;
  }
  return found;
}

function* runsOfEqualCost(ways: readonly Way[]): Iterable<readonly Way[]> {
  let run: Way[] = [];
  for (const way of ways) {
    const [first] = run;
    if (first !== undefined && compareCosts(first.cost, way.cost) !== 0) {
      yield run;
      run = [];
    }
    run.push(way);
  }
  yield run;
}

/** Slots with their way, in product order; of one product the first clause first. */
function wonBy(ways: readonly Way[], { arena, records }: SlotTable) {
  const field = (slot: number, word: number) => int(arena.words, records + slot * RECORD_WORDS + word);
  return ways
    .flatMap((way) => way.slots.map((slot) => ({ slot, way, rank: field(slot, RECORD.rank) })))
    .sort((a, b) => a.rank - b.rank || field(a.slot, RECORD.clause) - field(b.slot, RECORD.clause));
}

/** A product of several clauses counts once, by what asks least, and not at all if it fits already. */
function isFirstAndNew(
  slot: number,
  counted: Set<number>,
  rows: readonly CriterionRow[],
  table: SlotTable,
): boolean {
  if (!hasSlot(table.arena.words, table.several, slot)) return true;
  const product = productIn(table, slot);
  if (counted.has(product)) return false;
  counted.add(product);
  return !(table.slotsOf[product] ?? []).some((other) => standing(other, rows, table).holds);
}
