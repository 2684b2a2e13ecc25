import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { Permission, Side } from '@yinqi/contracts/access';
import { getSession, type Session } from '@yinqi/contracts/identity';
import { call } from '../lib/call.js';
import { hasCode } from '../lib/problem.js';

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions<Session | null>({
  queryKey: [getSession.id],
  queryFn: async ({ signal }) => {
    try {
      return await call(getSession, {}, { signal });
    } catch (error) {
      if (hasCode(error, 'session.required')) return null;
      throw error;
    }
  },
  staleTime: 300_000,
});

/** The session of a page behind sign-in, where there always is one. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new Error('a page of the signed-in part was drawn without a session');
  return data;
}

export const useSide = (): Side => useSession().side;

/** Whether the reader's roles grant a permission: decides what is shown, the API decides what is allowed. */
export const usePermission = (permission: Permission): boolean =>
  useSession().permissions.includes(permission);

/** Replaces what is known of the session and forgets everything read under the former one. */
export function useReplaceSession(): (session: Session | null) => void {
  const client = useQueryClient();
  return (session) => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== getSession.id });
    client.setQueryData(sessionQuery.queryKey, session);
  };
}
