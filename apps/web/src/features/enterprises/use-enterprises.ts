import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getEnterprise, getOwnEnterprise, listEnterprises } from '@yinqi/contracts/enterprises';
import { listIndustries, listRegions, listVocabularies } from '@yinqi/contracts/reference';
import type { CallInput, RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { reading } from '../../lib/query.js';

type Filter = Pick<CallInput<typeof listEnterprises>['query'], 'search' | 'region' | 'industry'>;

export function useEnterprises(filter: Filter) {
  return useInfiniteQuery({
    queryKey: [listEnterprises.id, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listEnterprises,
        { query: { ...filter, limit: 100, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: (page: RouteResult<typeof listEnterprises>) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export const useEnterprise = (id: string) => useQuery(reading(getEnterprise, { params: { id } }));
export const useOwnEnterprise = () => useQuery(reading(getOwnEnterprise, {}));

/** Code tables change with a release only. */
const FOR_EVER = { staleTime: Infinity } as const;

/** Regions whose name or code holds what was typed; the provinces before anything was. */
export const useRegions = (typed: string) =>
  useQuery({
    ...reading(listRegions, { query: typed.trim() === '' ? {} : { search: typed.trim() } }),
    ...FOR_EVER,
    placeholderData: keepPreviousData,
  });

export const useIndustries = (typed: string) =>
  useQuery({
    ...reading(listIndustries, { query: typed.trim() === '' ? {} : { search: typed.trim() } }),
    ...FOR_EVER,
    placeholderData: keepPreviousData,
  });

export const useVocabularies = () => useQuery({ ...reading(listVocabularies, {}), ...FOR_EVER });
