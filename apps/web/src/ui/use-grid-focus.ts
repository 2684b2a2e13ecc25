import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type RefObject,
} from 'react';

type Options = {
  readonly rowIds: readonly string[];
  readonly openId: string | undefined;
  readonly autoFocus: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scrollToIndex: (index: number) => void;
};

export const isRow = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.dataset['row'] !== undefined;

/** Which row has the tab stop, and how the focus follows it: one row at a time, kept when its row leaves. */
export function useGridFocus({ rowIds, openId, autoFocus, scroller, scrollToIndex }: Options) {
  const [activeId, setActiveId] = useState<string>();
  const found = rowIds.indexOf(activeId ?? openId ?? '');
  // The row with the focus may have left the list (decided, filtered): its place keeps the tab stop.
  const [lastPlace, setLastPlace] = useState(0);
  if (found >= 0 && found !== lastPlace) setLastPlace(found);
  const activeIndex = found >= 0 ? found : Math.min(lastPlace, Math.max(0, rowIds.length - 1));

  const scrollTo = useRef(scrollToIndex);
  useLayoutEffect(() => {
    scrollTo.current = scrollToIndex;
  });
  const focusRow = useCallback(
    (index: number) => {
      const drawn = (): HTMLElement | null | undefined =>
        scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
      scrollTo.current(index);
      const row = drawn();
      if (row) row.focus({ preventScroll: true });
      // A row out of view is drawn after the scroll.
      else requestAnimationFrame(() => drawn()?.focus({ preventScroll: true }));
    },
    [scroller],
  );

  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    if (!hasFocus.current || activeId === undefined || rowIds.includes(activeId)) return;
    // The row being worked on was decided and left: its successor takes the focus.
    setActiveId(rowIds[activeIndex]);
    if (rowIds.length > 0) focusRow(activeIndex);
  }, [rowIds, activeId, activeIndex, focusRow]);

  // A record opened from outside (the next case, one taken back) takes the focus along, once its row is there.
  const opened = useRef<{ readonly id: string | undefined; readonly isReached: boolean }>({
    id: openId,
    isReached: true,
  });
  useLayoutEffect(() => {
    if (opened.current.id !== openId) opened.current = { id: openId, isReached: openId === undefined };
    if (opened.current.isReached || openId === undefined) return;
    const place = rowIds.indexOf(openId);
    if (place < 0) return;
    opened.current = { id: openId, isReached: true };
    if (!hasFocus.current || activeId === openId) return;
    setActiveId(openId);
    focusRow(place);
  }, [openId, rowIds, activeId, focusRow]);

  const wantsFirstFocus = useRef(autoFocus);
  useEffect(() => {
    if (!wantsFirstFocus.current || rowIds.length === 0) return;
    wantsFirstFocus.current = false;
    focusRow(activeIndex);
  }, [rowIds.length, activeIndex, focusRow]);

  const onFocus = (event: FocusEvent) => {
    hasFocus.current = isRow(event.target);
  };
  const onBlur = ({ target }: FocusEvent) => {
    // A row that is being removed loses the focus too; only one that stays was left on purpose.
    queueMicrotask(() => {
      if (target.isConnected && !isRow(document.activeElement)) hasFocus.current = false;
    });
  };
  return { activeIndex, setActiveId, focusRow, onFocus, onBlur };
}
