import type { Attribute, MatchContext, MatchPolicy, MatchProduct } from '../matching/index.js';
import { Arena, type MemorySource } from './arena.js';
import { RowGroup, type Row, type RowShape, type SlotColumn } from './bitmap-rows.js';
import { Column, type ColumnSnapshot } from './column.js';
import { Scoring, type ScoringSnapshot } from './scoring.js';
import { SlotTable } from './slot-table.js';

interface GroupSnapshot {
  readonly attributes: readonly Attribute[];
  readonly rows: ReadonlyMap<string | number, Row>;
}

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
  readonly groups: readonly GroupSnapshot[];
  readonly singles: readonly GroupSnapshot[];
  readonly scoring: ScoringSnapshot;
}

export function snapshotOf(table: SlotTable): TableSnapshot {
  const { shape, records, marks, gates, several, slotsOf, scoring } = table;
  const groupSnapshot = ({ members, rows }: RowGroup): GroupSnapshot => ({
    attributes: members.map(({ column }) => column.attribute),
    rows: new Map(rows),
  });
  const columns = [...table.columns.values()];
  return {
    ...{ shape, records, marks, gates, several },
    slotsOf: [...slotsOf],
    products: table.products.map((_, number) => table.productAt(number)),
    columns: columns.map(({ column, conditionOf }) => ({
      ...column.snapshot(),
      conditionOf: conditionOf.slice(),
    })),
    groups: table.groups.map(groupSnapshot),
    singles: table.singles.filter((group) => !table.groups.includes(group)).map(groupSnapshot),
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
  const groupOf = ({ attributes, rows }: GroupSnapshot): RowGroup => {
    const group = new RowGroup(
      attributes.flatMap((attribute) => columns.get(attribute) ?? []),
      shape,
      arena,
    );
    for (const [key, row] of rows) group.rows.set(key, row);
    return group;
  };
  const groups = snapshot.groups.map(groupOf);
  const alone = groups.filter(({ members }) => members.length === 1);
  const table = new SlotTable(
    {
      ...{ arena, shape, columns, groups, records, marks, gates, several },
      singles: [...alone, ...snapshot.singles.map(groupOf)],
      scoring: Scoring.open(snapshot.scoring, arena, policy, context),
    },
    context,
  );
  table.adopt(snapshot.products, snapshot.slotsOf);
  arena.keep();
  return table;
}
