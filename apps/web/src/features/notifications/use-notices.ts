import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { countNotices, listNotices, readNotices, type NoticeGroup } from '@yinqi/contracts/notifications';
import type { RouteResult } from '@yinqi/contracts/route';
import { call } from '../../lib/call.js';
import { useCommand } from '../../lib/use-command.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { notificationMessages } from './messages.js';
import type { NoticeSearch } from './notice-search.js';

type Page = RouteResult<typeof listNotices>;

const PAGE_RECORDS = 20;

/** Records with their messages under one filter, page after page; the top bar listens for what is new. */
export function useNotices({ kind, unread }: NoticeSearch) {
  const pages = useInfiniteQuery({
    queryKey: [listNotices.id, kind, unread],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        listNotices,
        {
          query: {
            limit: PAGE_RECORDS,
            ...(kind !== undefined && { kind: [kind] }),
            ...(unread === true && { unread: 'true' }),
            ...(pageParam !== undefined && { cursor: pageParam }),
          },
        },
        { signal },
      ),
    getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const groups: readonly NoticeGroup[] = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...pages, groups, asOf: pages.data?.pages[0]?.asOf };
}

/** Marks as read what the reader has before his eyes: of one record, or all of it. */
export function useReading(asOf: string | undefined) {
  const t = useMessages(notificationMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const read = useCommand(readNotices, {
    onSuccess: (counted) => {
      client.setQueryData([countNotices.id, {}], counted);
      return client.invalidateQueries({ queryKey: [listNotices.id] });
    },
    onError: (error) => showToast({ message: t('read.failed', { why: wording(error) }), tone: 'failed' }),
  });
  return {
    isPending: read.isPending,
    mark: (record?: NoticeGroup['record']): void => {
      if (asOf !== undefined) read.send({ body: { through: asOf, ...(record !== undefined && { record }) } });
    },
  };
}
