import type { ReactNode } from 'react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { PoolView } from '@yinqi/contracts/quota-view';
import { amountText, countText, figure } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { FilterChips } from '../../ui/filter-chips.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { StatementStrip, type StatementFigure } from '../../ui/statement-strip.js';
import { EntryTable } from './entry-table.js';
import { quotaMessages } from './quota-messages.js';
import { QuotaBar } from './quota-bar.js';
import styles from './quota.module.css';
import type { EntryFigure, PoolSearch } from './quota-search.js';
import { PoolStateTags } from './pool-state-tags.js';
import { isShadow, isStopped, poolTitle, type QuotaWords } from './quota-words.js';
import { usePool, usePoolEntries } from './use-quota.js';

/** The book of one pool: what it holds, and every entry that made it so. Its type is named: inferred, it would run in a circle with the routes. */
export function PoolPage(): ReactNode {
  const t = useMessages(quotaMessages);
  const { language } = useLanguage();
  const { poolId } = useParams({ from: '/signed-in/quota/$poolId' });
  const search = useSearch({ from: '/signed-in/quota/$poolId' });
  const { data: pool, isPending, error, refetch } = usePool(poolId, search.on);
  const back = (
    <Link to="/quota" search={{ on: search.on }}>
      {t('pool.back')}
    </Link>
  );
  if (pool === undefined) {
    return (
      <>
        <PageHeader title={t('pool.entries')} back={back} />
        {isPending && <Skeleton rows={8} />}
        {error !== null && (
          <ErrorState error={error} title={t('pool.failed')} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t('pool.title', { pool: poolTitle(pool, language) })}
        context={(!isShadow(pool) || isStopped(pool)) && <PoolStateTags pool={pool} />}
        back={back}
        actions={
          pool.isHolder &&
          search.on === undefined && (
            <ButtonLink variant="primary" to="/quota/$poolId/act" params={{ poolId }}>
              {t('pool.act')}
            </ButtonLink>
          )
        }
      />
      {search.on !== undefined && (
        <p className={styles.banner} role="status">
          {t('quota.past', { date: search.on })}
          <Link to="/quota/$poolId" params={{ poolId }} search={{ ...search, on: undefined }}>
            {t('quota.backToNow')}
          </Link>
        </p>
      )}
      <PoolFigures pool={pool} search={search} />
      {!isShadow(pool) && (
        <div className={styles.whole}>
          <QuotaBar pool={pool} />
          <p className={styles.guard}>{guardText(pool, t, language)}</p>
        </div>
      )}
      <PoolEntries pool={pool} search={search} />
    </>
  );
}

/** What one customer may have of it at most, and from what amount on two people are needed. */
function guardText(pool: PoolView, t: QuotaWords, language: Language): string {
  const { singleCustomerLimitFen: limitFen, secondPersonFromFen } = pool;
  const from = amountText(secondPersonFromFen, language);
  return limitFen === null
    ? t('pool.guard.noLimit', { from })
    : t('pool.guard', { limit: amountText(limitFen, language), from });
}

type Props = { readonly pool: PoolView; readonly search: PoolSearch };

function PoolFigures({ pool, search }: Props) {
  const t = useMessages(quotaMessages);
  const { language } = useLanguage();
  const { own, whole } = pool;
  const of = (
    id: EntryFigure,
    fen: string,
    context: string,
    below: true | undefined,
    isAlarm = false,
  ): StatementFigure => {
    const { value, ...rest } = figure(fen, language);
    return {
      id,
      label: t(isShadow(pool) ? 'figure.reported' : `figure.${id}`),
      context,
      isAlarm,
      ...rest,
      value: (
        <Link
          look="figure"
          to="/quota/$poolId"
          params={{ poolId: pool.id }}
          search={{ on: search.on, figure: id, below }}
        >
          {value}
        </Link>
      ),
    };
  };
  const used = of(
    'used',
    whole.usedFen,
    isShadow(pool)
      ? t('figure.reported.text')
      : whole.usedFen === own.usedFen
        ? t(`authority.${pool.authority}`)
        : t('figure.used.below', { own: amountText(own.usedFen, language) }),
    true,
  );
  if (isShadow(pool)) return <StatementStrip label={t('pool.entries')} figures={[used]} />;
  const figures: StatementFigure[] = [
    of('limit', own.limitFen, t(`authority.${pool.authority}`), undefined),
    ...(pool.level === 'bank' ? [] : [of('allotted', own.allottedFen, t('figure.allotted.text'), undefined)]),
    of('inProcess', whole.inProcessFen, inProcessText(pool, t, language), true),
    used,
    {
      id: 'left',
      label: t('figure.left'),
      context: t('figure.left.text'),
      ...figure(pool.leftFen ?? '0', language),
    },
  ];
  if (own.excessFen !== '0')
    figures.push(of('excess', own.excessFen, t('exceptions.title'), undefined, true));
  return <StatementStrip label={t('pool.entries')} figures={figures} />;
}

/** What of it is reserved and what approved is known of the pool itself; what lies below is said to lie there. */
function inProcessText({ own, whole }: PoolView, t: QuotaWords, language: Language): string {
  const ownFen = BigInt(own.reservedFen) + BigInt(own.committedFen);
  return ownFen === BigInt(whole.inProcessFen)
    ? t('figure.inProcess.text', {
        reserved: amountText(own.reservedFen, language),
        committed: amountText(own.committedFen, language),
      })
    : t('figure.used.below', { own: amountText(ownFen, language) });
}

function PoolEntries({ pool, search }: Props) {
  const t = useMessages(quotaMessages);
  const navigate = useNavigate();
  const { figure: chosen, below, on } = search;
  const entries = usePoolEntries(pool.id, { on, figure: chosen, below });
  const items = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const total = entries.data?.pages[0]?.total;
  const go = (next: PoolSearch): void =>
    void navigate({ to: '/quota/$poolId', params: { poolId: pool.id }, search: next, replace: true });
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h2>{t('pool.entries')}</h2>
        {total !== undefined && (
          <span className={styles.note}>{t('pool.entriesCount', { count: countText(total) })}</span>
        )}
      </div>
      <FilterChips
        chips={[
          ...(chosen === undefined
            ? []
            : [
                {
                  id: 'figure',
                  label: t(`pool.filter.${chosen}`),
                  onRemove: () => go({ ...search, figure: undefined, below: undefined }),
                },
              ]),
          ...(below === true
            ? [
                {
                  id: 'below',
                  label: t('pool.filter.below'),
                  onRemove: () => go({ ...search, below: undefined }),
                },
              ]
            : []),
        ]}
      />
      {entries.isPending && <Skeleton rows={6} />}
      {entries.isError && items.length === 0 && (
        <ErrorState error={entries.error} title={t('pool.failed')} onRetry={() => void entries.refetch()} />
      )}
      {total === 0 && <EmptyState title={t('pool.noEntries')}>{t('pool.noEntries.text')}</EmptyState>}
      {items.length > 0 && <EntryTable pool={pool} entries={items} isWhole={below === true} />}
      {entries.isFetchNextPageError && <ErrorState error={entries.error} title={t('pool.more.failed')} />}
      {entries.hasNextPage && (
        <Button isPending={entries.isFetchingNextPage} onPress={() => void entries.fetchNextPage()}>
          {t('pool.more')}
        </Button>
      )}
    </section>
  );
}
