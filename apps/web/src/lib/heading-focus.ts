import { useEffect, useRef } from 'react';

/** After an act whose control is gone: the reader goes on at the heading, not at the top of the document. */
export const focusHeading = (): void => document.querySelector('h1')?.focus();

/** The same whenever the page shows another part of itself; where it opened, the focus stays as it is. */
export function useHeadingFocus(part: string): void {
  const known = useRef(part);
  useEffect(() => {
    if (known.current === part) return;
    known.current = part;
    focusHeading();
  }, [part]);
}
