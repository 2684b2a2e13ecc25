import type { RequestItem } from '@yinqi/contracts/financing-requests';
import { usePermission } from '../../app/session.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink } from '../../ui/button.js';
import { Link } from '../../ui/link.js';
import { NextStep } from '../../ui/next-step.js';
import { Tag } from '../../ui/tag.js';
import { financingRequestMessages } from './messages.js';
import styles from './requests.module.css';
import { nextSentence } from '../../lib/next-sentence.js';
import { moveLabel } from './next-move.js';
import { requestTitle, stateName, statePigment } from './words.js';

type Props = { readonly request: RequestItem };

/** One request as its owner needs it first: what comes next, then how far it is. */
export function RequestCard({ request }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const { progress, status } = request;
  const mayAct = usePermission('requests.edit') && request.nextStep.yours;
  const isWritten = status === 'draft' || status === 'returned';
  const counts = [
    progress.fittingProducts !== null && t('card.fits', { count: progress.fittingProducts }),
    progress.liveEngagements > 0 && t('card.banks', { count: progress.liveEngagements }),
    progress.openOffers > 0 && t('card.offers', { count: progress.openOffers }),
  ].filter((text) => text !== false);
  return (
    <article className={styles.card} aria-label={requestTitle(request, t, language)}>
      <h2 className={styles.cardTitle}>
        <Link to="/requests/$requestId" params={{ requestId: request.id }}>
          {requestTitle(request, t, language)}
        </Link>
        <Tag pigment={statePigment(status)}>{stateName(status, language)}</Tag>
      </h2>
      <p className={styles.meta}>
        {[
          request.number,
          request.submittedAt === null
            ? t('request.savedAt', { at: dateTimeText(request.updatedAt) })
            : t('request.submittedAt', { at: dateTimeText(request.submittedAt) }),
          ...counts,
        ].join(' · ')}
      </p>
      <NextStep
        action={
          mayAct &&
          (isWritten ? (
            <ButtonLink
              size="touch"
              to="/requests/$requestId/edit"
              params={{ requestId: request.id }}
              search={{ step: 'need' }}
            >
              {t(status === 'draft' ? 'card.continue' : 'card.fix')}
            </ButtonLink>
          ) : (
            <ButtonLink size="touch" to="/requests/$requestId" params={{ requestId: request.id }}>
              {t(moveLabel(request.nextStep.what))}
            </ButtonLink>
          ))
        }
      >
        {nextSentence(request.nextStep, language)}
      </NextStep>
    </article>
  );
}
