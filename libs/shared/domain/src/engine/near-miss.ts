import type { Attribute, Magnitude } from '../matching/index.js';
import { criterionOf } from '../matching/index.js';
import type { Row } from './bitmap-rows.js';
import type { PreparedRequest } from './prepared-request.js';
import { RECORD, RECORD_WORDS } from './records.js';
import type { SlotTable } from './slot-table.js';
import { codesToAdd, thresholdsOf, type Obstacle } from './thresholds.js';
import { int, popcount } from './typed-reads.js';

/** A value an enterprise may really move to, and how many products it would add on its own. */
export interface Threshold {
  readonly to: Magnitude;
  readonly adds: number;
}
/** A security it may offer beside the others, likewise. */
export interface CodeToAdd {
  readonly code: string;
  readonly adds: number;
}
export interface Blocker {
  readonly attribute: Attribute;
  /** Products that only this criterion keeps from fitting. */
  readonly count: number;
  /** For amount and term; the nearest value first on either side of the present one. */
  readonly thresholds: readonly Threshold[];
  /** For collateral and guarantees; the most helpful first. */
  readonly codes: readonly CodeToAdd[];
}
export interface NearMisses {
  /** Products one criterion away, in product order; to be asked before the index changes. */
  productIds(): readonly string[];
  /** What is in the way, most products first; a product of several clauses may stand under several. */
  readonly blockers: readonly Blocker[];
}

interface Criterion {
  readonly attribute: Attribute;
  readonly row: Row;
  /** Word offset of slots with an undecided atom; undefined where there are none. */
  readonly open: number | undefined;
}

/**
 * Products behind open gates about which everything is known and whose nearest clause fails in one criterion,
 * counted by bit slices: a slot fails once (`ones`), or more often (`twos`).
 */
export function nearMisses(request: PreparedRequest, table: SlotTable): NearMisses {
  const criteria = table.singles.map((group): Criterion => {
    const row = group.rowOf(request.facts);
    const attribute = group.members[0]?.column.attribute ?? 'amount';
    return { attribute, row, open: row.open ? group.openOf(row) : undefined };
  });
  const slices = sliceFailures(criteria, table);
  dropExhausted(slices.once, table);
  const several = takeSeveral(slices, table);
  const blockers = criteria
    .map((criterion) => blockerOf(criterion, slices.once, several, request, table))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.attribute < b.attribute ? -1 : 1));
  return { productIds: () => idsOf(slices.once, several, table), blockers };
}

interface Slices {
  /** Slots at distance one, at distance zero, and with anything undecided, of products behind open gates. */
  readonly once: Int32Array;
  readonly never: Int32Array;
  readonly open: Int32Array;
}

function sliceFailures(criteria: readonly Criterion[], { arena, gates, shape }: SlotTable): Slices {
  const { words } = arena;
  const length = shape.words;
  const ones = new Int32Array(length);
  const twos = new Int32Array(length);
  const open = new Int32Array(length);
  // Criterion by criterion: each pass streams through one bitmap.
  for (const { row, open: undecided } of criteria) {
    const { holds } = row;
    for (let at = 0; at < length; at += 1) {
      const fails = ~int(words, holds + at);
      twos[at] = int(twos, at) | (int(ones, at) & fails);
      ones[at] = int(ones, at) | fails;
    }
    if (undecided === undefined) continue;
    for (let at = 0; at < length; at += 1) open[at] = int(open, at) | int(words, undecided + at);
  }
  for (let at = 0; at < length; at += 1) {
    const live = int(words, gates + at);
    const failing = int(ones, at);
    ones[at] = live & failing & ~int(twos, at) & ~int(open, at);
    twos[at] = live & ~failing;
  }
  return { once: ones, never: twos, open };
}

const has = (words: Int32Array, row: number, slot: number): boolean =>
  (int(words, row + (slot >> 5)) & (1 << (slot & 31))) !== 0;

const slotOf = (word: number, bit: number): number => (word << 5) + 31 - Math.clz32(bit);

