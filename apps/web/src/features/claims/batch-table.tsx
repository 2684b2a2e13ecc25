import type { ClaimBatchView } from '@yinqi/contracts/claim-batches';
import { amountIn, countText, dateTimeText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { BATCH_PIGMENT, nameIn } from './claim-words.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';
import { useBatches } from './use-claims.js';

/** The bank's own batches of a tool. */
export function BankBatches({ facilityId }: { readonly facilityId: string }) {
  const t = useMessages(claimMessages);
  return (
    <BatchList
      batches={useBatches({ facilityId })}
      isHolder={false}
      empty={<EmptyState title={t('batches.none')}>{t('batches.none.text')}</EmptyState>}
    />
  );
}

type ListProps = {
  readonly batches: ReturnType<typeof useBatches>;
  readonly isHolder: boolean;
  readonly empty: React.ReactNode;
};

export function BatchList({ batches, isHolder, empty }: ListProps) {
  const t = useMessages(claimMessages);
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = batches;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {isPending && <Skeleton rows={6} />}
      {error !== null && items.length === 0 && (
        <ErrorState error={error} title={t('failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && items.length === 0 && empty}
      {items.length > 0 && <BatchTable items={items} isHolder={isHolder} />}
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

function BatchTable({
  items,
  isHolder,
}: {
  readonly items: readonly ClaimBatchView[];
  readonly isHolder: boolean;
}) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const scale = listScale(language);
  const whose: TableColumn<ClaimBatchView>[] = isHolder
    ? [
        { id: 'bank', header: t('batch.bank'), cell: ({ bank }) => nameIn(bank, language) },
        { id: 'tool', header: t('batch.tool'), cell: ({ facility }) => nameIn(facility, language) },
      ]
    : [];
  const columns: TableColumn<ClaimBatchView>[] = [
    {
      id: 'number',
      header: t('batch.number'),
      isRowHeader: true,
      cell: ({ id, number }) => (
        <Link to="/claims/batches/$batchId" params={{ batchId: id }}>
          {number}
        </Link>
      ),
    },
    {
      id: 'state',
      header: t('state'),
      cell: ({ state }) => <Tag pigment={BATCH_PIGMENT[state]}>{t(`batch.state.${state}`)}</Tag>,
    },
    ...whose,
    { id: 'lines', header: t('batch.lines'), align: 'end', cell: ({ lines }) => countText(lines) },
    {
      id: 'amount',
      header: t('batch.amount', { unit: scaleWord(scale) }),
      align: 'end',
      cell: ({ amountFen }) => amountIn(amountFen, scale),
    },
    {
      id: 'submitted',
      header: t('batch.submitted'),
      cell: ({ submittedAt }) => (
        <span className={styles.number}>{submittedAt === null ? '—' : dateTimeText(submittedAt)}</span>
      ),
    },
    {
      id: 'outcome',
      header: t('batch.outcome'),
      cell: ({ state, reimbursedLines, reducedLines, rejectedLines, correctedLines }) =>
        state === 'decided'
          ? [
              t('batch.outcome.text', { reimbursed: reimbursedLines, rejected: rejectedLines }),
              ...(reducedLines === 0 ? [] : [t('batch.outcome.reduced', { count: reducedLines })]),
              ...(correctedLines === 0 ? [] : [t('batch.outcome.corrected', { count: correctedLines })]),
            ].join(t('comma'))
          : '—',
    },
  ];
  return <Table label={t('view.batches')} columns={columns} rows={items} getRowId={({ id }) => id} />;
}
