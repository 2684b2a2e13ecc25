import { useRef, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  listFinancingRequests,
  startFinancingRequest,
  type RequestItem,
} from '@yinqi/contracts/financing-requests';
import { getEnterprise } from '@yinqi/contracts/enterprises';
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
import { NewRequestForm, type NewRequestFormProps } from './new-request-form.js';
import styles from './requests.module.css';
import { requestQuery, useOnOpen } from './use-requests.js';
import { requestTitle } from './words.js';

type Props = Pick<NewRequestFormProps, 'beside'>;

/** Goes on with a draft that was left, else shows an empty form, which is kept from the first answer on. */
export function NewRequest({ beside }: Props) {
  const { copyOf, enterpriseId } = useSearch({ from: '/signed-in/requests/new' });
  const [isBegun, setBegun] = useState(false);
  if (copyOf !== undefined || isBegun) return <Begin copyOf={copyOf} enterpriseId={enterpriseId} />;
  if (enterpriseId !== undefined) {
    return <OnBehalf enterpriseId={enterpriseId} onBegin={() => setBegun(true)} />;
  }
  return <OwnRequest beside={beside} />;
}

function OwnRequest({ beside }: Props) {
  const t = useMessages(financingRequestMessages);
  const drafts = useQuery({
    ...reading(listFinancingRequests, { query: { status: ['draft'], limit: 1 } }),
    // A draft begun elsewhere a moment ago counts.
    staleTime: 0,
    gcTime: 0,
  });
  if (drafts.data !== undefined) return <LeftOrNew draft={drafts.data.items[0]} beside={beside} />;
  return (
    <>
      <PageHeader title={t('new.title')} />
      {drafts.error === null ? (
        <Skeleton rows={3} />
      ) : (
        <ErrorState error={drafts.error} title={t('new.failed')} onRetry={() => void drafts.refetch()} />
      )}
    </>
  );
}

/** Decided once: the form one is writing in is itself a draft soon. */
function LeftOrNew({ draft, beside }: Props & { readonly draft: RequestItem | undefined }) {
  const t = useMessages(financingRequestMessages);
  const [left, setLeft] = useState(draft);
  if (left === undefined) return <NewRequestForm beside={beside} />;
  return (
    <>
      <PageHeader title={t('new.title')} />
      <LeftDraft draft={left} onAnother={() => setLeft(undefined)} />
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

/** A request has a number and stands in the register: it is begun by a press, not by opening an address. */
function OnBehalf({
  enterpriseId,
  onBegin,
}: {
  readonly enterpriseId: string;
  readonly onBegin: () => void;
}) {
  const t = useMessages(financingRequestMessages);
  const enterprise = useQuery(reading(getEnterprise, { params: { id: enterpriseId } }));
  if (enterprise.isPending) return <Skeleton rows={3} />;
  if (enterprise.isError) {
    return (
      <ErrorState
        error={enterprise.error}
        title={t('new.failed')}
        onRetry={() => void enterprise.refetch()}
      />
    );
  }
  return (
    <>
      <PageHeader title={t('new.behalf')} context={enterprise.data.name} meta={enterprise.data.uscc} />
      <p className={styles.more}>{t('new.behalfText')}</p>
      <p className={`${styles.actions} ${styles.more}`}>
        <Button variant="primary" onPress={onBegin}>
          {t('new.begin')}
        </Button>
        <ButtonLink to="/enterprises/$enterpriseId" params={{ enterpriseId }}>
          {t('new.behalfBack')}
        </ButtonLink>
      </p>
    </>
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
