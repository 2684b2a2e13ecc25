import { createRoute } from '@tanstack/react-router';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { enterpriseMessages } from './messages.js';

export type EnterpriseSearch = {
  readonly search?: string | undefined;
  readonly region?: string | undefined;
  readonly industry?: string | undefined;
};

const textOf = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

const listRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/enterprises',
  beforeLoad: onlyFor('bureau'),
  validateSearch: (search: Record<string, unknown>): EnterpriseSearch => ({
    search: textOf(search['search'], /^.{1,200}$/),
    region: textOf(search['region'], /^\d{6}$/),
    industry: textOf(search['industry'], /^[A-T]\d{0,4}$/),
  }),
  component: lazyPage(
    () => import('./enterprises-page.js'),
    (page) => page.EnterprisesPage,
    [enterpriseMessages],
  ),
});

const registerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/enterprises/new',
  beforeLoad: onlyFor('bureau'),
  component: lazyPage(
    () => import('./register-page.js'),
    (page) => page.RegisterPage,
    [enterpriseMessages],
  ),
});

const fileRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/enterprises/$enterpriseId',
  beforeLoad: onlyFor('bureau'),
  component: lazyPage(
    () => import('./enterprise-page.js'),
    (page) => page.EnterprisePage,
    [enterpriseMessages],
  ),
});

const editRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/enterprises/$enterpriseId/edit',
  beforeLoad: onlyFor('bureau'),
  component: lazyPage(
    () => import('./edit-page.js'),
    (page) => page.EditPage,
    [enterpriseMessages],
  ),
});

const profileRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/profile',
  beforeLoad: onlyFor('enterprise'),
  component: lazyPage(
    () => import('./profile-page.js'),
    (page) => page.ProfilePage,
    [enterpriseMessages],
  ),
});

export const enterpriseRoutes = [listRoute, registerRoute, fileRoute, editRoute, profileRoute] as const;
