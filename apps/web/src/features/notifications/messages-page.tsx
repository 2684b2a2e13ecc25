import type { Side } from '@yinqi/contracts/access';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { NoticeGroup } from '@yinqi/contracts/notifications';
import { NOTICE_KIND_LABELS, NOTICE_KINDS } from '@yinqi/domain/notices';
import { useSide } from '../../app/session.js';
import { countText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choice-groups.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { KeyHint } from '../../ui/key-hint.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tabs } from '../../ui/tabs.js';
import { notificationMessages } from './messages.js';
import { NoticeGroupItem } from './notice-group.js';
import { onNoticeKey } from './notice-keys.js';
import type { NoticeSearch } from './notice-search.js';
import styles from './notifications.module.css';
import { useNotices, useReading } from './use-notices.js';
import { useUnread } from './use-unread.js';

const isTold = (side: Side): side is 'bank' | 'bureau' | 'facility_administrator' =>
  side === 'bank' || side === 'bureau' || side === 'facility_administrator';

/** What happened to the reader's records, unread first, each with the one thing to do about it. */
export function MessagesPage() {
  const t = useMessages(notificationMessages);
  const { language } = useLanguage();
  const search = useSearch({ from: '/signed-in/messages' });
  const navigate = useNavigate({ from: '/messages' });
  const size = useSide() === 'enterprise' ? 'touch' : 'work';
  const unread = useUnread();
  const notices = useNotices(search);
  const reading = useReading(notices.asOf);
  const show = (next: NoticeSearch): void => void navigate({ search: next, replace: true });
  return (
    <>
      <PageHeader
        title={t('page.title')}
        context={
          unread !== undefined &&
          (unread > 0 ? t('page.unread', { count: countText(unread) }) : t('page.allRead'))
        }
        meta={<Link to="/messages/settings">{t('page.settings')}</Link>}
        actions={
          unread !== undefined &&
          unread > 0 && (
            <Button size={size} isPending={reading.isPending} onPress={() => reading.mark()}>
              {t('page.readAll')}
            </Button>
          )
        }
      />
      <Tabs
        label={t('page.kinds')}
        tabs={[
          { id: 'all', label: t('page.all') },
          ...NOTICE_KINDS.map((kind) => ({ id: kind, label: NOTICE_KIND_LABELS[kind][language] })),
        ]}
        selected={search.kind ?? 'all'}
        onSelect={(kind) => show({ ...search, kind: kind === 'all' ? undefined : kind })}
      >
        <div className={styles.filter}>
          <Checkbox
            label={t('page.unreadOnly')}
            isChecked={search.unread === true}
            onChange={(isOnly) => show({ ...search, unread: isOnly ? true : undefined })}
          />
        </div>
        <NoticeList
          notices={notices}
          isFiltered={search.kind !== undefined || search.unread === true}
          onRead={reading.mark}
          onShowAll={() => show({})}
        />
      </Tabs>
    </>
  );
}

type ListProps = {
  readonly notices: ReturnType<typeof useNotices>;
  readonly isFiltered: boolean;
  readonly onRead: (record: NoticeGroup['record']) => void;
  readonly onShowAll: () => void;
};

function NoticeList({ notices, isFiltered, onRead, onShowAll }: ListProps) {
  const t = useMessages(notificationMessages);
  const side = useSide();
  const { data, error, groups, hasNextPage, isFetchingNextPage } = notices;
  if (data === undefined) {
    return error === null ? (
      <Skeleton />
    ) : (
      <ErrorState error={error} title={t('page.failed')} onRetry={() => void notices.refetch()} />
    );
  }
  if (groups.length === 0) {
    return isFiltered ? (
      <EmptyState
        title={t('empty.filtered')}
        action={<Button onPress={onShowAll}>{t('empty.showAll')}</Button>}
      />
    ) : (
      <EmptyState title={t('empty.title')}>
        {t(isTold(side) ? `empty.text.${side}` : 'empty.text.enterprise')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul
        className={styles.groups}
        aria-label={t('page.list')}
        onKeyDown={(event) =>
          onNoticeKey(event, (recordId) => {
            const group = groups.find(({ record }) => record.id === recordId);
            if (group !== undefined && group.unread > 0) onRead(group.record);
          })
        }
      >
        {groups.map((group) => (
          <NoticeGroupItem key={group.record.id} group={group} onRead={() => onRead(group.record)} />
        ))}
      </ul>
      <div className={styles.foot}>
        {hasNextPage && (
          <Button isPending={isFetchingNextPage} onPress={() => void notices.fetchNextPage()}>
            {t('page.more')}
          </Button>
        )}
        <p className={styles.keys}>
          <KeyHint keys="J" /> <KeyHint keys="K" /> {t('page.keys.move')} <KeyHint keys="Enter" />{' '}
          {t('page.keys.open')} <KeyHint keys="M" /> {t('page.keys.read')}
        </p>
      </div>
    </>
  );
}
