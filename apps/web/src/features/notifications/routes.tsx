import { createRoute } from '@tanstack/react-router';
import { onlyFor, signedInRoute } from '../../app/layout-routes.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { notificationMessages } from './messages.js';
import { noticeSearch } from './notice-search.js';

const beforeLoad = onlyFor('enterprise', 'bank', 'bureau', 'facility_administrator');

const messagesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/messages',
  beforeLoad,
  validateSearch: noticeSearch,
  component: lazyPage(
    () => import('./messages-page.js'),
    (page) => page.MessagesPage,
    [notificationMessages],
  ),
});

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/messages/settings',
  beforeLoad,
  component: lazyPage(
    () => import('./settings-page.js'),
    (page) => page.SettingsPage,
    [notificationMessages],
  ),
});

export const notificationRoutes = [messagesRoute, settingsRoute] as const;
