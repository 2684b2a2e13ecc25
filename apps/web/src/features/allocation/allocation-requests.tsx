import { useState } from 'react';
import type { AllocationRequestLine } from '@yinqi/contracts/allocation';
import { OUTCOMES } from '@yinqi/domain/allocation';
import { amountIn, amountText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { nameIn } from '../../lib/name-in.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { Select } from '../../ui/select.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import styles from './allocation.module.css';
import { allocationMessages } from './messages.js';
import { useAllocationRequests, type Outcome } from './use-allocations.js';
import { OUTCOME_PIGMENT, poolName, type AllocationWords } from './words.js';

/** A plan of whole loans serves a request or does not. */
const SHOWN = OUTCOMES.filter((outcome) => outcome !== 'partly_served');

/** Every request with what is suggested for it, or why nothing is. */
export function AllocationRequests({ planId }: { readonly planId: string }) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const [outcome, setOutcome] = useState<Outcome>();
  const pages = useAllocationRequests(planId, outcome);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const total = pages.data?.pages[0]?.total;
  return (
    <section className={styles.section}>
      <h2>{t('requests.title')}</h2>
      <div className={styles.filter}>
        <Select
          label={t('requests.filter')}
          value={outcome ?? 'all'}
          options={[
            { value: 'all', label: t('requests.all') },
            ...SHOWN.map((value) => ({ value, label: t(`outcome.${value}`) })),
          ]}
          onChange={(value) => setOutcome(SHOWN.find((one) => one === value))}
        />
        {total !== undefined && <p className={styles.note}>{t('requests.count', { count: total })}</p>}
      </div>
      {pages.isPending && <Skeleton rows={8} />}
      {pages.isError && pages.data === undefined && (
        <ErrorState error={pages.error} title={t('requests.failed')} onRetry={() => void pages.refetch()} />
      )}
      {total === 0 && <EmptyState title={t('requests.none')} />}
      {rows.length > 0 && (
        <Table
          label={t('requests.title')}
          columns={columnsOf(t, language)}
          rows={rows}
          getRowId={({ requestId }) => requestId}
        />
      )}
      {pages.hasNextPage && (
        <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
          {t('requests.more')}
        </Button>
      )}
    </section>
  );
}

function columnsOf(t: AllocationWords, language: Language): TableColumn<AllocationRequestLine>[] {
  const scale = listScale(language);
  return [
    { id: 'enterprise', header: t('requests.enterprise'), isRowHeader: true, cell: (row) => row.enterprise },
    {
      id: 'number',
      header: t('requests.number'),
      cell: (row) => (
        <Link className={styles.number} to="/requests/$requestId" params={{ requestId: row.requestId }}>
          {row.number}
        </Link>
      ),
    },
    {
      id: 'area',
      header: t('requests.area'),
      cell: ({ area }) => <span className={styles.number}>{area[language]}</span>,
    },
    {
      id: 'amount',
      header: t('requests.amount', { unit: scaleWord(scale) }),
      align: 'end',
      cell: ({ amountFen }) => amountIn(amountFen, scale),
    },
    {
      id: 'outcome',
      header: t('requests.outcome'),
      cell: ({ outcome }) => <Tag pigment={OUTCOME_PIGMENT[outcome]}>{t(`outcome.${outcome}`)}</Tag>,
    },
    { id: 'why', header: t('requests.why'), cell: (row) => whyOf(row, t, language) },
  ];
}

function whyOf(
  { product, reason, blockedBy }: AllocationRequestLine,
  t: AllocationWords,
  language: Language,
) {
  if (product !== null) return `${nameIn(product.bank, language)} · ${nameIn(product, language)}`;
  if (reason === null) return '—';
  const limits = blockedBy
    .map((limit) => {
      const pool = poolName(limit, language);
      if (limit.restFen === '0') return pool;
      return t('reason.limit', { pool, rest: amountText(limit.restFen, language) });
    })
    .join(language === 'zh' ? '、' : '; ');
  return t(`reason.${reason}`, { limits });
}
