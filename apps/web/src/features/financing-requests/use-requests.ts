import { useEffect } from 'react';
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { getFinancingRequest, listFinancingRequests } from '@yinqi/contracts/financing-requests';
import type { CallInput, RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';

type Query = CallInput<typeof listFinancingRequests>['query'];
export type RequestPage = RouteResult<typeof listFinancingRequests>;

/** Reads again what changed under the reader's eyes. */
function useRequestNews(): void {
  const client = useQueryClient();
  useLive(['financing_request', 'match', 'match_run', 'engagement'], (news) => {
    void client.invalidateQueries({ queryKey: [listFinancingRequests.id] });
    if (news === 'resumed' || news.kind === 'match_run')
      void client.invalidateQueries({ queryKey: [getFinancingRequest.id] });
    else
      void client.invalidateQueries({
        queryKey: news.kind === 'engagement' ? [getFinancingRequest.id] : requestQuery(news.id).queryKey,
      });
  });
}

export const requestQuery = (id: string) => reading(getFinancingRequest, { params: { id } });

export function useRequest(id: string) {
  useRequestNews();
  return useQuery(requestQuery(id));
}

/** Everything an enterprise has filed: few enough for one page. */
export function useOwnRequests() {
  useRequestNews();
  return useQuery(reading(listFinancingRequests, { query: { limit: 200 } }));
}

/** The bureau's register, page after page under one filter. */
export function useRegister(query: Query) {
  useRequestNews();
  const pages = useInfiniteQuery({
    queryKey: [listFinancingRequests.id, 'pages', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listFinancingRequests,
        { query: { ...query, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: (page: RequestPage) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return {
    ...pages,
    rows: pages.data?.pages.flatMap((page) => page.items) ?? [],
    first: pages.data?.pages[0],
  };
}

/** Runs once when the page opens. */
export function useOnOpen(act: () => void): void {
  // The act belongs to the opening of the page, not to its later renderings.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useEffect(act, []);
}
