import type { Attribute } from '../matching/index.js';
import { canMove } from '../matching/moves.js';
import { BLOCK_WORDS } from './bitmap-rows.js';
import { adviceOn, type Advice, type Obstacles } from './advice.js';
import { criteriaRows, standing, type CriterionRow } from './criteria-rows.js';
import type { PreparedRequest } from './prepared-request.js';
import { hasSlot, idsInOrder, productIn, slotOf } from './slot-reads.js';
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

/** How many products of one clause each criterion alone keeps away, and by which of its conditions. */
interface Tally {
  readonly counts: Int32Array;
  /** Only of criteria that lead to advice. */
  readonly byCondition: readonly (Int32Array | undefined)[];
}
/** By product number, the slots at distance one of a product with several clauses. */
type Several = Map<number, number[]>;

/**
 * Products behind open gates about which everything is known and whose nearest clause fails in one criterion,
 * found by bit slices, 32 slots at a time.
 */
export function nearMisses(request: PreparedRequest, table: SlotTable): NearMisses {
  const criteria = criteriaRows(request, table);
  const tally: Tally = {
    counts: new Int32Array(criteria.length),
    byCondition: criteria.map(({ attribute, member }) =>
      canMove(attribute, request.facts) ? new Int32Array(member.column.conditions.length) : undefined,
    ),
  };
  const several = countFailures(criteria, tally, table);
  const blockers = criteria
    .map((criterion, at) => {
      const found = { count: int(tally.counts, at), products: tally.byCondition[at] };
      return blockerOf(criterion, found, several, request, table);
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.attribute < b.attribute ? -1 : 1));
  return {
    count: tally.counts.reduce((sum, count) => sum + count, several.size),
    productIds: () => idsOf(criteria, several, table),
    blockers,
  };
}

/** Visits words with slots that fail in exactly one criterion, with nothing undecided. */
function eachNear(
  criteria: readonly CriterionRow[],
  { arena, gates, shape }: SlotTable,
  visit: (at: number, slots: number) => void,
): void {
  const { words } = arena;
  const rows = Int32Array.from(criteria, ({ holds }) => holds);
  const open = Int32Array.from(criteria.flatMap((criterion) => criterion.open ?? []));
  for (let part = 0; part < shape.summaryWords; part += 1) {
    // A block in which two criteria hold nowhere has nobody who fails once.
    const summary = shape.words + part;
    let blocks = int(words, gates + summary);
    let empty = 0;
    for (let row = 0; row < rows.length && blocks !== 0; row += 1) {
      const fails = blocks & ~int(words, int(rows, row) + summary);
      blocks &= ~(empty & fails);
      empty |= fails;
    }
    for (; blocks !== 0; blocks &= blocks - 1) {
      const first = slotOf(part, blocks & -blocks) * BLOCK_WORDS;
      // Two words at once: what a row costs to look up is then paid once for both.
      for (let at = first; at < first + BLOCK_WORDS; at += 2) {
        let [left, right] = [int(words, gates + at), int(words, gates + at + 1)];
        for (let row = 0; row < open.length; row += 1) {
          const here = int(open, row) + at;
          left &= ~int(words, here);
          right &= ~int(words, here + 1);
        }
        let [leftOnce, rightOnce] = [0, 0];
        for (let row = 0; row < rows.length && (left | right) !== 0; row += 1) {
          const here = int(rows, row) + at;
          const leftFails = left & ~int(words, here);
          const rightFails = right & ~int(words, here + 1);
          // Failing again puts a slot out of reach: most of a catalogue is settled by its first few criteria.
          left &= ~(leftOnce & leftFails);
          right &= ~(rightOnce & rightFails);
          leftOnce |= leftFails;
          rightOnce |= rightFails;
        }
        if ((left & leftOnce) !== 0) visit(at, left & leftOnce);
        if ((right & rightOnce) !== 0) visit(at + 1, right & rightOnce);
      }
    }
  }
}

function countFailures(criteria: readonly CriterionRow[], tally: Tally, table: SlotTable): Several {
  const { words } = table.arena;
  const { counts, byCondition } = tally;
  const rows = Int32Array.from(criteria, ({ holds }) => holds);
  const conditionOf = criteria.map(({ member }) => member.conditionOf);
  const several: Several = new Map();
  eachNear(criteria, table, (at, slots) => {
    const apart = slots & int(words, table.several + at);
    if (apart !== 0) setApart(apart, at, several, table);
    let found = slots & ~apart;
    // Each slot fails in one criterion only: once that is found, it is done with.
    for (let row = 0; row < rows.length && found !== 0; row += 1) {
      const fails = found & ~int(words, int(rows, row) + at);
      if (fails === 0) continue;
      found &= ~fails;
      counts[row] = int(counts, row) + popcount(fails);
      const into = byCondition[row];
      const conditions = conditionOf[row];
      if (into !== undefined && conditions !== undefined) countConditions(fails, at, conditions, into);
    }
  });
  dropSpoiled(several, criteria, table);
  return several;
}

function countConditions(fails: number, word: number, conditionOf: Int32Array, into: Int32Array): void {
  for (let rest = fails; rest !== 0; rest &= rest - 1) {
    const id = int(conditionOf, slotOf(word, rest & -rest));
    into[id] = int(into, id) + 1;
  }
}

function setApart(slots: number, word: number, several: Several, table: SlotTable): void {
  for (let rest = slots; rest !== 0; rest &= rest - 1) {
    const slot = slotOf(word, rest & -rest);
    const product = productIn(table, slot);
    const known = several.get(product);
    if (known === undefined) several.set(product, [slot]);
    else known.push(slot);
  }
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

function idsOf(criteria: readonly CriterionRow[], several: Several, table: SlotTable): string[] {
  const slots = [...several.values()].map(([first = 0]) => first);
  eachNear(criteria, table, (at, found) => {
    const alone = found & ~int(table.arena.words, table.several + at);
    for (let rest = alone; rest !== 0; rest &= rest - 1) slots.push(slotOf(at, rest & -rest));
  });
  return idsInOrder(slots, table);
}

function blockerOf(
  { attribute, holds, member }: CriterionRow,
  alone: { readonly count: number; readonly products: Int32Array | undefined },
  several: Several,
  { facts }: PreparedRequest,
  { arena, context }: SlotTable,
): Blocker {
  const { conditions } = member.column;
  const { products } = alone;
  let { count } = alone;
  const others: (readonly number[])[] = [];
  for (const slots of several.values()) {
    const failing = slots.filter((slot) => !hasSlot(arena.words, holds, slot));
    if (failing.length === 0) continue;
    count += 1;
    others.push(failing.map((slot) => int(member.conditionOf, slot)));
  }
  if (products === undefined || count === 0) return { attribute, count, advice: [] };
  const obstacles: Obstacles = { conditions, products, others };
  return { attribute, count, advice: adviceOn(attribute, obstacles, facts, context) };
}
