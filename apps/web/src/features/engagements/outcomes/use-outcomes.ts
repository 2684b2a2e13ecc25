import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import {
  getOutcomeBatch,
  listOutcomeBatches,
  listOutcomeRows,
  type OutcomeRowState,
} from '@yinqi/contracts/outcomes';
import { useLive } from '../../../lib/live.js';
import { forget, paging, reading } from '../../../lib/query.js';

/** Everything read of lists is read again. */
export const forgetOutcomes = (client: QueryClient): Promise<unknown> =>
  forget(client, [listOutcomeBatches, getOutcomeBatch, listOutcomeRows]);

function useOutcomeNews(): void {
  const client = useQueryClient();
  useLive(['outcomes'], () => void forgetOutcomes(client));
}

export function useOutcomeBatches() {
  useOutcomeNews();
  return useInfiniteQuery(paging(listOutcomeBatches, { query: {} }));
}

export function useOutcomeBatch(id: string) {
  useOutcomeNews();
  return useQuery(reading(getOutcomeBatch, { params: { id } }));
}

export function useOutcomeRows(id: string, state: OutcomeRowState) {
  return useInfiniteQuery({
    ...paging(listOutcomeRows, { params: { id }, query: { state: [state] } }),
    placeholderData: keepPreviousData,
  });
}
