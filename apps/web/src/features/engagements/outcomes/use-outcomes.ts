import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import {
  getOutcomeBatch,
  listOutcomeBatches,
  listOutcomeRows,
  type OutcomeRowState,
} from '@yinqi/contracts/outcomes';
import type { RouteResult } from '@yinqi/contracts/route';
import { call } from '../../../lib/call.js';
import { useLive } from '../../../lib/live.js';
import { reading } from '../../../lib/query.js';

/** Everything read of lists is read again. */
export const forgetOutcomes = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [listOutcomeBatches, getOutcomeBatch, listOutcomeRows].map((route) =>
      client.invalidateQueries({ queryKey: [route.id] }),
    ),
  );

function useOutcomeNews(): void {
  const client = useQueryClient();
  useLive(['outcomes'], () => void forgetOutcomes(client));
}

export function useOutcomeBatches() {
  useOutcomeNews();
  return useInfiniteQuery({
    queryKey: [listOutcomeBatches.id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(listOutcomeBatches, { query: pageParam === undefined ? {} : { cursor: pageParam } }, { signal }),
    getNextPageParam: (page: RouteResult<typeof listOutcomeBatches>) => page.nextCursor ?? undefined,
  });
}

export function useOutcomeBatch(id: string) {
  useOutcomeNews();
  return useQuery(reading(getOutcomeBatch, { params: { id } }));
}

export function useOutcomeRows(id: string, state: OutcomeRowState) {
  return useInfiniteQuery({
    queryKey: [listOutcomeRows.id, id, state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listOutcomeRows,
        { params: { id }, query: { state: [state], ...(pageParam !== undefined && { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: (page: RouteResult<typeof listOutcomeRows>) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
