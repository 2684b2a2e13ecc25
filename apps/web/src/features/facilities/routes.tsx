import { createRoute } from '@tanstack/react-router';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { facilityMessages } from './messages.js';

const facilitiesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/facilities',
  beforeLoad: onlyFor('facility_administrator', 'bureau', 'bank', 'enterprise', 'association'),
  component: lazyPage(
    () => import('./facilities-page.js'),
    (page) => page.FacilitiesPage,
    [facilityMessages],
  ),
});

export const facilityRoutes = [facilitiesRoute] as const;
