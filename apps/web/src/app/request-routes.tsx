import { createRoute } from '@tanstack/react-router';
import { disclosureMessages } from '../features/disclosure/messages.js';
import { dealingMessages, deskMessages } from '../features/engagements/messages.js';
import { FORM_STEPS, type FormStep } from '../features/financing-requests/form-steps.js';
import { financingRequestMessages } from '../features/financing-requests/messages.js';
import { registerSearch } from '../features/financing-requests/register-search.js';
import { adviceMessages, matchingMessages } from '../features/matching/messages.js';
import { lazyPage } from '../lib/lazy-page.js';
import { bySide } from './by-side.js';
import { onlyFor, signedInRoute } from './layout-routes.js';

const messages = [financingRequestMessages] as const;

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/home',
  beforeLoad: onlyFor('enterprise'),
  component: lazyPage(
    () => import('../features/financing-requests/home-page.js'),
    (page) => page.HomePage,
    messages,
  ),
});

const requestsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/requests',
  beforeLoad: onlyFor('enterprise', 'bureau'),
  validateSearch: registerSearch,
  component: bySide({
    enterprise: lazyPage(
      () => import('../features/financing-requests/own-requests-page.js'),
      (page) => page.OwnRequestsPage,
      messages,
    ),
    bureau: lazyPage(
      () => import('../features/financing-requests/register-page.js'),
      (page) => page.RegisterPage,
      messages,
    ),
  }),
});

type NewSearch = { readonly copyOf?: string | undefined; readonly enterpriseId?: string | undefined };
const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value) ? value : undefined;

const newRequestRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/requests/new',
  beforeLoad: onlyFor('enterprise', 'bureau'),
  validateSearch: (search: Record<string, unknown>): NewSearch => ({
    copyOf: idOf(search['copyOf']),
    enterpriseId: idOf(search['enterpriseId']),
  }),
  component: lazyPage(
    () => import('./pages/new-request-page.js'),
    (page) => page.NewRequestPage,
    [...messages, matchingMessages, adviceMessages],
  ),
});

const requestRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/requests/$requestId',
  beforeLoad: onlyFor('enterprise', 'bureau'),
  component: bySide({
    enterprise: lazyPage(
      () => import('./pages/request-page.js'),
      (page) => page.RequestPage,
      [...messages, matchingMessages, dealingMessages],
    ),
    bureau: lazyPage(
      () => import('./pages/request-review-page.js'),
      (page) => page.RequestReviewPage,
      [...messages, disclosureMessages, matchingMessages, dealingMessages, deskMessages],
    ),
  }),
});

const isStep = (value: unknown): value is FormStep => FORM_STEPS.some((step) => step === value);

/** A trial from the request's page, read where it is filled in. */
type EditSearch = { readonly step: FormStep; readonly trial?: unknown };

const editRequestRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/requests/$requestId/edit',
  beforeLoad: onlyFor('enterprise', 'bureau'),
  validateSearch: (search: Record<string, unknown>): EditSearch => ({
    step: isStep(search['step']) ? search['step'] : 'need',
    ...(search['trial'] !== undefined && { trial: search['trial'] }),
  }),
  component: lazyPage(
    () => import('./pages/edit-request-page.js'),
    (page) => page.EditRequestPage,
    [...messages, matchingMessages, adviceMessages],
  ),
});

const consentsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/consents',
  beforeLoad: onlyFor('enterprise'),
  component: lazyPage(
    () => import('../features/disclosure/consents-page.js'),
    (page) => page.ConsentsPage,
    [disclosureMessages],
  ),
});

/** Requests and consents, with the pages that show several capabilities at once. */
export const requestRoutes = [
  homeRoute,
  requestsRoute,
  newRequestRoute,
  requestRoute,
  editRequestRoute,
  consentsRoute,
] as const;
