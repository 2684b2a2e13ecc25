import type { Attribute } from '../matching/index.js';
import { isMovable } from '../matching/moves.js';
import { adviceOn, type Advice, type Obstacle } from './advice.js';
import { criteriaRows, standing, type CriterionRow } from './criteria-rows.js';
import type { PreparedRequest } from './prepared-request.js';
import { dropExhausted, hasSlot, idsInOrder, productIn, slotOf } from './slot-reads.js';
import type { SlotTable } from './slot-table.js';
import { int, popcount } from './typed-reads.js';

export interface Blocker {
  readonly attribute: Attribute;
  /** Products that only this criterion keeps from fitting. */
  readonly count: number;
  /**
   * What an enterprise may do about it. Amounts and terms: the nearest first, lower ones before higher. Securities
   * and purposes: the most helpful first. Empty for what nobody can change.
   */
  readonly advice: readonly Advice[];
}
export interface NearMisses {
  /** Products one criterion away. */
  readonly count: number;
  /** The same, in product order; to be asked before the index changes. */
  productIds(): readonly string[];
  /** What is in the way, most products first; a product of several clauses may stand under several. */
  readonly blockers: readonly Blocker[];
}

/** How many products a criterion alone keeps away, in all and by the condition they set. */
interface Tally {
  readonly criterion: CriterionRow;
  readonly byCondition: Int32Array | undefined;
  count: number;
}

/** By product number, the slots at distance one of a product with several clauses. */
type Several = Map<number, number[]>;

/**
 * Products behind open gates about which everything is known and whose nearest clause fails in one criterion.
 * Failures are counted by bit slices, 32 slots at a time: once (`ones`), or again, which puts a slot out of reach.
 */
export function nearMisses(request: PreparedRequest, table: SlotTable): NearMisses {
  const criteria = criteriaRows(request, table);
  const once = new Int32Array(table.shape.words);
  const tallies = criteria.map((criterion): Tally => ({
    criterion,
    byCondition: isMovable(criterion.attribute)
      ? new Int32Array(criterion.member.column.conditions.length)
      : undefined,
    count: 0,
  }));
  sliceFailures(criteria, once, table);
  const several: Several = new Map();
  const alone = tally(tallies, once, several, table);
  dropSpoiled(several, criteria, table);
  const blockers = tallies
    .map((one) => blockerOf(one, several, request, table))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.attribute < b.attribute ? -1 : 1));
  return {
    count: alone + several.size,
    productIds: () =>
      idsInOrder([...slotsIn(once), ...[...several.values()].map(([first = 0]) => first)], table),
    blockers,
  };
}

/** Leaves the slots that fail in exactly one criterion with nothing undecided. */
function sliceFailures(
  criteria: readonly CriterionRow[],
  once: Int32Array,
  { arena, gates, shape }: SlotTable,
): void {
  const { words } = arena;
  const rows = Int32Array.from(criteria, ({ holds }) => holds);
  const open = Int32Array.from(criteria.flatMap((criterion) => criterion.open ?? []));
  for (let at = 0; at < shape.words; at += 1) {
    let alive = int(words, gates + at);
    for (let row = 0; row < open.length; row += 1) alive &= ~int(words, int(open, row) + at);
    let ones = 0;
    for (let row = 0; row < rows.length && alive !== 0; row += 1) {
      const fails = alive & ~int(words, int(rows, row) + at);
      alive &= ~(ones & fails);
      ones |= fails;
    }
    once[at] = alive & ones;
  }
}

/** Counts products of one clause by what they fail in, and sets the slots of others apart; returns how many. */
function tally(tallies: readonly Tally[], once: Int32Array, several: Several, table: SlotTable): number {
  const { words } = table.arena;
  const isExhausted = table.pools.anyExhausted;
  let products = 0;
  for (let at = 0; at < once.length; at += 1) {
    let found = int(once, at);
    if (found !== 0 && isExhausted) found = dropExhausted(found, at, table);
    const apart = found & int(words, table.several + at);
    for (let rest = apart; rest !== 0; rest &= rest - 1) setApart(slotOf(at, rest & -rest), several, table);
    found &= ~apart;
    once[at] = found;
    products += popcount(found);
    // Each slot fails in one criterion only: once that is found, it is done with.
    for (let one = 0; found !== 0; one += 1) {
      const found1 = tallies[one];
      if (found1 === undefined) break;
      const failing = found & ~int(words, found1.criterion.holds + at);
      if (failing === 0) continue;
      found &= ~failing;
      note(found1, failing, at);
    }
  }
  return products;
}

function note(into: Tally, failing: number, word: number): void {
  into.count += popcount(failing);
  const { byCondition } = into;
  if (byCondition === undefined) return;
  const { conditionOf } = into.criterion.member;
  for (let rest = failing; rest !== 0; rest &= rest - 1) {
    const id = int(conditionOf, slotOf(word, rest & -rest));
    byCondition[id] = int(byCondition, id) + 1;
  }
}

function setApart(slot: number, several: Several, table: SlotTable): void {
  const product = productIn(table, slot);
  const slots = several.get(product);
  if (slots === undefined) several.set(product, [slot]);
  else slots.push(slot);
}

/** A product counts by its best clause, and only if all its clauses are decided. */
function dropSpoiled(several: Several, criteria: readonly CriterionRow[], table: SlotTable): void {
  for (const product of several.keys()) {
    const spoils = (table.slotsOf[product] ?? []).some((slot) => {
      const { holds, isDecided } = standing(slot, criteria, table);
      return holds || !isDecided;
    });
    if (spoils) several.delete(product);
  }
}

function* slotsIn(bits: Int32Array): Iterable<number> {
  for (let at = 0; at < bits.length; at += 1) {
    for (let rest = int(bits, at); rest !== 0; rest &= rest - 1) yield slotOf(at, rest & -rest);
  }
}

function blockerOf(
  { criterion, byCondition, count }: Tally,
  several: Several,
  { facts }: PreparedRequest,
  { arena, context }: SlotTable,
): Blocker {
  const { attribute, holds, member } = criterion;
  const { conditions } = member.column;
  const obstacles: Obstacle[] = [];
  for (let id = 0; byCondition !== undefined && id < byCondition.length; id += 1) {
    const condition = conditions[id];
    const products = int(byCondition, id);
    if (products > 0 && condition) obstacles.push({ conditions: [condition], products });
  }
  let others = 0;
  for (const slots of several.values()) {
    const failing = slots.filter((slot) => !hasSlot(arena.words, holds, slot));
    if (failing.length === 0) continue;
    others += 1;
    const alternatives = failing.flatMap((slot) => conditions[int(member.conditionOf, slot)] ?? []);
    obstacles.push({ conditions: alternatives, products: 1 });
  }
  return { attribute, count: count + others, advice: adviceOn(attribute, obstacles, facts, context) };
}
