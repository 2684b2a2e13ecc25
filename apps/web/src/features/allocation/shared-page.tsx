import type { SharedAllocation } from '@yinqi/contracts/allocation';
import { useSide } from '../../app/session.js';
import { amountIn, countText, dateTimeText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { nameIn } from '../../lib/name-in.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import styles from './allocation.module.css';
import { allocationMessages } from './messages.js';
import { useSharedAllocations } from './use-allocations.js';
import { poolName } from './words.js';

/** What bureaus have shared, as far as it concerns the reader's products or quotas. */
export function SharedAllocationsPage() {
  const t = useMessages(allocationMessages);
  const side = useSide();
  const { data, error, isPending, refetch } = useSharedAllocations();
  return (
    <>
      <PageHeader title={t('shared.title')} />
      <p className={styles.banner}>{t('banner')}</p>
      <p className={styles.intro}>{t(side === 'bank' ? 'shared.intro.bank' : 'shared.intro.holder')}</p>
      {isPending && <Skeleton />}
      {error !== null && data === undefined && (
        <ErrorState error={error} title={t('shared.failed')} onRetry={() => void refetch()} />
      )}
      {data?.items.length === 0 && <EmptyState title={t('shared.none')}>{t('shared.noneText')}</EmptyState>}
      {data?.items.map((plan) => (
        <section key={plan.id} className={styles.section}>
          <h2>{plan.title}</h2>
          <p className={styles.note}>
            {t('shared.meta', {
              bureau: plan.bureau,
              date: plan.asOf,
              at: dateTimeText(plan.sharedAt),
            })}
          </p>
          {side === 'bank' ? <Products plan={plan} /> : <Pools plan={plan} />}
        </section>
      ))}
    </>
  );
}

function Products({ plan }: { readonly plan: SharedAllocation }) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const scale = listScale(language);
  return (
    <Table
      label={plan.title}
      rows={plan.products}
      getRowId={({ product }) => product.id}
      columns={[
        {
          id: 'product',
          header: t('shared.product'),
          isRowHeader: true,
          cell: ({ product }) => nameIn(product, language),
        },
        { id: 'facility', header: t('shared.facility'), cell: ({ facility }) => nameIn(facility, language) },
        {
          id: 'amount',
          header: t('shared.amount', { unit: scaleWord(scale) }),
          align: 'end',
          cell: ({ amountFen }) => amountIn(amountFen, scale),
        },
        {
          id: 'requests',
          header: t('shared.requests'),
          align: 'end',
          cell: ({ requests }) => (requests === null ? t('shared.few') : countText(requests)),
        },
        {
          id: 'known',
          header: t('shared.known'),
          cell: ({ known }) => known.map(({ number }) => number).join(language === 'zh' ? '、' : ', ') || '—',
        },
      ]}
    />
  );
}

function Pools({ plan }: { readonly plan: SharedAllocation }) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const scale = listScale(language);
  const unit = scaleWord(scale);
  return (
    <Table
      label={plan.title}
      rows={plan.pools}
      getRowId={({ facility, bank }) => `${facility.id}/${bank?.id ?? ''}`}
      columns={[
        {
          id: 'pool',
          header: t('pools.pool'),
          isRowHeader: true,
          cell: (pool) => poolName(pool, language),
        },
        {
          id: 'capacity',
          header: t('pools.capacity', { unit }),
          align: 'end',
          cell: ({ capacityFen }) => amountIn(capacityFen, scale),
        },
        {
          id: 'used',
          header: t('shared.used', { unit }),
          align: 'end',
          cell: ({ usedFen }) => amountIn(usedFen, scale),
        },
        {
          id: 'state',
          header: t('shared.state'),
          cell: ({ isBinding }) => (
            <Tag pigment={isBinding ? 'ochre' : 'plain'}>
              {t(isBinding ? 'shared.binding' : 'shared.free')}
            </Tag>
          ),
        },
      ]}
    />
  );
}
