import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import type { Side } from '@yinqi/contracts/access';
import { FramedFailurePage } from './pages/failure-page.js';
import { FramedNotFoundPage } from './pages/not-found-page.js';
import { sessionQuery } from './session.js';
import { SignedInLayout } from './shell/signed-in-layout.js';
import { WrongSideError } from './wrong-side-error.js';

export type RouterContext = { readonly queryClient: QueryClient };

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  notFoundComponent: FramedNotFoundPage,
  errorComponent: FramedFailurePage,
});

/** Parent of every page behind sign-in; `session` is in the context of their loaders. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: SignedInLayout,
  errorComponent: FramedFailurePage,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' });
    if (session === null) {
      // The router's errors are values to throw by its own convention.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
    return { session };
  },
});

type WithSession = { readonly context: { readonly session: { readonly side: Side } } };

/** `beforeLoad: onlyFor('bank')`: the page exists for these sides only. The API checks again on every call. */
export const onlyFor =
  (...sides: readonly Side[]) =>
  ({ context }: WithSession): void => {
    if (!sides.includes(context.session.side))
      throw new WrongSideError(`not a page of side ${context.session.side}`);
  };
