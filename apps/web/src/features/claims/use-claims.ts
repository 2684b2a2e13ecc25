import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { getClaimBatch, listClaimBatches } from '@yinqi/contracts/claim-batches';
import { listClaimableLoans, listClaims, listClaimTools } from '@yinqi/contracts/claims';
import type { RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';

const ROUTES = [listClaimTools, listClaimableLoans, listClaims, listClaimBatches, getClaimBatch];

/** Everything read of claims is read again; the quota behind them has moved too. */
export const forgetClaims = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [...ROUTES.map(({ id }) => id), 'listPools', 'getPool', 'listPoolEntries'].map((id) =>
      client.invalidateQueries({ queryKey: [id] }),
    ),
  );

function useClaimNews(): void {
  const client = useQueryClient();
  useLive(['claim', 'allotment'], () => void forgetClaims(client));
}

export function useTools() {
  useClaimNews();
  return useQuery(reading(listClaimTools, {}));
}

const pageOf = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

export function useLoans(toolId: string) {
  return useInfiniteQuery({
    queryKey: [listClaimableLoans.id, toolId],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(listClaimableLoans, { params: { id: toolId }, query: pageOf(pageParam) }, { signal }),
    getNextPageParam: (page: RouteResult<typeof listClaimableLoans>) => page.nextCursor ?? undefined,
  });
}

export function useMarked(facilityId: string) {
  return useQuery(reading(listClaims, { query: { facilityId, state: ['marked'], limit: 200 } }));
}

export function useBatches(filter: { readonly facilityId?: string; readonly isWaiting?: boolean }) {
  useClaimNews();
  const { facilityId, isWaiting = false } = filter;
  return useInfiniteQuery({
    queryKey: [listClaimBatches.id, facilityId ?? '', isWaiting],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listClaimBatches,
        {
          query: {
            ...(facilityId !== undefined && { facilityId }),
            ...(isWaiting && { state: ['submitted' as const] }),
            ...pageOf(pageParam),
          },
        },
        { signal },
      ),
    getNextPageParam: (page: RouteResult<typeof listClaimBatches>) => page.nextCursor ?? undefined,
  });
}

export function useBatch(id: string) {
  useClaimNews();
  return useQuery(reading(getClaimBatch, { params: { id } }));
}
