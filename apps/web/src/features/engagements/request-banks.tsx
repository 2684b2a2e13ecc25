import { lazy, Suspense } from 'react';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import {
  allowsOffer,
  DECLINE_FAMILY_LABELS,
  DECLINE_REASONS,
  isEngagementLive,
} from '@yinqi/domain/lifecycle';
import { useSide } from '../../app/session.js';
import { actorName } from '../../lib/actor-name.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Section } from '../../ui/panel.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { Timeline } from '../../ui/timeline.js';
import { BureauProposal } from './bureau-proposal.js';
import styles from './dealings.module.css';
import { eventName } from './event-name.js';
import { HqApproval } from './hq-approval.js';
import { dealingMessages } from './messages.js';
import { CancelRest } from './cancel-rest.js';
import { CreditLine } from './credit-line.js';
import { NotTake } from './not-take.js';
import { Proposal } from './proposal.js';
import { SupplementAnswer } from './supplement-answer.js';
import { useDealings } from './use-dealings.js';
import { nextSentence } from '../../lib/next-sentence.js';
import { WithdrawPush } from './withdraw-push.js';
import { nameIn, stateName, statePigment } from './words.js';

// What few requests come to, and what is fetched for those alone.
const AfterRefusal = lazy(() =>
  import('./after-refusal/after-refusal.js').then((module) => ({ default: module.AfterRefusal })),
);
const NeedChange = lazy(() =>
  import('./handover/need-change.js').then((module) => ({ default: module.NeedChange })),
);
const wasRefused = ({ declineReasons, repair, review }: EngagementDetail): boolean =>
  declineReasons.length > 0 || repair !== null || review !== null;

type Props = {
  readonly requestId: string;
  /** Nothing follows any more: a bank that declined leaves nothing to do. */
  readonly isEnded?: boolean;
};

/** Every bank a request was sent or proposed to: whose move it is, what it asks, what it said. */
export function RequestBanks({ requestId, isEnded = false }: Props) {
  const t = useMessages(dealingMessages);
  const isBureau = useSide() === 'bureau';
  const { data, error, refetch } = useDealings(requestId);
  const silent = data?.items.filter(({ status }) => status === 'no_response').at(-1);
  return (
    <Section title={t('banks.title')}>
      {data === undefined && error === null && <Skeleton rows={3} />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('banks.failed')} onRetry={() => void refetch()} />
      )}
      {data?.items.length === 0 && (
        <EmptyState title={t('banks.none')}>{t(isBureau ? 'banks.noneBureau' : 'banks.noneText')}</EmptyState>
      )}
      {data !== undefined && data.items.length > 0 && (
        <ul className={styles.banks}>
          {data.items.map((detail) => (
            <BankRow key={detail.id} detail={detail} silent={silent} isEnded={isEnded} />
          ))}
        </ul>
      )}
    </Section>
  );
}

type RowProps = {
  readonly detail: EngagementDetail;
  readonly silent: EngagementDetail | undefined;
  readonly isEnded: boolean;
};

function BankRow({ detail, silent, isEnded }: RowProps) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const isBureau = useSide() === 'bureau';
  const open = detail.supplements.find(
    ({ answeredAt, waivedAt }) => answeredAt === null && waivedAt === null,
  );
  return (
    <li className={styles.bank}>
      <div className={styles.bankHead}>
        <strong>{nameIn(language, detail.bank)}</strong>
        <Tag pigment={statePigment(detail.status)}>{stateName(detail.status, language)}</Tag>
      </div>
      <p className={styles.quiet}>
        {t('banks.product', {
          product: nameIn(language, detail.product),
          branch: nameIn(language, detail.branch),
        })}
      </p>
      {(!isEnded || isEngagementLive(detail.status)) && <p>{nextSentence(detail.nextStep, language)}</p>}
      <CreditLine detail={detail} />
      {detail.status === 'proposed' &&
        (isBureau ? <BureauProposal detail={detail} /> : <Proposal detail={detail} silent={silent} />)}
      {open !== undefined && !isBureau && <SupplementAnswer detail={detail} supplement={open} />}
      {!isBureau && allowsOffer(detail.status) && <HqApproval detail={detail} />}
      <Refusal detail={detail} />
      <Suspense fallback={null}>
        {wasRefused(detail) && <AfterRefusal detail={detail} />}
        {detail.needChanged && <NeedChange detail={detail} />}
      </Suspense>
      <History detail={detail} />
      <NotTake detail={detail} />
      <CancelRest detail={detail} />
      <WithdrawPush detail={detail} />
    </li>
  );
}

/** Why a bank said no, each reason with what could be done about it. */
function Refusal({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  if (detail.status !== 'declined') return null;
  const families = detail.declineReasons.filter(({ code }) => code === null);
  if (families.length > 0) {
    const names = families.map(({ family }) => DECLINE_FAMILY_LABELS[family][language]);
    return <p>{t('banks.family', { families: names.join(language === 'zh' ? '、' : ', ') })}</p>;
  }
  return (
    <div className={styles.refusal}>
      <strong>{t('banks.declined', { bank: nameIn(language, detail.bank) })}</strong>
      <ul className={styles.reasons}>
        {detail.declineReasons.map(({ code, text }) => {
          if (code === null) return null;
          const { repair, ...label } = DECLINE_REASONS[code];
          return (
            <li key={code}>
              {text === null || text === ''
                ? label[language]
                : t('banks.reasonText', { reason: label[language], text })}
              {repair !== null && (
                <span className={styles.repair}>{t('banks.repair', { text: repair[language] })}</span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function History({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const label = t('banks.history', { count: detail.events.length });
  return (
    <details className={styles.history}>
      <summary>{label}</summary>
      <Timeline
        label={label}
        nodes={detail.events
          .filter(({ undone, action }) => !undone && action !== 'undo' && action !== 'claim')
          .map((event) => ({
            id: event.id,
            state: 'done',
            title: eventName(event, language),
            meta: `${dateTimeText(event.at)} ${actorName(event, language)}`,
            ...(event.note !== null && { detail: event.note }),
          }))}
      />
    </details>
  );
}
