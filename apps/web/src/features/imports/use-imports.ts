import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { getImport, listImportRows, listImports } from '@yinqi/contracts/imports';
import type { CallInput } from '@yinqi/contracts/route';
import { useLive } from '../../lib/live.js';
import { forget, paging, reading } from '../../lib/query.js';

export type RowQuery = Pick<CallInput<typeof listImportRows>['query'], 'state' | 'fault' | 'warning'>;

/** Everything read of imports is read again. */
export const forgetImports = (client: QueryClient): Promise<unknown> =>
  forget(client, [listImports, getImport, listImportRows]);

function useImportNews(): void {
  const client = useQueryClient();
  useLive(['import'], () => void forgetImports(client));
}

export function useImports() {
  useImportNews();
  return useInfiniteQuery(paging(listImports, { query: {} }));
}

export function useImport(id: string) {
  useImportNews();
  return useQuery(reading(getImport, { params: { id } }));
}

const PAGE_ROWS = 200;

/** The rows of one view, page after page as the grid is scrolled. */
export function useImportRows(id: string, query: RowQuery, isEnabled: boolean) {
  return useInfiniteQuery({
    ...paging(listImportRows, { params: { id }, query: { ...query, limit: PAGE_ROWS } }),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
  });
}
