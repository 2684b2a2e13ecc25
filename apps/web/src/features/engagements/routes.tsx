import { createRoute } from '@tanstack/react-router';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { errorMessages } from '../../ui/error-messages.js';
import { caseMessages, deskMessages, handoverMessages, refusalMessages } from './messages.js';
import { outcomeMessages } from './outcomes/messages.js';
import { queueSearch, STAGE_PATHS } from './queue-search.js';

const queuePage = lazyPage(
  () => import('./queue-page.js'),
  (page) => page.QueuePage,
  [deskMessages],
);

const queueRoute = <const Path extends string>(path: Path) =>
  createRoute({
    getParentRoute: () => signedInRoute,
    path,
    beforeLoad: onlyFor('bank'),
    validateSearch: queueSearch,
    component: queuePage,
  });

const caseRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/cases/$engagementId',
  beforeLoad: onlyFor('bank', 'bureau'),
  component: lazyPage(
    () => import('./case-page.js'),
    (page) => page.CasePage,
    [deskMessages, caseMessages, refusalMessages, handoverMessages],
  ),
});

const teamRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/team',
  beforeLoad: onlyFor('bank'),
  component: lazyPage(
    () => import('./handover/team-page.js'),
    (page) => page.TeamPage,
    [handoverMessages],
  ),
});

const outcomesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/outcomes',
  beforeLoad: onlyFor('bank'),
  component: lazyPage(
    () => import('./outcomes/outcomes-page.js'),
    (page) => page.OutcomesPage,
    [outcomeMessages],
  ),
});

const outcomeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/outcomes/$batchId',
  beforeLoad: onlyFor('bank'),
  component: lazyPage(
    () => import('./outcomes/outcome-batch-page.js'),
    (page) => page.OutcomeBatchPage,
    [outcomeMessages, deskMessages, errorMessages],
  ),
});

export const engagementRoutes = [
  outcomesRoute,
  outcomeRoute,
  queueRoute(STAGE_PATHS.answer),
  queueRoute(STAGE_PATHS.judge),
  queueRoute(STAGE_PATHS.credit),
  queueRoute(STAGE_PATHS.disburse),
  queueRoute(STAGE_PATHS.ended),
  caseRoute,
  teamRoute,
] as const;
