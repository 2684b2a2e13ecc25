import { useState, type ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PoolView } from '@yinqi/contracts/quota-view';
import { usePermission, useSide } from '../../app/session.js';
import { dateText, dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { nameIn } from '../../lib/name-in.js';
import { ButtonLink } from '../../ui/button.js';
import { DateField } from '../../ui/date-field.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { PoolTable } from './pool-table.js';
import { quotaMessages } from './quota-messages.js';
import styles from './quota.module.css';
import { dayOf } from './quota-search.js';
import { useOpenAllotments } from './use-open-allotments.js';
import { byFacility, usePools } from './use-quota.js';

const DAY_LENGTH = 'YYYY-MM-DD'.length;

/** How much of each tool is used, in process and left, for whoever holds a part of it. */
export function QuotaPage(): ReactNode {
  const t = useMessages(quotaMessages);
  const isHolder = usePermission('allotments.manage');
  const side = useSide();
  const { on } = useSearch({ from: '/signed-in/quota' });
  const pools = usePools(on);
  const items = pools.data?.items;
  return (
    <>
      <PageHeader
        title={t(isHolder ? 'quota.title.holder' : 'quota.title.reader')}
        context={pools.data && t('quota.context', { time: dateTimeText(pools.data.asOf) })}
        actions={
          isHolder &&
          on === undefined && (
            <ButtonLink to="/quota/open" variant="primary">
              {t('quota.open')}
            </ButtonLink>
          )
        }
      />
      <p className={styles.intro}>
        {t(isHolder ? 'quota.intro.holder' : side === 'bank' ? 'quota.intro.bank' : 'quota.intro.bureau')}
      </p>
      <div className={styles.bar}>
        <DayChooser on={on} />
        {isHolder && on === undefined && <WaitingBanner />}
        {items !== undefined && on === undefined && <ExceptionsBanner pools={items} />}
      </div>
      {pools.isPending && <Skeleton rows={8} />}
      {pools.isError && (
        <ErrorState error={pools.error} title={t('quota.failed')} onRetry={() => void pools.refetch()} />
      )}
      {items?.length === 0 && (
        <EmptyState title={t('quota.none')}>
          {t(on !== undefined ? 'quota.none.past' : isHolder ? 'quota.none.holder' : 'quota.none.reader')}
        </EmptyState>
      )}
      {items !== undefined && items.length > 0 && <Legend />}
      {byFacility(items ?? []).map((group) => (
        <FacilityQuota key={group[0]?.facility.id} pools={group} on={on} />
      ))}
    </>
  );
}

function FacilityQuota({
  pools,
  on,
}: {
  readonly pools: readonly PoolView[];
  readonly on: string | undefined;
}) {
  const { language } = useLanguage();
  const [first] = pools;
  if (first === undefined) return null;
  const name = nameIn(first.facility, language);
  return (
    <section className={styles.facility}>
      <div className={styles.head}>
        <h2>{name}</h2>
      </div>
      <PoolTable label={name} pools={pools} on={on} />
    </section>
  );
}

/** A day is looked up once it is written out; until then the field keeps what was typed. */
function DayChooser({ on }: { readonly on: string | undefined }) {
  const t = useMessages(quotaMessages);
  const navigate = useNavigate();
  const [text, setText] = useState(on ?? '');
  const [shown, setShown] = useState(on);
  if (on !== shown) {
    setShown(on);
    setText(on ?? '');
  }
  const [today] = useState(() => dateText(new Date().toISOString()));
  const isPast = (day: string): boolean => dayOf(day) !== undefined && day < today;
  const typed = (next: string): void => {
    setText(next);
    const day = next === '' ? undefined : next;
    if (day !== undefined && !isPast(day)) return;
    setShown(day);
    void navigate({ to: '/quota', search: { on: day }, replace: true });
  };
  const isWrong = text.length >= DAY_LENGTH && !isPast(text);
  return (
    <>
      <DateField
        label={t('quota.onDay')}
        hint={t('quota.onDay.hint')}
        isOptional
        value={text}
        error={
          isWrong ? t(dayOf(text) === undefined ? 'quota.onDay.wrong' : 'quota.onDay.notPast') : undefined
        }
        onChange={typed}
      />
      {on !== undefined && (
        <p className={styles.banner} role="status">
          {t('quota.past', { date: on })}{' '}
          <Link to="/quota" search={{}}>
            {t('quota.backToNow')}
          </Link>
        </p>
      )}
    </>
  );
}

function WaitingBanner() {
  const t = useMessages(quotaMessages);
  const count = useOpenAllotments() ?? 0;
  if (count === 0) return null;
  return (
    <p className={styles.banner} role="status">
      {t('quota.waiting', { count })}
      <Link to="/allotments" search={{ open: true }}>
        {t('quota.waiting.link')}
      </Link>
    </p>
  );
}

function ExceptionsBanner({ pools }: { readonly pools: readonly PoolView[] }) {
  const t = useMessages(quotaMessages);
  const count = pools.reduce((sum, { openExceptions }) => sum + openExceptions, 0);
  if (count === 0) return null;
  return (
    <p className={styles.banner} role="status">
      <Link to="/quota/exceptions">{t('quota.exceptions', { count })}</Link>
    </p>
  );
}

function Legend() {
  const t = useMessages(quotaMessages);
  return (
    <p className={styles.legend}>
      <span>
        <i className={styles.used} aria-hidden="true" />
        {t('quota.legend.used')}
      </span>
      <span>
        <i className={styles.inProcess} aria-hidden="true" />
        {t('quota.legend.inProcess')}
      </span>
      <span>
        <i aria-hidden="true" />
        {t('quota.legend.left')}
      </span>
    </p>
  );
}
