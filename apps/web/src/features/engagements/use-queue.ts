import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import {
  getEngagement,
  listEngagements,
  type EngagementDetail,
  type EngagementItem,
  type QueueStage,
  type QueueTab,
} from '@yinqi/contracts/engagements';
import type { RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';
import { STAGE_COUNTS_KEY } from './use-stage-count.js';

export type QueuePageData = RouteResult<typeof listEngagements>;
type QueueView = { readonly stage: QueueStage; readonly tab: QueueTab; readonly search: string | undefined };

const PAGE_ROWS = 100;
/** Time left is told in minutes. */
const MINUTE_MS = 60_000;

export const forgetQueue = (client: QueryClient): Promise<unknown> =>
  Promise.all([
    client.invalidateQueries({ queryKey: [listEngagements.id] }),
    client.invalidateQueries({ queryKey: STAGE_COUNTS_KEY }),
  ]);

export const caseQuery = (id: string) => ({
  ...reading(getEngagement, { params: { id } }),
  // Reading a dossier leaves a receipt: only a change of the case is a reason to read it again.
  staleTime: Infinity,
  refetchOnWindowFocus: false as const,
});

/** One pile of work in the server's order, page after page; kept up to date while it is on screen. */
export function useQueue({ stage, tab, search }: QueueView) {
  const client = useQueryClient();
  useLive(['engagement'], () => void forgetQueue(client));
  const query = useInfiniteQuery({
    queryKey: [listEngagements.id, stage, tab, search],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listEngagements,
        {
          query: {
            stage,
            tab,
            limit: PAGE_ROWS,
            ...(search !== undefined && { search }),
            ...(pageParam !== undefined && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: (page: QueuePageData) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: MINUTE_MS,
  });
  const first = query.data?.pages[0];
  const rows: readonly EngagementItem[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...query, first, rows };
}

export function useCase(id: string) {
  const client = useQueryClient();
  useLive(['engagement'], (news) => {
    if (news === 'resumed' || news.id === id) void client.invalidateQueries(caseQuery(id));
  });
  return useQuery(caseQuery(id));
}

/** What a command answered is what the page shows; every list is read again. */
export function keepCase(client: QueryClient, detail: EngagementDetail): void {
  client.setQueryData(caseQuery(detail.id).queryKey, detail);
  void forgetQueue(client);
}
