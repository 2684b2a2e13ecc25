import { useEffect, type ReactNode } from 'react';
import type { RequestContent, RequestDetail } from '@yinqi/contracts/financing-requests';
import { useQuery } from '@tanstack/react-query';
import { focusHeading } from '../../lib/heading-focus.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { NextStep } from '../../ui/next-step.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import type { FormStep } from './form-steps.js';
import { financingRequestMessages } from './messages.js';
import { RequestForm, type BesideForm } from './request-form.js';
import { ReturnedItems } from './returned-items.js';
import styles from './requests.module.css';
import { requestQuery } from './use-requests.js';

type Props = {
  readonly requestId: string;
  readonly step: FormStep;
  readonly onStep: (step: FormStep) => void;
  /** Answers that come filled in from elsewhere, in place of those stored. */
  readonly filledIn?: Partial<RequestContent>;
  /** Above the questions. */
  readonly notice?: (request: RequestDetail) => ReactNode;
  readonly beside?: BesideForm;
};

/** The form of one request, wherever it stands: draft, returned, or submitted and being revised. */
export function EditRequest({ requestId, step, onStep, filledIn, notice, beside }: Props) {
  const t = useMessages(financingRequestMessages);
  // Not read again while one types: a save under an old version says so itself.
  const { data, error, refetch } = useQuery({
    ...requestQuery(requestId),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (error !== null && data === undefined) {
    return <ErrorState error={error} title={t('request.failed')} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Skeleton />;
  if (step === 'done') return <Done requestId={requestId} number={data.number} />;
  return (
    <RequestForm
      key={data.id}
      draft={data}
      enterprise={data.enterprise}
      step={step}
      onStep={onStep}
      {...(filledIn === undefined ? {} : { filledIn })}
      notice={
        <>
          {data.status === 'returned' && <ReturnedItems items={data.returnItems} />}
          {notice?.(data)}
        </>
      }
      {...(beside === undefined ? {} : { beside })}
    />
  );
}

function Done({ requestId, number }: { readonly requestId: string; readonly number: string }) {
  const t = useMessages(financingRequestMessages);
  useEffect(focusHeading, []);
  return (
    <>
      <PageHeader title={t('done.title')} meta={t('done.number', { number })} />
      <NextStep
        action={
          <span className={styles.actions}>
            <ButtonLink variant="primary" size="touch" to="/requests/$requestId" params={{ requestId }}>
              {t('done.see')}
            </ButtonLink>
            <ButtonLink size="touch" to="/">
              {t('done.home')}
            </ButtonLink>
          </span>
        }
      >
        {t('done.text')}
      </NextStep>
    </>
  );
}
