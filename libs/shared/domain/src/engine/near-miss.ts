import type { Attribute, Magnitude } from '../matching/index.js';
import type { Row } from './bitmap-rows.js';
import type { PreparedRequest } from './prepared-request.js';
import { RECORD, RECORD_WORDS } from './records.js';
import type { SlotTable } from './slot-table.js';
import { codesToAdd, thresholdsOf, type Obstacle } from './thresholds.js';
import { int } from './typed-reads.js';

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
  /** Products one criterion away, in product order. */
  readonly productIds: readonly string[];
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
  const found = new Map<number, number[]>();
  collect(slices, table, found);
  const blockers = criteria
    .map((criterion) => blockerOf(criterion, found, request, table))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.attribute < b.attribute ? -1 : 1));
  return {
    productIds: [...found.keys()].map((number) => table.products[number]?.id ?? '').sort(),
    blockers,
  };
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

/** Slots at distance one by product; a product counts by its best clause, and only if all clauses are decided. */
function collect({ once, never, open }: Slices, table: SlotTable, found: Map<number, number[]>): void {
  const { arena, records, shape, pools, several } = table;
  const has = (bits: Int32Array, slot: number) => (int(bits, slot >> 5) & (1 << (slot & 31))) !== 0;
  const spoils = (slot: number) => has(never, slot) || has(open, slot);
  for (let at = 0; at < shape.words; at += 1) {
    for (let rest = int(once, at); rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const slot = (at << 5) + 31 - Math.clz32(bit);
      const record = records + slot * RECORD_WORDS;
      if (pools.isExhausted(int(arena.words, record + RECORD.pool))) continue;
      const product = int(arena.words, record + RECORD.product);
      if ((int(arena.words, several + at) & bit) === 0) {
        found.set(product, [slot]);
      } else if (!(table.slotsOf[product] ?? []).some(spoils)) {
        const slots = found.get(product);
        if (slots === undefined) found.set(product, [slot]);
        else slots.push(slot);
      }
    }
  }
}

function blockerOf(
  { attribute, row }: Criterion,
  found: ReadonlyMap<number, readonly number[]>,
  { facts }: PreparedRequest,
  table: SlotTable,
): Blocker {
  const { words } = table.arena;
  const member = table.columns.get(attribute);
  const obstacles = new Map<string, { conditions: Obstacle['conditions']; products: number }>();
  let count = 0;
  for (const slots of found.values()) {
    const failing = slots.filter((slot) => (int(words, row.holds + (slot >> 5)) & (1 << (slot & 31))) === 0);
    if (failing.length === 0) continue;
    count += 1;
    const ids = failing.map((slot) => member?.conditionOf[slot] ?? 0);
    const key = ids.join();
    const known = obstacles.get(key);
    if (known !== undefined) known.products += 1;
    else {
      const conditions = ids.flatMap((id) => member?.column.conditions[id] ?? []);
      obstacles.set(key, { conditions, products: 1 });
    }
  }
  const list = [...obstacles.values()];
  const thresholds = thresholdsOf(attribute, list, facts, table.context);
  return { attribute, count, thresholds, codes: codesToAdd(attribute, list, facts) };
}
