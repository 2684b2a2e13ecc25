import type { AsyncRouteComponent } from '@tanstack/react-router';
import type { Side } from '@yinqi/contracts/access';
import { useSide } from './session.js';

type Pages = Readonly<Partial<Record<Side, AsyncRouteComponent<object>>>>;

/** One address, another page for each side: `/requests` is the enterprise's own list and the bureau's register. */
export function bySide(pages: Pages): AsyncRouteComponent<object> {
  const BySide = () => {
    const Page = pages[useSide()];
    return Page === undefined ? null : <Page />;
  };
  const preload = async (): Promise<void> => {
    await Promise.all(Object.values(pages).map(async (page) => page.preload?.()));
  };
  return Object.assign(BySide, { preload });
}
