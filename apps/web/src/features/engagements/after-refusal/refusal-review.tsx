import { useState } from 'react';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { RefusalReviewView } from '@yinqi/contracts/refusals';
import { dateTimeText } from '../../../lib/format.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { refusalMessages } from '../messages.js';
import styles from './refusal.module.css';
import { StatementDialog } from './statement-dialog.js';
import { useRefusal } from './use-refusal.js';

type Props = { readonly detail: EngagementDetail; readonly review: RefusalReviewView };

/** 复议 or 协调: what was put forward, how it came out, and the answer for whoever is to give it. */
export function RefusalReview({ detail, review }: Props) {
  const t = useMessages(refusalMessages);
  const [isAsked, setAsked] = useState(false);
  const may = (action: string) =>
    detail.options.some((option) => option.action === action && option.blockedBy === null);
  const act = may('uphold')
    ? 'decide'
    : may('re_push') && review.kind === 'mediation'
      ? 'conclude'
      : undefined;
  return (
    <div className={styles.block}>
      <strong>{t(`review.${review.kind}`)}</strong>
      <p className={styles.quiet}>
        {t('review.asked', {
          name: review.askedByName,
          at: dateTimeText(review.askedAt),
          due: dateTimeText(review.dueAt),
        })}
      </p>
      {review.grounds !== null && <p>{review.grounds}</p>}
      {review.outcome !== null && (
        <p>
          <strong>
            {t('review.decided', {
              name: review.decidedByName ?? '',
              at: dateTimeText(review.decidedAt ?? review.askedAt),
              outcome: t(`review.${review.outcome}`),
            })}
          </strong>
        </p>
      )}
      {review.statement !== null && <p>{review.statement}</p>}
      {act !== undefined && (
        <div className={styles.acts}>
          <Button onPress={() => setAsked(true)}>{t(`review.${act}`)}</Button>
        </div>
      )}
      {isAsked && act === 'decide' && <DecideDialog detail={detail} onClose={() => setAsked(false)} />}
      {isAsked && act === 'conclude' && <ConcludeDialog detail={detail} onClose={() => setAsked(false)} />}
    </div>
  );
}

type DialogProps = { readonly detail: EngagementDetail; readonly onClose: () => void };

function DecideDialog({ detail, onClose }: DialogProps) {
  const t = useMessages(refusalMessages);
  const refusal = useRefusal(detail, onClose);
  return (
    <StatementDialog
      title={t('review.decideTitle')}
      text={t('review.decideText')}
      label={t('review.statement')}
      outcomes={(['uphold', 'overturn'] as const).map((value) => ({ value, label: t(`review.${value}`) }))}
      isPending={refusal.isPending}
      onClose={onClose}
      onSend={(statement, outcome = 'uphold') => refusal.decide(outcome, statement)}
    />
  );
}

function ConcludeDialog({ detail, onClose }: DialogProps) {
  const t = useMessages(refusalMessages);
  const refusal = useRefusal(detail, onClose);
  return (
    <StatementDialog
      title={t('review.concludeTitle')}
      text={t('review.concludeText')}
      label={t('review.recommendation')}
      outcomes={(['re_push', 'close'] as const).map((value) => ({ value, label: t(`review.${value}`) }))}
      isPending={refusal.isPending}
      onClose={onClose}
      onSend={(statement, outcome = 'close') => refusal.conclude(outcome, statement)}
    />
  );
}
