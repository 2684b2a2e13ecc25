import { createRoute, redirect } from '@tanstack/react-router';
import { rootRoute } from '../../app/layout-routes.js';
import { sessionQuery } from '../../app/session.js';
import { lazyPage } from '../../lib/lazy-page.js';
import { identityMessages } from './messages.js';

/** Only a path of our own: an address with a host would send a fresh session to someone else's page. */
const ownPath = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) && value.length <= 500 ? value : undefined;

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  // The key is always answered: the router lets a raw value through that the validator does not name.
  validateSearch: (search: Record<string, unknown>): { readonly next?: string | undefined } => ({
    next: ownPath(search['next']),
  }),
  beforeLoad: async ({ context, search }) => {
    // Whether somebody is signed in already may be unknown while the server is away: the page then says so itself.
    const session = await context.queryClient
      .query({ ...sessionQuery, staleTime: 'static' })
      .catch(() => null);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's convention
    if (session !== null) throw redirect({ href: search.next ?? '/' });
  },
  component: lazyPage(
    () => import('./sign-in-page.js'),
    (page) => page.SignInPage,
    [identityMessages],
  ),
});

export const identityRoutes = [signInRoute] as const;
