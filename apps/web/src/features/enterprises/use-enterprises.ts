import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getEnterprise, getOwnEnterprise, listEnterprises } from '@yinqi/contracts/enterprises';
import { listVocabularies } from '@yinqi/contracts/reference';
import type { CallInput, RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { FOR_EVER } from '../../lib/code-tables.js';
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

export const useVocabularies = () => useQuery({ ...reading(listVocabularies, {}), ...FOR_EVER });
