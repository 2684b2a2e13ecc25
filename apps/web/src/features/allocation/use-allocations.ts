import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import {
  getAllocation,
  listAllocationRequests,
  listAllocations,
  listSharedAllocations,
  type AllocationRequestLine,
} from '@yinqi/contracts/allocation';
import type { RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';

export type Outcome = AllocationRequestLine['outcome'];

/** Everything read of plans is read again. */
export const forgetAllocations = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [listAllocations, getAllocation, listAllocationRequests, listSharedAllocations].map((route) =>
      client.invalidateQueries({ queryKey: [route.id] }),
    ),
  );

function useAllocationNews(): void {
  const client = useQueryClient();
  useLive(['allocation'], () => void forgetAllocations(client));
}

export function useAllocations() {
  useAllocationNews();
  return useInfiniteQuery({
    queryKey: [listAllocations.id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(listAllocations, { query: pageParam === undefined ? {} : { cursor: pageParam } }, { signal }),
    getNextPageParam: (page: RouteResult<typeof listAllocations>) => page.nextCursor ?? undefined,
  });
}

export function useAllocation(id: string) {
  useAllocationNews();
  return useQuery(reading(getAllocation, { params: { id } }));
}

export function useAllocationRequests(id: string, outcome: Outcome | undefined) {
  return useInfiniteQuery({
    queryKey: [listAllocationRequests.id, id, outcome],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listAllocationRequests,
        {
          params: { id },
          query: {
            ...(outcome === undefined ? {} : { outcome }),
            ...(pageParam === undefined ? {} : { cursor: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: (page: RouteResult<typeof listAllocationRequests>) => page.nextCursor ?? undefined,
  });
}

export function useSharedAllocations() {
  useAllocationNews();
  return useQuery(reading(listSharedAllocations, {}));
}
