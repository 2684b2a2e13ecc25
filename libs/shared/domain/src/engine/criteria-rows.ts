import type { Attribute } from '../matching/index.js';
import type { Row } from './bitmap-rows.js';
import type { SlotColumn } from './bitmap-rows.js';
import type { PreparedRequest } from './prepared-request.js';
import type { SlotTable } from './slot-table.js';
import { hasSlot } from './slot-reads.js';

/** One criterion alone, as a request meets it. */
export interface CriterionRow {
  readonly attribute: Attribute;
  readonly member: SlotColumn;
  /** Word offset of the slots that hold. */
  readonly holds: number;
  /** Word offset of the slots with an undecided atom; undefined where there are none. */
  readonly open: number | undefined;
}

interface Found {
  readonly row: Row;
  readonly openOf: (row: Row) => number;
  readonly member: SlotColumn;
}

// A request's bitmaps stay its own until the index changes; what is undecided may change with any product.
const found = new WeakMap<PreparedRequest, readonly Found[]>();

/** Every criterion's bitmaps for a request, those that fewest slots pass first. */
export function criteriaRows(request: PreparedRequest, table: SlotTable): readonly CriterionRow[] {
  const rows = found.get(request) ?? findRows(request, table);
  found.set(request, rows);
  return rows.map(({ row, openOf, member }) => ({
    attribute: member.column.attribute,
    member,
    holds: row.holds,
    open: row.open ? openOf(row) : undefined,
  }));
}

const findRows = ({ facts }: PreparedRequest, { singles }: SlotTable): readonly Found[] =>
  singles
    .flatMap((group) => {
      const [member] = group.members;
      const openOf = (row: Row) => group.openOf(row);
      return member === undefined ? [] : [{ row: group.rowOf(facts), openOf, member }];
    })
    .sort((a, b) => a.row.count - b.row.count);

/** Whether every criterion holds in a slot, and whether none is undecided there. */
export function standing(slot: number, rows: readonly CriterionRow[], { arena }: SlotTable) {
  return {
    holds: rows.every(({ holds }) => hasSlot(arena.words, holds, slot)),
    isDecided: rows.every(({ open }) => open === undefined || !hasSlot(arena.words, open, slot)),
  };
}
