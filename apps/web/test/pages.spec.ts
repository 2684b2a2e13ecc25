import { QueryClient } from '@tanstack/react-query';
import { NAVIGATION } from '../src/app/navigation.js';
import { newRouter } from '../src/app/router.js';
import { PAGES } from './tour.mjs';

/** Leaves of the route tree; a path that only redirects has no component. */
function paths(): string[] {
  const router = newRouter(new QueryClient());
  return Object.values(router.routesById)
    .filter(({ options, children }) => options.component !== undefined && children === undefined)
    .map(({ fullPath }) => fullPath);
}

describe('the list of pages', () => {
  it('names every address of the application and no other', () => {
    const known = [...new Set(PAGES.map((page) => page.path))].sort();
    expect({ file: 'apps/web/test/pages.json', paths: known }).toEqual({
      file: 'apps/web/test/pages.json',
      paths: [...new Set(paths())].sort(),
    });
  });

  it('shows every entry of the menus under its side', () => {
    const shown = Object.entries(NAVIGATION).flatMap(([side, groups]) =>
      groups.flatMap(({ items }) => items.map(({ to }) => `${side} ${to}`)),
    );
    const missing = shown.filter((entry) => !PAGES.some(({ side, path }) => entry === `${side} ${path}`));
    expect(missing).toEqual([]);
  });

  it('has a name of its own for every picture', () => {
    expect(new Set(PAGES.map((page) => page.name)).size).toBe(PAGES.length);
  });
});
