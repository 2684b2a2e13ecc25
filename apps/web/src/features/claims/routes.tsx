import { createRoute } from '@tanstack/react-router';
import { bySide } from '../../app/by-side.js';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { claimsSearch } from './claims-search.js';
import { claimMessages } from './messages.js';

const claimsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/claims',
  beforeLoad: onlyFor('bank', 'facility_administrator'),
  validateSearch: claimsSearch,
  component: bySide({
    bank: lazyPage(
      () => import('./claims-page.js'),
      (page) => page.ClaimsPage,
      [claimMessages],
    ),
    facility_administrator: lazyPage(
      () => import('./batches-page.js'),
      (page) => page.BatchesPage,
      [claimMessages],
    ),
  }),
});

const batchRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/claims/batches/$batchId',
  beforeLoad: onlyFor('bank', 'facility_administrator'),
  component: lazyPage(
    () => import('./batch-page.js'),
    (page) => page.BatchPage,
    [claimMessages],
  ),
});

export const claimRoutes = [claimsRoute, batchRoute] as const;
