import { createRoute } from '@tanstack/react-router';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { allocationMessages } from './messages.js';

const allocationsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/allocations',
  beforeLoad: onlyFor('bureau'),
  component: lazyPage(
    () => import('./allocations-page.js'),
    (page) => page.AllocationsPage,
    [allocationMessages],
  ),
});

const newAllocationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/allocations/new',
  beforeLoad: onlyFor('bureau'),
  component: lazyPage(
    () => import('./new-allocation-page.js'),
    (page) => page.NewAllocationPage,
    [allocationMessages],
  ),
});

const allocationRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/allocations/$allocationId',
  beforeLoad: onlyFor('bureau'),
  component: lazyPage(
    () => import('./allocation-page.js'),
    (page) => page.AllocationPage,
    [allocationMessages],
  ),
});

const sharedAllocationsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/shared-allocations',
  beforeLoad: onlyFor('bank', 'facility_administrator'),
  component: lazyPage(
    () => import('./shared-page.js'),
    (page) => page.SharedAllocationsPage,
    [allocationMessages],
  ),
});

export const allocationRoutes = [
  allocationsRoute,
  newAllocationRoute,
  allocationRoute,
  sharedAllocationsRoute,
] as const;
