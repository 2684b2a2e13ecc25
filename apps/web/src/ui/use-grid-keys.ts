import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { isComposing } from '../lib/ime.js';
import type { GridSelection } from './data-grid-types.js';

type Options<Row> = {
  readonly rows: readonly Row[];
  readonly getRowId: (row: Row) => string;
  readonly openId?: string | undefined;
  readonly onOpen?: (row: Row) => void;
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

/** Keys act only while a row has the focus: never in a field, a header button or a dialog. */
const isOnRow = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && event.target.dataset['row'] !== undefined;

/** The tab stop, movement, opening and selection of a grid. */
export function useGridKeys<Row>(options: Options<Row>) {
  const { rows, getRowId, openId, onOpen, selection, onRowKey, scroller, scrollToIndex, autoFocus } = options;
  const rowIds = useMemo(() => rows.map(getRowId), [rows, getRowId]);
  const [activeId, setActiveId] = useState<string>();
  const found = rowIds.indexOf(activeId ?? openId ?? '');
  // The row with the focus may have left the list (decided, filtered): its place keeps the tab stop.
  const lastPlace = useRef(0);
  const activeIndex = found >= 0 ? found : Math.min(lastPlace.current, Math.max(0, rowIds.length - 1));
  useEffect(() => {
    lastPlace.current = activeIndex;
  }, [activeIndex]);

  const focusRow = useCallback(
    (index: number) => {
      const target = (): HTMLElement | null | undefined =>
        scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
      scrollToIndex(index);
      const drawn = target();
      if (drawn !== null && drawn !== undefined) drawn.focus({ preventScroll: true });
      // A row out of view is drawn after the scroll.
      else requestAnimationFrame(() => target()?.focus({ preventScroll: true }));
    },
    [scroller, scrollToIndex],
  );

  const anchor = useRef(0);
  const toggle = useCallback(
    (id: string, isRange: boolean) => {
      if (selection === undefined) return;
      const index = rowIds.indexOf(id);
      const ids = new Set(selection.ids);
      if (isRange) {
        const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
        for (const one of rowIds.slice(from, to + 1)) ids.add(one);
      } else {
        anchor.current = index;
        if (!ids.delete(id)) ids.add(id);
      }
      selection.onChange(ids);
    },
    [rowIds, selection],
  );

  const activate = useCallback(
    (index: number, isOpening: boolean) => {
      const row = rows[index];
      if (row === undefined) return;
      setActiveId(getRowId(row));
      if (isOpening) onOpen?.(row);
    },
    [rows, getRowId, onOpen],
  );

  const hasFocused = useRef(false);
  useEffect(() => {
    if (autoFocus !== true || hasFocused.current || rowIds.length === 0) return;
    hasFocused.current = true;
    focusRow(activeIndex);
  }, [autoFocus, rowIds.length, activeIndex, focusRow]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || !isOnRow(event)) return;
    const row = rows[activeIndex];
    if (row === undefined) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && selection !== undefined) {
      event.preventDefault();
      selection.onChange(new Set(rowIds));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = destination(event.key, activeIndex, rowIds.length - 1);
    if (next !== undefined) {
      event.preventDefault();
      const nextId = rowIds[next];
      if (event.shiftKey && nextId !== undefined) {
        if (selection?.ids.size === 0) anchor.current = activeIndex;
        toggle(nextId, true);
      }
      setActiveId(nextId);
      focusRow(next);
      return;
    }
    const isTaken = takeKey(event.key, row);
    if (isTaken) event.preventDefault();
  };

  const takeKey = (key: string, row: Row): boolean => {
    if (key === 'Enter') {
      onOpen?.(row);
      return true;
    }
    if ((key === 'x' || key === 'X' || key === ' ') && selection !== undefined) {
      toggle(getRowId(row), false);
      return true;
    }
    return onRowKey?.(key, row) ?? false;
  };

  return { rowIds, activeIndex, activate, toggle, onKeyDown };
}
