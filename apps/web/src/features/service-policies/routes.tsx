import { createRoute } from '@tanstack/react-router';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { servicePolicyMessages } from './messages.js';

const servicePoliciesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/service-policies',
  beforeLoad: onlyFor('platform', 'bureau'),
  component: lazyPage(
    () => import('./service-policies-page.js'),
    (page) => page.ServicePoliciesPage,
    [servicePolicyMessages],
  ),
});

export const servicePolicyRoutes = [servicePoliciesRoute] as const;
