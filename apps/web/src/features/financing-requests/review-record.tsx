import type { ReactNode } from 'react';
import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { NextStep } from '../../ui/next-step.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { financingRequestMessages } from './messages.js';
import { NextToVerify } from './next-to-verify.js';
import { RequestContentSection, sourceText } from './request-content.js';
import { RequestTimeline } from './request-timeline.js';
import { ReturnedItems } from './returned-items.js';
import { ReviewActions } from './review-actions.js';
import styles from './requests.module.css';
import { useRequest } from './use-requests.js';
import { nextSentence } from '../../lib/next-sentence.js';
import { requestTitle, stateName, statePigment } from './words.js';

type Props = {
  readonly requestId: string;
  /** What other capabilities show of it: matches, banks, consents. */
  readonly children?: (request: RequestDetail) => ReactNode;
  /** Below both columns, over the whole width. */
  readonly below?: (request: RequestDetail) => ReactNode;
};

/** One request as the bureau judges it: what is asked, by whom, what is missing, and what can be done. */
export function ReviewRecord({ requestId, children, below }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const { data: request, error, refetch } = useRequest(requestId);
  if (request === undefined) {
    return error === null ? (
      <Skeleton />
    ) : (
      <ErrorState error={error} title={t('request.failed')} onRetry={() => void refetch()} />
    );
  }
  const isWaiting = request.status === 'submitted';
  const missing = request.missing.map((field) => t(`fact.${field}`)).join(language === 'zh' ? '、' : ', ');
  return (
    <>
      <PageHeader
        back={<Link to="/requests">{t('review.back')}</Link>}
        title={requestTitle(request, t, language)}
        context={
          <>
            {request.enterprise.name}{' '}
            <Tag pigment={statePigment(request.status)}>{stateName(request.status, language)}</Tag>
          </>
        }
        meta={[
          request.number,
          request.enterprise.uscc,
          request.submittedAt !== null && t('request.submittedAt', { at: dateTimeText(request.submittedAt) }),
          sourceText(request, t),
          t('request.version', { version: request.contentVersion }),
        ]
          .filter((part) => part !== false)
          .join(' · ')}
        actions={<ReviewActions request={request} />}
      />
      <NextStep
        action={<NextToVerify key={request.id} isWaiting={isWaiting} />}
        {...(isWaiting && missing !== '' && { detail: t('review.incomplete', { fields: missing }) })}
      >
        {nextSentence(request.nextStep, language)}
      </NextStep>
      <ReturnedItems items={request.returnItems} />
      <div className={styles.columns}>
        <div>
          <RequestContentSection request={request} />
          <RequestTimeline request={request} />
        </div>
        <div>{children?.(request)}</div>
      </div>
      {below?.(request)}
    </>
  );
}
