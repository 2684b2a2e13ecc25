import type { ReactNode } from 'react';
import type { Statement, StatementStatus } from '@yinqi/contracts/statements';
import { countText, dateTimeText } from '../../../lib/format.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Link } from '../../../ui/link.js';
import { PageHeader } from '../../../ui/page-header.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table, type TableColumn } from '../../../ui/table.js';
import { Tag, type Pigment } from '../../../ui/tag.js';
import { nameIn } from '../../../lib/name-in.js';
import { usePools } from '../use-quota.js';
import { statementMessages } from './messages.js';
import { openCount } from './statement-piles.js';
import styles from './statements.module.css';
import { UploadForm } from './upload-form.js';
import { useStatements } from './use-statements.js';

const STATUS_PIGMENT: Readonly<Record<StatementStatus, Pigment>> = {
  uploaded: 'azurite',
  read: 'malachite',
  refused: 'cinnabar',
};

/** Every statement of the office, and where a new one is laid to the ledger. */
export function StatementsPage(): ReactNode {
  const t = useMessages(statementMessages);
  const pools = usePools();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useStatements();
  const statements = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;
  const fault = error ?? pools.error;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        context={total !== undefined && t('list.count', { count: countText(total) })}
      />
      <p className={styles.intro}>{t('list.intro')}</p>
      {pools.data?.items.length === 0 && (
        <EmptyState title={t('list.noPool')}>{t('list.noPool.text')}</EmptyState>
      )}
      {pools.data !== undefined && pools.data.items.length > 0 && (
        <UploadForm pools={pools.data.items} known={statements} />
      )}
      {data === undefined && fault === null && <Skeleton />}
      {data === undefined && fault !== null && (
        <ErrorState error={fault} title={t('list.failed')} onRetry={() => void refetch()} />
      )}
      {total === 0 && <EmptyState title={t('list.none')}>{t('list.none.text')}</EmptyState>}
      {statements.length > 0 && <StatementTable statements={statements} />}
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </>
  );
}

function StatementTable({ statements }: { readonly statements: readonly Statement[] }) {
  const t = useMessages(statementMessages);
  const { language } = useLanguage();
  const columns: readonly TableColumn<Statement>[] = [
    {
      id: 'file',
      header: t('list.file'),
      isRowHeader: true,
      cell: ({ id, fileName }) => (
        <Link to="/statements/$statementId" params={{ statementId: id }}>
          {fileName}
        </Link>
      ),
    },
    {
      id: 'pool',
      header: t('list.pool'),
      cell: ({ facility, pool }) => `${nameIn(facility, language)} · ${nameIn(pool, language)}`,
    },
    {
      id: 'period',
      header: t('list.period'),
      cell: ({ fromOn, toOn }) => (
        <span className={styles.number}>{t('period', { from: fromOn, to: toOn })}</span>
      ),
    },
    {
      id: 'status',
      header: t('list.status'),
      cell: ({ status }) => <Tag pigment={STATUS_PIGMENT[status]}>{t(`status.${status}`)}</Tag>,
    },
    {
      id: 'matched',
      header: t('list.matched'),
      align: 'end',
      cell: ({ piles }) => countText(piles.matched.count),
    },
    { id: 'open', header: t('list.open'), align: 'end', cell: (one) => countText(openCount(one)) },
    { id: 'by', header: t('list.by'), cell: ({ createdBy }) => createdBy },
    {
      id: 'at',
      header: t('list.at'),
      cell: ({ createdAt }) => <span className={styles.number}>{dateTimeText(createdAt)}</span>,
    },
  ];
  return <Table label={t('list.label')} columns={columns} rows={statements} getRowId={({ id }) => id} />;
}
