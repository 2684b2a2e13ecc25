import { QueryClient } from '@tanstack/react-query';
import type { AnyRoute } from '@tanstack/react-router';
import type { Side } from '@yinqi/contracts/access';
import { signedInRoute } from '../src/app/layout-routes.js';
import { newRouter } from '../src/app/router.js';
import { PAGES } from './tour.mjs';

/** Associations have no account and no page yet. */
const SIDES: readonly Side[] = ['enterprise', 'bank', 'bureau', 'facility_administrator', 'platform'];
/** Addresses that are pages without being routes. */
const BEYOND = ['bureau /no-such-page'];

const isLeaf = ({ options, children }: AnyRoute): boolean =>
  // The router types options of any route as any.
  (options as { component?: unknown }).component !== undefined && children === undefined;

/** Whether a route lets a side in: what it throws is a redirect, or the page of another side. */
async function isPageOf(route: AnyRoute, side: Side): Promise<boolean> {
  // Guards read the side, and what somebody may do who may do nothing.
  const guard = route.options.beforeLoad as ((options: unknown) => unknown) | undefined;
  try {
    await guard?.({ context: { session: { side, permissions: [] } } });
    return true;
  } catch {
    return false;
  }
}

async function pagesOfTheRouteTree(): Promise<string[]> {
  const routes: AnyRoute[] = Object.values(newRouter(new QueryClient()).routesById);
  const found: string[] = [];
  for (const route of routes.filter(isLeaf)) {
    const path = route.fullPath as string; // typed any for any route
    if (route.parentRoute !== signedInRoute) found.push(`null ${path}`);
    else for (const side of SIDES) if (await isPageOf(route, side)) found.push(`${side} ${path}`);
  }
  return found;
}

describe('apps/web/test/pages.json', () => {
  it('names every page of every side and no other', async () => {
    const known = PAGES.map(({ side, path }) => `${side} ${path}`).filter((page) => !BEYOND.includes(page));
    expect(new Set(known)).toEqual(new Set(await pagesOfTheRouteTree()));
  });

  it('has a name of its own for every picture', () => {
    expect(new Set(PAGES.map((page) => page.name)).size).toBe(PAGES.length);
  });
});
