import { createRoute } from '@tanstack/react-router';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { pipelineMessages } from './messages.js';
import { boardSearch, casesSearch, populationSearch, rowsSearch, spanSearch } from './population-search.js';

const messages = [pipelineMessages] as const;

const overviewRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/overview',
  beforeLoad: onlyFor('bureau'),
  validateSearch: populationSearch,
  component: lazyPage(
    () => import('./overview-page.js'),
    (page) => page.OverviewPage,
    messages,
  ),
});

const boardRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/pipeline',
  beforeLoad: onlyFor('bureau'),
  validateSearch: boardSearch,
  component: lazyPage(
    () => import('./board-page.js'),
    (page) => page.BoardPage,
    messages,
  ),
});

const rowsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/pipeline/requests',
  beforeLoad: onlyFor('bureau'),
  validateSearch: rowsSearch,
  component: lazyPage(
    () => import('./rows-page.js'),
    (page) => page.RowsPage,
    messages,
  ),
});

const casesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/pipeline/engagements',
  beforeLoad: onlyFor('bureau'),
  validateSearch: casesSearch,
  component: lazyPage(
    () => import('./cases-page.js'),
    (page) => page.CasesPage,
    messages,
  ),
});

const serviceFiguresRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/service-figures',
  beforeLoad: onlyFor('bank'),
  validateSearch: spanSearch,
  component: lazyPage(
    () => import('./service-figures-page.js'),
    (page) => page.ServiceFiguresPage,
    messages,
  ),
});

export const pipelineRoutes = [
  overviewRoute,
  boardRoute,
  rowsRoute,
  casesRoute,
  serviceFiguresRoute,
] as const;
