import type { Attribute, MatchContext, MatchPolicy, MatchProduct } from '../matching/index.js';
import { ATTRIBUTES } from '../matching/index.js';
import { Arena, type MemorySource } from './arena.js';
import { RowGroup, rowBytes, shapeFor, type SlotColumn } from './bitmap-rows.js';
import { checkProduct } from './check-product.js';
import { clustered } from './clusters.js';
import { Column, NO_CLAUSE } from './column.js';
import { Pools } from './pools.js';
import { MARKS, RECORD_WORDS } from './records.js';
import { groupColumns } from './row-groups.js';
import { Scoring } from './scoring.js';
import { SlotTable } from './slot-table.js';

/** Attributes whose conditions a score reads, so that they have a column even when nobody sets any. */
const SCORED: readonly Attribute[] = ['region', 'industry', 'collateral', 'enterpriseLists'];

/** Lays a catalogue out as slots, with room for a good number of changes before it has to be laid out anew. */
export function layOutTable(
  products: readonly MatchProduct[],
  context: MatchContext,
  policy: MatchPolicy,
  memory: MemorySource,
): SlotTable {
  for (const product of products) checkProduct(product);
  const placed = clustered(products, context);
  const shape = shapeFor(Math.ceil(placed.length * 1.125) + 64);
  const arena = new Arena(memory);
  const slots = shape.words * 32;
  const records = arena.allocate(4 * RECORD_WORDS * slots) >> 2;
  const marks = arena.allocate(2 * MARKS * slots) >> 2;
  const gates = arena.allocate(rowBytes(shape)) >> 2;
  const several = arena.allocate(rowBytes(shape)) >> 2;
  const codes = new Set(products.map(({ facility }) => `${facility.code}/${facility.headroom}`));
  const pools = Pools.make(arena, policy, codes.size * 2 + 64);
  const scoring = new Scoring(arena, policy, context, pools);
  const used = new Set<Attribute>(SCORED);
  for (const { clause } of placed) for (const { attribute } of clause) used.add(attribute);
  const columns = new Map<Attribute, SlotColumn>();
  for (const attribute of ATTRIBUTES) {
    if (!used.has(attribute)) continue;
    const conditionOf = new Int32Array(slots).fill(NO_CLAUSE);
    columns.set(attribute, { column: new Column(attribute, context, arena), conditionOf });
  }
  const groups: RowGroup[] = [];
  const singles: RowGroup[] = [];
  const parts = { arena, shape, columns, groups, singles, scoring, records, marks, gates, several };
  const table = new SlotTable(parts, context);
  table.layOut(products, placed);
  // How criteria are combined depends on what the conditions tell apart.
  for (const members of groupColumns([...columns.values()])) {
    const alone = members.map((member) => new RowGroup([member], shape, arena));
    singles.push(...alone);
    groups.push(...(alone.length === 1 ? alone : [new RowGroup(members, shape, arena, alone)]));
  }
  arena.keep();
  return table;
}
