import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  getPipelineBreakdown,
  getPipelineOverview,
  getServiceFigures,
  getStageTimes,
  listPipelineEngagements,
  listPipelineRequests,
  type Dimension,
} from '@yinqi/contracts/pipeline';
import type { CallInput } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';
import type { Span } from './periods.js';
import { filterOf, spanFilterOf, type PopulationSearch } from './population-search.js';

const ALL = [
  getPipelineOverview,
  getPipelineBreakdown,
  listPipelineRequests,
  listPipelineEngagements,
  getStageTimes,
  getServiceFigures,
];

/** Figures and their rows are read again together, so that they keep agreeing. */
function usePipelineNews(): void {
  const client = useQueryClient();
  useLive(['financing_request', 'match', 'match_run', 'engagement'], () => {
    for (const { id } of ALL) void client.invalidateQueries({ queryKey: [id] });
  });
}

export function useOverview(search: PopulationSearch) {
  usePipelineNews();
  return useQuery({
    ...reading(getPipelineOverview, { query: filterOf(search) }),
    placeholderData: keepPreviousData,
  });
}

export function useBreakdown(search: PopulationSearch, by: Dimension) {
  return useQuery({
    ...reading(getPipelineBreakdown, { query: { ...filterOf(search), by } }),
    placeholderData: keepPreviousData,
  });
}

export function useStageTimes(search: PopulationSearch) {
  usePipelineNews();
  return useQuery({
    ...reading(getStageTimes, { query: filterOf(search) }),
    placeholderData: keepPreviousData,
  });
}

export function useServiceFigures(span: Span) {
  usePipelineNews();
  return useQuery({
    ...reading(getServiceFigures, { query: spanFilterOf(span) }),
    placeholderData: keepPreviousData,
  });
}

type PageAnswer = { readonly nextCursor: string | null };
const nextOf = (page: PageAnswer): string | undefined => page.nextCursor ?? undefined;
const first = undefined as string | undefined;

export function useRequestRows(query: CallInput<typeof listPipelineRequests>['query']) {
  usePipelineNews();
  return useInfiniteQuery({
    queryKey: [listPipelineRequests.id, 'pages', query],
    initialPageParam: first,
    queryFn: ({ pageParam, signal }) =>
      call(
        listPipelineRequests,
        { query: { ...query, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: nextOf,
    placeholderData: keepPreviousData,
  });
}

export function useCaseRows(query: CallInput<typeof listPipelineEngagements>['query']) {
  usePipelineNews();
  return useInfiniteQuery({
    queryKey: [listPipelineEngagements.id, 'pages', query],
    initialPageParam: first,
    queryFn: ({ pageParam, signal }) =>
      call(
        listPipelineEngagements,
        { query: { ...query, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: nextOf,
    placeholderData: keepPreviousData,
  });
}
