import type { AllocationItem } from '@yinqi/contracts/allocation';
import { amountIn, countText, dateTimeText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import styles from './allocation.module.css';
import { allocationMessages } from './messages.js';
import { useAllocations } from './use-allocations.js';
import { STATUS_PIGMENT, type AllocationWords } from './words.js';

/** What the bureau has calculated so far. */
export function AllocationsPage() {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useAllocations();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        context={total !== undefined && t('list.count', { count: total })}
        actions={
          <ButtonLink variant="primary" to="/allocations/new">
            {t('list.new')}
          </ButtonLink>
        }
      />
      <p className={styles.banner}>{t('banner')}</p>
      {data === undefined && error === null && <Skeleton />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('list.failed')} onRetry={() => void refetch()} />
      )}
      {total === 0 && <EmptyState title={t('list.none')}>{t('list.noneText')}</EmptyState>}
      {items.length > 0 && (
        <Table
          label={t('list.title')}
          columns={columnsOf(t, language)}
          rows={items}
          getRowId={({ id }) => id}
        />
      )}
      {hasNextPage && <Button onPress={() => void fetchNextPage()}>{t('list.more')}</Button>}
    </>
  );
}

function columnsOf(t: AllocationWords, language: Language): TableColumn<AllocationItem>[] {
  const scale = listScale(language);
  const unit = scaleWord(scale);
  const amount = (fen: string | null): string => (fen === null ? '—' : amountIn(fen, scale));
  return [
    {
      id: 'title',
      header: t('list.name'),
      isRowHeader: true,
      cell: (item) => (
        <Link to="/allocations/$allocationId" params={{ allocationId: item.id }}>
          {item.title}
        </Link>
      ),
    },
    {
      id: 'status',
      header: t('list.status'),
      cell: ({ status }) => <Tag pigment={STATUS_PIGMENT[status]}>{t(`status.${status}`)}</Tag>,
    },
    {
      id: 'requests',
      header: t('list.requests'),
      align: 'end',
      cell: ({ requests }) => (requests === null ? '—' : countText(requests)),
    },
    {
      id: 'demand',
      header: t('list.demand', { unit }),
      align: 'end',
      cell: ({ demandFen }) => amount(demandFen),
    },
    {
      id: 'served',
      header: t('list.served', { unit }),
      align: 'end',
      cell: ({ servedFen }) => amount(servedFen),
    },
    {
      id: 'shared',
      header: t('list.shared'),
      cell: ({ sharedAt }) => (sharedAt === null ? t('list.sharedNo') : t('list.sharedYes')),
    },
    { id: 'by', header: t('list.by'), cell: ({ createdBy }) => createdBy },
    { id: 'at', header: t('list.at'), cell: ({ createdAt }) => dateTimeText(createdAt) },
  ];
}
