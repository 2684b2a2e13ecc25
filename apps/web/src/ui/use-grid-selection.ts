import { useCallback, useLayoutEffect, useRef } from 'react';
import type { GridSelection } from './data-grid-types.js';

/** Selecting rows one by one or, with Shift, from the last one selected to here. */
export function useGridSelection(rowIds: readonly string[], selection: GridSelection | undefined) {
  const anchor = useRef(0);
  const latest = useRef({ rowIds, selection });
  useLayoutEffect(() => {
    latest.current = { rowIds, selection };
  });
  // Read through a ref: a new function on every change would draw every row again.
  const toggle = useCallback((id: string, isRange: boolean) => {
    const { rowIds: order, selection: current } = latest.current;
    if (current === undefined) return;
    const index = order.indexOf(id);
    const ids = new Set(current.ids);
    if (isRange) {
      const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
      for (const one of order.slice(from, to + 1)) ids.add(one);
    } else {
      anchor.current = index;
      if (!ids.delete(id)) ids.add(id);
    }
    current.onChange(ids);
  }, []);
  /** Shift with a movement key: the selection begins where the focus was. */
  const extend = (from: number, id: string) => {
    if (selection?.ids.size === 0) anchor.current = from;
    toggle(id, true);
  };
  return { toggle, extend };
}