/** The quota gate is no bitmap: a drawdown writes one number, and whoever reads slots compares it. */
function dropExhausted(once: Int32Array, { arena, records, shape, pools }: SlotTable): void {
  if (!pools.anyExhausted) return;
  for (let at = 0; at < shape.words; at += 1) {
    let kept = int(once, at);
    for (let rest = kept; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const pool = int(arena.words, records + slotOf(at, bit) * RECORD_WORDS + RECORD.pool);
      if (pools.isExhausted(pool)) kept &= ~bit;
    }
    once[at] = kept;
  }
}

/** By product number, slots of products with several clauses. */
type Several = ReadonlyMap<number, readonly number[]>;

/** Moves them out of the bitmap: such a product counts by its best clause, and only if all are decided. */
function takeSeveral(
  { once, never, open }: Slices,
  { arena, records, shape, several, slotsOf }: SlotTable,
): Several {
  const found = new Map<number, number[]>();
  const spoils = (slot: number) => has(never, 0, slot) || has(open, 0, slot);
  for (let at = 0; at < shape.words; at += 1) {
    const bits = int(once, at) & int(arena.words, several + at);
    once[at] = int(once, at) & ~bits;
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const slot = slotOf(at, rest & -rest);
      const product = int(arena.words, records + slot * RECORD_WORDS + RECORD.product);
      const slots = found.get(product);
      if (slots !== undefined) slots.push(slot);
      else if (!(slotsOf[product] ?? []).some(spoils)) found.set(product, [slot]);
    }
  }
  return found;
}

function idsOf(
  once: Int32Array,
  several: Several,
  { arena, records, shape, ordered, products }: SlotTable,
): string[] {
  // Numbers sort faster than ids, and ranks are in the order of the ids.
  const ranks = new Int32Array(32 * shape.words);
  let count = 0;
  const enter = (slot: number) => {
    ranks[count] = int(arena.words, records + slot * RECORD_WORDS + RECORD.rank);
    count += 1;
  };
  for (let at = 0; at < shape.words; at += 1) {
    for (let rest = int(once, at); rest !== 0; rest &= rest - 1) enter(slotOf(at, rest & -rest));
  }
  for (const [first = 0] of several.values()) enter(first);
  const ids: string[] = [];
  for (const rank of ranks.subarray(0, count).sort()) ids.push(products[ordered[rank] ?? -1]?.id ?? '');
  return ids;
}

function blockerOf(
  { attribute, row }: Criterion,
  once: Int32Array,
  several: Several,
  { facts }: PreparedRequest,
  { arena, columns, context, shape }: SlotTable,
): Blocker {
  const { words } = arena;
  const member = columns.get(attribute);
  const conditions = member?.column.conditions ?? [];
  // Only these lead to advice, so only their conditions are told apart.
  const isMovable = criterionOf(attribute).changeable;
  const alone = new Int32Array(isMovable ? conditions.length : 0);
  let count = 0;
  for (let at = 0; at < shape.words; at += 1) {
    const failing = int(once, at) & ~int(words, row.holds + at);
    if (failing === 0) continue;
    count += popcount(failing);
    for (let rest = isMovable ? failing : 0; rest !== 0; rest &= rest - 1) {
      const id = member?.conditionOf[slotOf(at, rest & -rest)] ?? 0;
      alone[id] = int(alone, id) + 1;
    }
  }
  const obstacles: Obstacle[] = [];
  for (let id = 0; id < alone.length; id += 1) {
    const condition = conditions[id];
    if (int(alone, id) > 0 && condition)
      obstacles.push({ conditions: [condition], products: int(alone, id) });
  }
  for (const slots of several.values()) {
    const failing = slots.filter((slot) => !has(words, row.holds, slot));
    if (failing.length === 0) continue;
    count += 1;
    const alternatives = failing.flatMap((slot) => conditions[member?.conditionOf[slot] ?? 0] ?? []);
    if (isMovable) obstacles.push({ conditions: alternatives, products: 1 });
  }
  const thresholds = thresholdsOf(attribute, obstacles, facts, context);
  return { attribute, count, thresholds, codes: codesToAdd(attribute, obstacles, facts) };
}
