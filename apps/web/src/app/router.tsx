import type { QueryClient } from '@tanstack/react-query';
import { createRouter, type LinkProps } from '@tanstack/react-router';
import { FailurePage } from './pages/failure-page.js';
import { NotFoundPage } from './pages/not-found-page.js';
import { PendingPage } from './pages/pending-page.js';
import { routeTree } from './routes.js';

export const newRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // React Query decides what is fresh.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 300,
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: FailurePage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}

/** Every address of the application. */
export type AppPath = Exclude<LinkProps['to'], undefined | '.' | '..'>;
