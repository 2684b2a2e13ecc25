import { useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  listFinancingRequests,
  startFinancingRequest,
  type RequestItem,
} from '@yinqi/contracts/financing-requests';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { financingRequestMessages } from './messages.js';
import styles from './requests.module.css';
import { requestQuery, useOnOpen } from './use-requests.js';
import { requestTitle } from './words.js';

/** Goes on with a draft that was left, else begins one; an empty form is never left behind twice. */
export function NewRequestPage() {
  const t = useMessages(financingRequestMessages);
  const search = useSearch({ from: '/signed-in/requests/new' });
  const [isAnother, setAnother] = useState(false);
  const drafts = useQuery({
    ...reading(listFinancingRequests, { query: { status: ['draft'], limit: 1 } }),
    // A draft begun elsewhere a moment ago counts.
    staleTime: 0,
    gcTime: 0,
  });
  const [draft] = drafts.data?.items ?? [];
  const isNew = search.copyOf !== undefined || search.enterpriseId !== undefined || isAnother;
  if (isNew || (drafts.data !== undefined && draft === undefined)) return <Begin {...search} />;
  return (
    <>
      <PageHeader title={t('new.title')} />
      {drafts.error !== null && (
        <ErrorState error={drafts.error} title={t('new.failed')} onRetry={() => void drafts.refetch()} />
      )}
      {drafts.data === undefined && drafts.error === null && <Skeleton rows={3} />}
      {draft !== undefined && <LeftDraft draft={draft} onAnother={() => setAnother(true)} />}
    </>
  );
}

function LeftDraft({ draft, onAnother }: { readonly draft: RequestItem; readonly onAnother: () => void }) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  return (
    <section className={styles.group}>
      <h2>{t('new.draftTitle')}</h2>
      <p>
        {t('new.draftText', {
          title: requestTitle(draft, t, language),
          at: dateTimeText(draft.updatedAt),
        })}
      </p>
      <p className={`${styles.actions} ${styles.more}`}>
        <ButtonLink
          variant="primary"
          size="touch"
          to="/requests/$requestId/edit"
          params={{ requestId: draft.id }}
          search={{ step: 'need' }}
        >
          {t('new.continue')}
        </ButtonLink>
        <Button size="touch" onPress={onAnother}>
          {t('new.another')}
        </Button>
      </p>
    </section>
  );
}

type BeginProps = {
  readonly copyOf?: string | undefined;
  readonly enterpriseId?: string | undefined;
};

function Begin({ copyOf, enterpriseId }: BeginProps) {
  const t = useMessages(financingRequestMessages);
  const navigate = useNavigate();
  const client = useQueryClient();
  const begun = useRef(false);
  const start = useCommand(startFinancingRequest, {
    onSuccess: async (detail) => {
      client.setQueryData(requestQuery(detail.id).queryKey, detail);
      await navigate({
        to: '/requests/$requestId/edit',
        params: { requestId: detail.id },
        search: { step: 'need' },
        replace: true,
      });
    },
  });
  const begin = () =>
    start.send({
      body: {
        ...(copyOf !== undefined && { copyOf }),
        ...(enterpriseId !== undefined && { enterpriseId }),
      },
    });
  useOnOpen(() => {
    // Development draws a page twice to find mistakes; two drafts would be one.
    if (begun.current) return;
    begun.current = true;
    begin();
  });
  return (
    <>
      <PageHeader title={t('new.title')} />
      {start.error === null ? (
        <p role="status">{t('new.preparing')}</p>
      ) : (
        <ErrorState error={start.error} title={t('new.failed')} onRetry={begin} />
      )}
    </>
  );
}
