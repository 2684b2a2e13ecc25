import { createRoute, redirect } from '@tanstack/react-router';
import { allocationRoutes } from '../features/allocation/routes.js';
import { claimRoutes } from '../features/claims/routes.js';
import { facilityRoutes } from '../features/facilities/routes.js';
import { enterpriseRoutes } from '../features/enterprises/routes.js';
import { engagementRoutes } from '../features/engagements/routes.js';
import { identityRoutes } from '../features/identity/routes.js';
import { notificationRoutes } from '../features/notifications/routes.js';
import { pipelineRoutes } from '../features/pipeline/routes.js';
import { servicePolicyRoutes } from '../features/service-policies/routes.js';
import { productRoutes } from '../features/products/routes.js';
import { supervisionRoutes } from '../features/supervision/routes.js';
import { importRoutes } from '../features/imports/routes.js';
import { rootRoute, signedInRoute } from './layout-routes.js';
import { landingOf } from './navigation.js';
import { NoWorkspacePage } from './pages/no-workspace-page.js';
import { requestRoutes } from './request-routes.js';

const landingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    const landing = landingOf(context.session);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's convention
    if (landing !== undefined && landing !== '/') throw redirect({ to: landing });
  },
  component: NoWorkspacePage,
});

/**
 * The pages of the application. A capability exports its own, `features/<capability>/routes.tsx`:
 *
 *   const queueRoute = createRoute({
 *     getParentRoute: () => signedInRoute,
 *     path: '/queue',
 *     beforeLoad: onlyFor('bank'),
 *     validateSearch: queueSearch,          // filters live in the address; names every key, undefined if unfit
 *     component: lazyPage(() => import('./queue-page.js'), (page) => page.QueuePage, [engagementMessages]),
 *   });
 *   export const engagementRoutes = [queueRoute] as const;
 *
 * and is spread into the list below; its place in the menu is a line in navigation.ts.
 */
export const routeTree = rootRoute.addChildren([
  ...identityRoutes,
  signedInRoute.addChildren([
    landingRoute,
    ...pipelineRoutes,
    ...supervisionRoutes,
    ...allocationRoutes,
    ...productRoutes,
    ...facilityRoutes,
    ...claimRoutes,
    ...servicePolicyRoutes,
    ...importRoutes,
    ...enterpriseRoutes,
    ...requestRoutes,
    ...engagementRoutes,
    ...notificationRoutes,
  ]),
]);
