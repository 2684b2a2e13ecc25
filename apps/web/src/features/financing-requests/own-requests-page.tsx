import type { RequestItem } from '@yinqi/contracts/financing-requests';
import { isRequestOpen } from '@yinqi/domain/lifecycle';
import { usePermission } from '../../app/session.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { financingRequestMessages } from './messages.js';
import styles from './requests.module.css';
import { useOwnRequests } from './use-requests.js';
import { nextSentence } from '../../lib/next-sentence.js';
import { requestTitle, stateName, statePigment } from './words.js';

/** Every request the enterprise has filed, those in progress first. */
export function OwnRequestsPage() {
  const t = useMessages(financingRequestMessages);
  const { data, error, refetch } = useOwnRequests();
  const live = data?.items.filter((request) => isRequestOpen(request.status)) ?? [];
  const ended = data?.items.filter((request) => !isRequestOpen(request.status)) ?? [];
  const mayFile = usePermission('requests.edit');
  const start = mayFile && (
    <ButtonLink to="/requests/new" variant="primary" size="touch">
      {t('home.new')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t('list.title')}
        context={data !== undefined && t('list.count', { count: data.total })}
        actions={start}
      />
      {data === undefined && error === null && <Skeleton />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('list.failed')} onRetry={() => void refetch()} />
      )}
      {data?.total === 0 && <EmptyState title={t('list.none')}>{t('home.noneText')}</EmptyState>}
      <Group title={t('list.live')} requests={live} />
      <Group title={t('list.ended')} requests={ended} />
    </>
  );
}

type GroupProps = { readonly title: string; readonly requests: readonly RequestItem[] };

function Group({ title, requests }: GroupProps) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const mayFile = usePermission('requests.edit');
  if (requests.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2>{title}</h2>
      <ul className={styles.rows}>
        {requests.map((request) => (
          <li key={request.id} className={styles.row}>
            <Link to="/requests/$requestId" params={{ requestId: request.id }}>
              {requestTitle(request, t, language)}
            </Link>
            <span>
              <Tag pigment={statePigment(request.status)}>{stateName(request.status, language)}</Tag>
            </span>
            <span>{nextSentence(request.nextStep, language)}</span>
            <span className={styles.meta}>
              {t('request.updatedAt', { at: dateTimeText(request.updatedAt) })}
              {mayFile && !isRequestOpen(request.status) && (
                <>
                  {' · '}
                  <Link to="/requests/new" search={{ copyOf: request.id }}>
                    {t('list.copy')}
                  </Link>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
