import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import {
  getStatement,
  listStatementItems,
  listStatements,
  type StatementOutcome,
} from '@yinqi/contracts/statements';
import { useLive } from '../../../lib/live.js';
import { forget, paging, reading } from '../../../lib/query.js';

/** Everything read of statements is read again. */
export const forgetStatements = (client: QueryClient): Promise<unknown> =>
  forget(client, [listStatements, getStatement, listStatementItems]);

/** A colleague's word on a correction changes what a statement shows of it. */
function useStatementNews(): void {
  const client = useQueryClient();
  useLive(['statement', 'allotment'], () => void forgetStatements(client));
}

export function useStatements() {
  useStatementNews();
  return useInfiniteQuery(paging(listStatements, { query: {} }));
}

export function useStatement(id: string) {
  useStatementNews();
  return useQuery(reading(getStatement, { params: { id } }));
}

export const useStatementItems = (id: string, outcome: StatementOutcome) =>
  useInfiniteQuery(paging(listStatementItems, { params: { id }, query: { outcome: [outcome] } }));
