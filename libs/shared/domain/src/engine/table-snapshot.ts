import type { Attribute, MatchContext, MatchPolicy, MatchProduct } from '../matching/index.js';
import { Arena, type MemorySource } from './arena.js';
import { RowGroup, type Row, type RowShape, type SlotColumn } from './bitmap-rows.js';
import { Column, type ColumnSnapshot } from './column.js';
import { Scoring, type ScoringSnapshot } from './scoring.js';
import { SlotTable, type TableParts } from './slot-table.js';

interface GroupSnapshot {
  readonly attributes: readonly Attribute[];
  readonly rows: ReadonlyMap<string | number, Row>;
}

const groupSnapshot = ({ members, rows }: RowGroup): GroupSnapshot => ({
  attributes: members.map(({ column }) => column.attribute),
  rows: new Map(rows),
});

/**
 * All of a table that does not stand in its memory: plain data that can be sent to another thread. It is sent later
 * than it is taken, so it holds copies: what the owner makes meanwhile fits the room of its own tables only.
 */
export interface TableSnapshot {
  readonly shape: RowShape;
  readonly records: number;
  readonly marks: number;
  readonly gates: number;
  readonly several: number;
  readonly products: readonly (MatchProduct | undefined)[];
  readonly slotsOf: readonly (readonly number[])[];
  readonly columns: readonly (ColumnSnapshot & { readonly conditionOf: Int32Array })[];
  readonly singles: readonly GroupSnapshot[];
  /** Of several columns together; a column in none of them is matched by its own bitmaps. */
  readonly combined: readonly GroupSnapshot[];
  readonly scoring: ScoringSnapshot;
}

export function snapshotOf(table: SlotTable): TableSnapshot {
  const { shape, records, marks, gates, several, slotsOf, scoring } = table;
  const columns = [...table.columns.values()];
  return {
    ...{ shape, records, marks, gates, several },
    slotsOf: [...slotsOf],
    products: table.products.map((_, number) => table.productAt(number)),
    columns: columns.map(({ column, conditionOf }) => ({
      ...column.snapshot(),
      conditionOf: conditionOf.slice(),
    })),
    singles: table.singles.map(groupSnapshot),
    combined: table.groups.filter(({ members }) => members.length > 1).map(groupSnapshot),
    scoring: scoring.snapshot(),
  };
}

/** The same table over the same memory; what it makes beyond is its own. */
export function openTable(
  snapshot: TableSnapshot,
  context: MatchContext,
  policy: MatchPolicy,
  memory: MemorySource,
): SlotTable {
  const arena = new Arena(memory, true);
  const { shape, records, marks, gates, several } = snapshot;
  const columns = new Map<Attribute, SlotColumn>();
  for (const { conditionOf, ...column } of snapshot.columns) {
    columns.set(column.attribute, { column: Column.open(column, context, arena), conditionOf });
  }
  const table = new SlotTable(
    {
      ...{ arena, shape, columns, records, marks, gates, several },
      ...openGroups(snapshot, columns, arena),
      scoring: Scoring.open(snapshot.scoring, arena, policy, context),
    },
    context,
  );
  table.adopt(snapshot.products, snapshot.slotsOf);
  arena.keep();
  return table;
}

function openGroups(
  { shape, singles, combined }: TableSnapshot,
  columns: ReadonlyMap<Attribute, SlotColumn>,
  arena: Arena,
): Pick<TableParts, 'groups' | 'singles'> {
  const open = ({ attributes, rows }: GroupSnapshot, alone: readonly RowGroup[]): RowGroup => {
    const members = attributes.flatMap((attribute) => columns.get(attribute) ?? []);
    const group = new RowGroup(members, shape, arena, alone);
    group.rows = new Map(rows);
    return group;
  };
  const alone = new Map(singles.map((single) => [single.attributes[0], open(single, [])]));
  const together = combined.map((group) =>
    open(
      group,
      group.attributes.flatMap((attribute) => alone.get(attribute) ?? []),
    ),
  );
  const taken = new Set(combined.flatMap(({ attributes }) => attributes));
  const others = [...alone].flatMap(([attribute, group]) =>
    attribute === undefined || taken.has(attribute) ? [] : group,
  );
  return { singles: [...alone.values()], groups: [...others, ...together] };
}
