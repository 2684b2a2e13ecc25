import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { getAllotment, listAllotments } from '@yinqi/contracts/allotments';
import { listFacilities } from '@yinqi/contracts/facilities';
import { getFacilityTerms, listFacilityTerms } from '@yinqi/contracts/facility-terms';
import {
  getPool,
  listPoolEntries,
  listPools,
  listQuotaExceptions,
  type PoolView,
} from '@yinqi/contracts/quota-view';
import type { RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';
import { endOfDay, type EntryFigure } from './quota-search.js';

const ROUTES = [
  listPools,
  getPool,
  listPoolEntries,
  listAllotments,
  getAllotment,
  listQuotaExceptions,
  listFacilities,
  listFacilityTerms,
  getFacilityTerms,
];

/** Everything read of quota is read again. */
export const forgetQuota = (client: QueryClient): Promise<unknown> =>
  Promise.all(ROUTES.map((route) => client.invalidateQueries({ queryKey: [route.id] })));

function useQuotaNews(): void {
  const client = useQueryClient();
  useLive(['allotment'], () => void forgetQuota(client));
}

export function usePools(on?: string) {
  useQuotaNews();
  const asOf = endOfDay(on);
  return useQuery(reading(listPools, { query: asOf === undefined ? {} : { asOf } }));
}

export function usePool(id: string, on?: string) {
  useQuotaNews();
  const asOf = endOfDay(on);
  return useQuery(reading(getPool, { params: { id }, query: asOf === undefined ? {} : { asOf } }));
}

type EntryFilter = {
  readonly on: string | undefined;
  readonly figure: EntryFigure | undefined;
  readonly below: true | undefined;
};

export function usePoolEntries(id: string, { on, figure, below }: EntryFilter) {
  const asOf = endOfDay(on);
  const query = {
    ...(asOf !== undefined && { asOf }),
    ...(figure !== undefined && { figure }),
    ...(below === true && { below: 'yes' as const }),
  };
  return useInfiniteQuery({
    queryKey: [listPoolEntries.id, id, query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listPoolEntries,
        { params: { id }, query: { ...query, ...(pageParam !== undefined && { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: (page: RouteResult<typeof listPoolEntries>) => page.nextCursor ?? undefined,
  });
}

export function useAllotments(isOpenOnly: boolean) {
  useQuotaNews();
  return useInfiniteQuery({
    queryKey: [listAllotments.id, isOpenOnly],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listAllotments,
        {
          query: {
            ...(isOpenOnly && { state: ['proposed' as const] }),
            ...(pageParam !== undefined && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: (page: RouteResult<typeof listAllotments>) => page.nextCursor ?? undefined,
  });
}

export function useAllotment(id: string) {
  useQuotaNews();
  return useQuery(reading(getAllotment, { params: { id } }));
}

export function useExceptions(isSettled: boolean) {
  useQuotaNews();
  return useInfiniteQuery({
    queryKey: [listQuotaExceptions.id, isSettled],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listQuotaExceptions,
        {
          query: {
            settled: isSettled ? 'yes' : 'no',
            ...(pageParam !== undefined && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: (page: RouteResult<typeof listQuotaExceptions>) => page.nextCursor ?? undefined,
  });
}

/** Pools of one tool from the top down, each before those allotted from it, with how deep it lies. */
export function treeOf(pools: readonly PoolView[]): readonly { pool: PoolView; depth: number }[] {
  const known = new Set(pools.map(({ id }) => id));
  const under = (parentId: string | null, depth: number): { pool: PoolView; depth: number }[] =>
    pools
      .filter(
        (pool) => (pool.parentId !== null && known.has(pool.parentId) ? pool.parentId : null) === parentId,
      )
      .flatMap((pool) => [{ pool, depth }, ...under(pool.id, depth + 1)]);
  return under(null, 0);
}

/** The pools by tool, in the order they came. */
export function byFacility(pools: readonly PoolView[]): readonly (readonly PoolView[])[] {
  const groups = new Map<string, PoolView[]>();
  for (const pool of pools) groups.set(pool.facility.id, [...(groups.get(pool.facility.id) ?? []), pool]);
  return [...groups.values()];
}
