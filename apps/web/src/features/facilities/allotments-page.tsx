import type { ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AllotmentView } from '@yinqi/contracts/allotments';
import { amountIn, countText, dateTimeText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { nameIn } from '../../lib/name-in.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tabs } from '../../ui/tabs.js';
import { Tag } from '../../ui/tag.js';
import { allotmentMessages } from './allotment-messages.js';
import { ALLOTMENT_PIGMENT, type AllotmentWords } from './quota-words.js';
import styles from './quota.module.css';
import { useOpenAllotments } from './use-open-allotments.js';
import { useAllotments } from './use-quota.js';

/** Everything the organisation did with its quota, what waits for a second person first. */
export function AllotmentsPage(): ReactNode {
  const t = useMessages(allotmentMessages);
  const navigate = useNavigate();
  const { open } = useSearch({ from: '/signed-in/allotments' });
  const isOpenOnly = open === true;
  const openCount = useOpenAllotments();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useAllotments(isOpenOnly);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        context={total !== undefined && t('list.count', { count: countText(total) })}
      />
      <p className={styles.intro}>{t('list.intro')}</p>
      <Tabs
        label={t('list.state')}
        tabs={[
          { id: 'all', label: t('list.all') },
          { id: 'open', label: t('list.open'), count: openCount },
        ]}
        selected={isOpenOnly ? 'open' : 'all'}
        onSelect={(id) =>
          void navigate({ to: '/allotments', search: id === 'open' ? { open: true } : {}, replace: true })
        }
      >
        {isPending && <Skeleton rows={6} />}
        {error !== null && items.length === 0 && (
          <ErrorState error={error} title={t('list.failed')} onRetry={() => void refetch()} />
        )}
        {total === 0 && (
          <EmptyState
            title={t(isOpenOnly ? 'list.noneOpen' : 'list.none')}
            action={<ButtonLink to="/quota">{t('list.quota')}</ButtonLink>}
          >
            {t(isOpenOnly ? 'list.noneOpen.text' : 'list.none.text')}
          </EmptyState>
        )}
        {items.length > 0 && <AllotmentTable items={items} />}
        {hasNextPage && (
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('list.more')}
          </Button>
        )}
      </Tabs>
    </>
  );
}

function AllotmentTable({ items }: { readonly items: readonly AllotmentView[] }) {
  const t = useMessages(allotmentMessages);
  const { language } = useLanguage();
  return (
    <Table label={t('list.title')} columns={columnsOf(t, language)} rows={items} getRowId={({ id }) => id} />
  );
}

function columnsOf(t: AllotmentWords, language: Language): TableColumn<AllotmentView>[] {
  const scale = listScale(language);
  return [
    {
      id: 'kind',
      header: t('list.kind'),
      isRowHeader: true,
      cell: ({ id, kind }) => (
        <Link to="/allotments/$allotmentId" params={{ allotmentId: id }}>
          {t(`kind.${kind}`)}
        </Link>
      ),
    },
    {
      id: 'state',
      header: t('list.state'),
      cell: ({ state }) => <Tag pigment={ALLOTMENT_PIGMENT[state]}>{t(`state.${state}`)}</Tag>,
    },
    { id: 'facility', header: t('list.facility'), cell: ({ facility }) => nameIn(facility, language) },
    {
      id: 'pool',
      header: t('list.pool'),
      cell: ({ pool, other }) =>
        other === null
          ? nameIn(pool, language)
          : t('arrow', { from: nameIn(pool, language), to: nameIn(other, language) }),
    },
    {
      id: 'amount',
      header: t('list.amount', { unit: scaleWord(scale) }),
      align: 'end',
      cell: ({ amountFen, limitFen }) => {
        const fen = amountFen ?? limitFen;
        return fen === null ? '—' : amountIn(fen, scale);
      },
    },
    { id: 'by', header: t('list.by'), cell: ({ proposedBy }) => proposedBy },
    {
      id: 'at',
      header: t('list.at'),
      cell: ({ proposedAt }) => <span className={styles.number}>{dateTimeText(proposedAt)}</span>,
    },
    { id: 'decided', header: t('list.decided'), cell: ({ decidedBy }) => decidedBy ?? '—' },
  ];
}
