import { createRoute } from '@tanstack/react-router';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { errorMessages } from '../../ui/error-messages.js';
import { allotmentMessages } from './allotment-messages.js';
import { facilityMessages } from './messages.js';
import { statementMessages } from './statements/messages.js';
import { termsMessages } from './terms/messages.js';
import { quotaMessages } from './quota-messages.js';
import {
  allotmentsSearch,
  exceptionsSearch,
  movementSearch,
  poolSearch,
  quotaSearch,
} from './quota-search.js';

const facilitiesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/facilities',
  beforeLoad: onlyFor('facility_administrator', 'bureau', 'bank', 'enterprise', 'association'),
  component: lazyPage(
    () => import('./facilities-page.js'),
    (page) => page.FacilitiesPage,
    [facilityMessages, termsMessages],
  ),
});

const openFacilityRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/facilities/new',
  beforeLoad: onlyFor('facility_administrator'),
  component: lazyPage(
    () => import('./terms/open-facility-page.js'),
    (page) => page.OpenFacilityPage,
    [facilityMessages, termsMessages],
  ),
});

const changeFacilityRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/facilities/$facilityId/terms',
  beforeLoad: onlyFor('facility_administrator'),
  component: lazyPage(
    () => import('./terms/change-facility-page.js'),
    (page) => page.ChangeFacilityPage,
    [facilityMessages, termsMessages],
  ),
});

const facilityTermsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/facility-terms/$termsId',
  beforeLoad: onlyFor('facility_administrator'),
  component: lazyPage(
    () => import('./terms/facility-terms-page.js'),
    (page) => page.FacilityTermsPage,
    [facilityMessages, termsMessages],
  ),
});

const quotaRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/quota',
  beforeLoad: onlyFor('facility_administrator', 'bureau', 'bank'),
  validateSearch: quotaSearch,
  component: lazyPage(
    () => import('./quota-page.js'),
    (page) => page.QuotaPage,
    [quotaMessages],
  ),
});

const exceptionsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/quota/exceptions',
  beforeLoad: onlyFor('facility_administrator', 'bureau', 'bank'),
  validateSearch: exceptionsSearch,
  component: lazyPage(
    () => import('./exceptions-page.js'),
    (page) => page.ExceptionsPage,
    [quotaMessages],
  ),
});

const openQuotaRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/quota/open',
  beforeLoad: onlyFor('facility_administrator'),
  component: lazyPage(
    () => import('./open-quota-page.js'),
    (page) => page.OpenQuotaPage,
    [quotaMessages, allotmentMessages],
  ),
});

const poolRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/quota/$poolId',
  beforeLoad: onlyFor('facility_administrator', 'bureau', 'bank'),
  validateSearch: poolSearch,
  component: lazyPage(
    () => import('./pool-page.js'),
    (page) => page.PoolPage,
    [quotaMessages, allotmentMessages],
  ),
});

const movementRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/quota/$poolId/act',
  beforeLoad: onlyFor('facility_administrator'),
  validateSearch: movementSearch,
  component: lazyPage(
    () => import('./movement-page.js'),
    (page) => page.MovementPage,
    [quotaMessages, allotmentMessages],
  ),
});

const allotmentsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/allotments',
  beforeLoad: onlyFor('facility_administrator'),
  validateSearch: allotmentsSearch,
  component: lazyPage(
    () => import('./allotments-page.js'),
    (page) => page.AllotmentsPage,
    [allotmentMessages],
  ),
});

const allotmentRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/allotments/$allotmentId',
  beforeLoad: onlyFor('facility_administrator'),
  component: lazyPage(
    () => import('./allotment-page.js'),
    (page) => page.AllotmentPage,
    [allotmentMessages],
  ),
});

const statementsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/statements',
  beforeLoad: onlyFor('facility_administrator', 'bank'),
  component: lazyPage(
    () => import('./statements/statements-page.js'),
    (page) => page.StatementsPage,
    [statementMessages],
  ),
});

const statementRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/statements/$statementId',
  beforeLoad: onlyFor('facility_administrator', 'bank'),
  component: lazyPage(
    () => import('./statements/statement-page.js'),
    (page) => page.StatementPage,
    [statementMessages, errorMessages],
  ),
});

export const facilityRoutes = [
  facilitiesRoute,
  openFacilityRoute,
  changeFacilityRoute,
  facilityTermsRoute,
  quotaRoute,
  exceptionsRoute,
  openQuotaRoute,
  poolRoute,
  movementRoute,
  allotmentsRoute,
  allotmentRoute,
  statementsRoute,
  statementRoute,
] as const;
