import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { getImport, listImportRows, listImports } from '@yinqi/contracts/imports';
import type { CallInput, RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';

export type RowQuery = Pick<CallInput<typeof listImportRows>['query'], 'state' | 'fault' | 'warning'>;

/** Everything read of imports is read again. */
export const forgetImports = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [listImports, getImport, listImportRows].map((route) =>
      client.invalidateQueries({ queryKey: [route.id] }),
    ),
  );

function useImportNews(): void {
  const client = useQueryClient();
  useLive(['import'], () => void forgetImports(client));
}

export function useImports() {
  useImportNews();
  return useInfiniteQuery({
    queryKey: [listImports.id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(listImports, { query: pageParam === undefined ? {} : { cursor: pageParam } }, { signal }),
    getNextPageParam: (page: RouteResult<typeof listImports>) => page.nextCursor ?? undefined,
  });
}

export function useImport(id: string) {
  useImportNews();
  return useQuery(reading(getImport, { params: { id } }));
}

const PAGE_ROWS = 200;

/** The rows of one view, page after page as the grid is scrolled. */
export function useImportRows(id: string, query: RowQuery, isEnabled: boolean) {
  return useInfiniteQuery({
    queryKey: [listImportRows.id, id, query],
    enabled: isEnabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listImportRows,
        {
          params: { id },
          query: { ...query, limit: PAGE_ROWS, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        },
        { signal },
      ),
    getNextPageParam: (page: RouteResult<typeof listImportRows>) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}
