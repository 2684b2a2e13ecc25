import { createRoute } from '@tanstack/react-router';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { supervisionMessages } from './messages.js';
import { supervisionSearch } from './supervision-search.js';

const casesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/supervision',
  beforeLoad: onlyFor('bureau'),
  validateSearch: supervisionSearch,
  component: lazyPage(
    () => import('./cases-page.js'),
    (page) => page.SupervisionPage,
    [supervisionMessages],
  ),
});

const rulesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/supervision/rules',
  beforeLoad: onlyFor('bureau'),
  component: lazyPage(
    () => import('./rules-page.js'),
    (page) => page.RulesPage,
    [supervisionMessages],
  ),
});

const lettersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/letters',
  beforeLoad: onlyFor('bureau', 'bank'),
  component: lazyPage(
    () => import('./letters-page.js'),
    (page) => page.LettersPage,
    [supervisionMessages],
  ),
});

const letterRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/letters/$letterId',
  beforeLoad: onlyFor('bureau', 'bank'),
  component: lazyPage(
    () => import('./letter-page.js'),
    (page) => page.LetterPage,
    [supervisionMessages],
  ),
});

export const supervisionRoutes = [casesRoute, rulesRoute, lettersRoute, letterRoute] as const;
