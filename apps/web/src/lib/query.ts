import {
  infiniteQueryOptions,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  type QueryKey,
} from '@tanstack/react-query';
import type { CallInput, RouteResult, RouteShape } from '@yinqi/contracts/route';
import { call } from './call.js';
import { ConnectionError, hasCode, ProblemError } from './problem.js';

/** What may pass by itself is tried twice more; an explained refusal is not. */
const worthRetrying = (attempt: number, error: unknown): boolean =>
  attempt < 2 &&
  (error instanceof ConnectionError || (error instanceof ProblemError && error.code === 'server.busy'));

/** The client of the page; `onSessionEnded` hears of any call that was refused for want of a session. */
export function newQueryClient(onSessionEnded: () => void): QueryClient {
  const onError = (error: Error): void => {
    if (hasCode(error, 'session.required')) onSessionEnded();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 300_000, retry: worthRetrying, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}

/** Query options of a reading route; the key begins with the route's id, so a live hint can drop all of it. */
export function reading<R extends RouteShape>(route: R, input: CallInput<R>) {
  const queryKey: QueryKey = [route.id, input];
  return queryOptions<RouteResult<R>>({
    queryKey,
    queryFn: ({ signal }) => call(route, input as Parameters<typeof call<R>>[1], { signal }),
  });
}

const cursorAfter = (page: unknown): string | undefined =>
  typeof page === 'object' && page !== null && 'nextCursor' in page && typeof page.nextCursor === 'string'
    ? page.nextCursor
    : undefined;

/** Query options of a list that is read page after page. */
export function paging<R extends RouteShape>(route: R, input: CallInput<R> & { readonly query: object }) {
  const queryKey: QueryKey = [route.id, input];
  return infiniteQueryOptions({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === undefined ? input.query : { ...input.query, cursor: pageParam };
      // Every list of the contract takes a cursor beside what it is asked for.
      return call(route, { ...input, query } as Parameters<typeof call<R>>[1], { signal });
    },
    getNextPageParam: (page: RouteResult<R>) => cursorAfter(page),
  });
}

/** Everything read of these routes is read again. */
export const forget = (client: QueryClient, routes: readonly RouteShape[]): Promise<unknown> =>
  Promise.all(routes.map((route) => client.invalidateQueries({ queryKey: [route.id] })));
