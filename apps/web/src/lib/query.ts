import { QueryClient, queryOptions, type QueryKey } from '@tanstack/react-query';
import type { CallInput, RouteResult, RouteShape } from '@yinqi/contracts/route';
import { call } from './call.js';
import { ConnectionError, ProblemError } from './problem.js';

/** What may pass by itself is tried twice more; an explained refusal is not. */
const worthRetrying = (attempt: number, error: unknown): boolean =>
  attempt < 2 &&
  (error instanceof ConnectionError || (error instanceof ProblemError && error.code === 'server.busy'));

export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, gcTime: 300_000, retry: worthRetrying, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });

/** Query options of a reading route; the key begins with the route's id, so a live hint can drop all of it. */
export function reading<R extends RouteShape>(route: R, input: CallInput<R>) {
  const queryKey: QueryKey = [route.id, input];
  return queryOptions<RouteResult<R>>({
    queryKey,
    queryFn: ({ signal }) => call(route, input as Parameters<typeof call<R>>[1], { signal }),
  });
}
