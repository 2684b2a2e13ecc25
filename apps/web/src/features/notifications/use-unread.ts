import { useQuery, useQueryClient } from '@tanstack/react-query';
import { countNotices, listNotices } from '@yinqi/contracts/notifications';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';

const countQuery = reading(countNotices, {});

/** How many messages are unread, as it changes; undefined while it is not known. */
export function useUnread(): number | undefined {
  const client = useQueryClient();
  useLive(['notice'], () => {
    void client.invalidateQueries({ queryKey: countQuery.queryKey });
    void client.invalidateQueries({ queryKey: [listNotices.id] });
  });
  return useQuery(countQuery).data?.unread;
}
