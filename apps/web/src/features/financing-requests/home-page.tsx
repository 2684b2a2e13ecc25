import type { RequestItem } from '@yinqi/contracts/financing-requests';
import { isRequestOpen } from '@yinqi/domain/lifecycle';
import { usePermission } from '../../app/session.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { financingRequestMessages } from './messages.js';
import { RequestCard } from './request-card.js';
import styles from './requests.module.css';
import { useOwnRequests } from './use-requests.js';

/** What waits for the reader stands before what waits for others, the nearest deadline first. */
const byUrgency = ({ nextStep: one }: RequestItem, { nextStep: other }: RequestItem): number =>
  Number(other.yours) - Number(one.yours) ||
  (one.by === null ? Infinity : Date.parse(one.by)) - (other.by === null ? Infinity : Date.parse(other.by)) ||
  0;

/** Where the enterprise lands: one card per live request, the next step first. */
export function HomePage() {
  const t = useMessages(financingRequestMessages);
  const mayFile = usePermission('requests.edit');
  const { data, error, refetch } = useOwnRequests();
  const live = data?.items.filter((request) => isRequestOpen(request.status)) ?? [];
  const ordered = [...live].sort(byUrgency);
  return (
    <>
      <PageHeader
        title={t('home.title')}
        actions={
          mayFile && (
            <ButtonLink to="/requests/new" variant="primary" size="touch">
              {t('home.new')}
            </ButtonLink>
          )
        }
      />
      {data === undefined && error === null && <Skeleton />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('home.failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && ordered.length === 0 && (
        <EmptyState title={t('home.none')}>{t('home.noneText')}</EmptyState>
      )}
      {ordered.length > 0 && (
        <div className={styles.cards}>
          {ordered.map((request) => (
            <RequestCard key={request.id} request={request} />
          ))}
        </div>
      )}
      {data !== undefined && data.total > ordered.length && (
        <p className={styles.more}>
          <Link to="/requests">{t('home.all', { count: data.total })}</Link>
        </p>
      )}
    </>
  );
}
