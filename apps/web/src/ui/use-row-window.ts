import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Drawn beyond each edge of the viewport, so that a short scroll shows nothing blank. */
const OVERSCAN = 8;

type Options = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  /** Every row has it: where a row stands is a multiplication. */
  readonly rowHeight: number;
};

type RowWindow = { readonly first: number; readonly end: number };

/** The rows near the viewport from `first` up to, not including, `end`, and how to bring one into view. */
export function useRowWindow({ scroller, count, rowHeight }: Options) {
  const [near, setNear] = useState<RowWindow>({ first: 0, end: OVERSCAN });

  useLayoutEffect(() => {
    const viewport = scroller.current;
    if (viewport === null) return;
    const measure = (): void => {
      const top = Math.floor(viewport.scrollTop / rowHeight);
      const first = Math.max(0, top - OVERSCAN);
      const end = top + Math.ceil(viewport.clientHeight / rowHeight) + 1 + OVERSCAN;
      setNear((known) => (known.first === first && known.end === end ? known : { first, end }));
    };
    // Drawn before the scrolled picture is: the rows never lag behind the scroll bar.
    const onScroll = (): void => flushSync(measure);
    measure();
    viewport.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(viewport);
    return () => {
      viewport.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [scroller, rowHeight]);

  const scrollToIndex = useCallback(
    (index: number) => {
      if (scroller.current !== null) bringIntoView(scroller.current, { index, count, rowHeight });
    },
    [scroller, count, rowHeight],
  );

  // A list that became shorter is drawn before the browser tells of the scroll that follows.
  const end = Math.min(near.end, count);
  const first = Math.max(0, Math.min(near.first, end - (near.end - near.first)));
  return { first, end, scrollToIndex };
}

type Place = { readonly index: number; readonly count: number; readonly rowHeight: number };

/** Scrolls no further than needed: the sticky header covers none of the row, the lower edge cuts none off. */
function bringIntoView(viewport: HTMLElement, { index, count, rowHeight }: Place): void {
  const top = index * rowHeight;
  // What is not rows is the header, which moves along.
  const header = viewport.scrollHeight - count * rowHeight;
  const lowest = top + rowHeight + header - viewport.clientHeight;
  if (viewport.scrollTop > top) viewport.scrollTop = top;
  else if (viewport.scrollTop < lowest) viewport.scrollTop = lowest;
}
