import { useState, type ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { QuotaException } from '@yinqi/contracts/quota-view';
import { amountIn, countText, dateTimeText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { nameIn } from '../../lib/name-in.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tabs } from '../../ui/tabs.js';
import { Tag } from '../../ui/tag.js';
import { quotaMessages } from './quota-messages.js';
import styles from './quota.module.css';
import { SettleDialog } from './settle-dialog.js';
import { useExceptions } from './use-quota.js';

/** Loans beyond the quota, or never reserved: found out by a person, one by one. */
export function ExceptionsPage(): ReactNode {
  const t = useMessages(quotaMessages);
  const navigate = useNavigate();
  const { settled } = useSearch({ from: '/signed-in/quota/exceptions' });
  const isSettled = settled === true;
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useExceptions(isSettled);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <>
      <PageHeader
        title={t('exceptions.title')}
        context={total !== undefined && t('exceptions.count', { count: countText(total) })}
        back={<Link to="/quota">{t('pool.back')}</Link>}
      />
      <p className={styles.intro}>{t('exceptions.intro')}</p>
      <Tabs
        label={t('exceptions.title')}
        tabs={[
          { id: 'open', label: t('exceptions.open') },
          { id: 'settled', label: t('exceptions.settled') },
        ]}
        selected={isSettled ? 'settled' : 'open'}
        onSelect={(id) =>
          void navigate({
            to: '/quota/exceptions',
            search: id === 'settled' ? { settled: true } : {},
            replace: true,
          })
        }
      >
        {isPending && <Skeleton rows={5} />}
        {error !== null && items.length === 0 && (
          <ErrorState error={error} title={t('exceptions.failed')} onRetry={() => void refetch()} />
        )}
        {total === 0 && (
          <EmptyState title={t(isSettled ? 'exceptions.noneSettled' : 'exceptions.none')}>
            {!isSettled && t('exceptions.none.text')}
          </EmptyState>
        )}
        {items.length > 0 && <ExceptionTable items={items} isSettled={isSettled} />}
        {hasNextPage && (
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('pool.more')}
          </Button>
        )}
      </Tabs>
    </>
  );
}

type TableProps = { readonly items: readonly QuotaException[]; readonly isSettled: boolean };

function ExceptionTable({ items, isSettled }: TableProps) {
  const t = useMessages(quotaMessages);
  const { language } = useLanguage();
  const [settling, setSettling] = useState<QuotaException>();
  const scale = listScale(language);
  const columns: TableColumn<QuotaException>[] = [
    {
      id: 'kind',
      header: t('exceptions.kind'),
      cell: ({ kind }) => <Tag pigment="ochre">{t(`exceptions.kind.${kind}`)}</Tag>,
    },
    {
      id: 'pool',
      header: t('exceptions.pool'),
      isRowHeader: true,
      cell: ({ pool, facility }) => (
        <Link to="/quota/$poolId" params={{ poolId: pool.id }} search={{ figure: 'used' }}>
          {nameIn(facility, language)} · {nameIn(pool, language)}
        </Link>
      ),
    },
    {
      id: 'amount',
      header: t('exceptions.amount', { unit: scaleWord(scale) }),
      align: 'end',
      cell: ({ amountFen }) => amountIn(amountFen, scale),
    },
    {
      id: 'at',
      header: t('exceptions.at'),
      cell: ({ openedAt }) => <span className={styles.number}>{dateTimeText(openedAt)}</span>,
    },
    {
      id: 'result',
      header: t('exceptions.result'),
      cell: (one) =>
        one.settled === null ? (
          one.maySettle && <Button onPress={() => setSettling(one)}>{t('exceptions.settle')}</Button>
        ) : (
          <>
            {one.settled.note}
            <span className={styles.people}>
              {t('exceptions.settledBy', { by: one.settled.by, time: dateTimeText(one.settled.at) })}
            </span>
          </>
        ),
    },
  ];
  return (
    <>
      <Table
        label={t(isSettled ? 'exceptions.settled' : 'exceptions.open')}
        columns={columns}
        rows={items}
        getRowId={({ id }) => id}
      />
      {settling !== undefined && <SettleDialog exception={settling} onClose={() => setSettling(undefined)} />}
    </>
  );
}
