import { useCallback, useLayoutEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from 'react';
import { isComposing } from '../lib/ime.js';
import type { GridSelection } from './data-grid-types.js';
import { isRow, useGridFocus } from './use-grid-focus.js';
import { useGridSelection } from './use-grid-selection.js';

type Options<Row> = {
  readonly rows: readonly Row[];
  readonly getRowId: (row: Row) => string;
  readonly openId?: string | undefined;
  readonly onOpen?: (row: Row) => void;
  readonly onFocusRow?: (row: Row) => void;
  readonly selection?: GridSelection;
  readonly onRowKey?: (key: string, row: Row) => boolean;
  readonly autoFocus?: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scrollToIndex: (index: number) => void;
};

const PAGE_ROWS = 12;

/** Where a movement key leads from `index`; undefined for any other key. */
function destination(key: string, index: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return Math.min(last, index + 1);
    case 'ArrowUp':
    case 'k':
    case 'K':
      return Math.max(0, index - 1);
    case 'PageDown':
      return Math.min(last, index + PAGE_ROWS);
    case 'PageUp':
      return Math.max(0, index - PAGE_ROWS);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** The keys of a grid. They act only while a row has the focus: never in a field, a header button or a dialog. */
export function useGridKeys<Row>(options: Options<Row>) {
  const { rows, getRowId, openId, onOpen, selection, onRowKey, autoFocus = false } = options;
  const rowIds = useMemo(() => rows.map(getRowId), [rows, getRowId]);
  // Before the focus moves: a row that takes it is looked up among the rows as they are now.
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  const focus = useGridFocus({ ...options, rowIds, openId, autoFocus });
  const { activeIndex, setActiveId, focusRow } = focus;
  const { toggle, extend } = useGridSelection(rowIds, selection);

  const activate = useCallback(
    (index: number, isOpening: boolean) => {
      const current = latest.current;
      const row = current.rows[index];
      if (row === undefined) return;
      setActiveId(current.getRowId(row));
      if (isOpening) current.onOpen?.(row);
      else current.onFocusRow?.(row);
    },
    [setActiveId],
  );

  const move = (to: number, isExtending: boolean) => {
    const id = rowIds[to];
    if (id === undefined) return;
    if (isExtending) extend(activeIndex, id);
    setActiveId(id);
    focusRow(to);
  };
  const act = (key: string, row: Row): boolean => {
    if (key === 'Enter') onOpen?.(row);
    else if (selection !== undefined && (key === 'x' || key === 'X' || key === ' '))
      toggle(getRowId(row), false);
    else return onRowKey?.(key, row) ?? false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[activeIndex];
    if (isComposing(event) || !isRow(event.target) || row === undefined) return;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key !== 'a' || event.altKey || selection === undefined) return;
      event.preventDefault();
      selection.onChange(new Set(rowIds));
      return;
    }
    const to = destination(event.key, activeIndex, rowIds.length - 1);
    if (to !== undefined) move(to, event.shiftKey);
    if (to !== undefined || act(event.key, row)) event.preventDefault();
  };
  return { rowIds, activeIndex, activate, toggle, onKeyDown, onFocus: focus.onFocus, onBlur: focus.onBlur };
}
