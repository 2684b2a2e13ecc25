import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import type { EngagementDetail, SupplementView } from '@yinqi/contracts/engagements';
import { DECLINE_FAMILY_LABELS, DECLINE_REASONS } from '@yinqi/domain/lifecycle';
import { useSide } from '../../app/session.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { NextStep } from '../../ui/next-step.js';
import { PageHeader } from '../../ui/page-header.js';
import { Section } from '../../ui/panel.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { AfterRefusal } from './after-refusal/after-refusal.js';
import { CaseDialogs } from './case-dialogs.js';
import { CaseFacts, identityText } from './case-facts.js';
import { CaseMoney } from './case-money.js';
import { CaseConditions, CaseHistory } from './case-sections.js';
import type { CaseWords } from './case-words.js';
import { pileOf } from './case-moves.js';
import { CaseStages, TimeUsed } from './case-stages.js';
import styles from './case.module.css';
import { DecisionButtons, type Asked } from './decision-buttons.js';
import { CaseOwner } from './handover/case-owner.js';
import { NeedChange } from './handover/need-change.js';
import { caseMessages, deskMessages } from './messages.js';
import { STAGE_PATHS } from './queue-search.js';
import { useCaseKeys } from './use-case-keys.js';
import { useDecisions } from './use-decisions.js';
import { useCase } from './use-queue.js';
import { nextSentence } from '../../lib/next-sentence.js';
import { caseName, nameIn, stateName, statePigment } from './words.js';

/** One case on one page: where it stands, what is known, what was offered and paid, who did what. */
export function CasePage() {
  const { engagementId } = useParams({ from: '/signed-in/cases/$engagementId' });
  const t = useMessages(deskMessages);
  const { data: detail, error, refetch } = useCase(engagementId);
  if (detail !== undefined) return <Case detail={detail} />;
  return error === null ? (
    <Skeleton rows={10} />
  ) : (
    <ErrorState error={error} title={t('case.failed')} onRetry={() => void refetch()} />
  );
}

function Case({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(caseMessages);
  const desk = useMessages(deskMessages);
  const { language } = useLanguage();
  const isBank = useSide() === 'bank';
  const decisions = useDecisions();
  const [asked, setAsked] = useState<Asked>();
  useCaseKeys(detail, decisions, setAsked);
  return (
    <>
      <PageHeader
        back={
          isBank && (
            <Link to={STAGE_PATHS[pileOf(detail)]}>
              {t('page.back', { stage: desk(`stage.${pileOf(detail)}`) })}
            </Link>
          )
        }
        title={caseName(detail)}
        context={<Tag pigment={statePigment(detail.status)}>{stateName(detail.status, language)}</Tag>}
        meta={[
          identityText(detail, language),
          t('page.meta', {
            number: detail.requestNumber,
            product: nameIn(language, detail.product),
            branch: nameIn(language, detail.branch),
          }),
        ].join(' · ')}
      />
      <NextStep
        action={
          isBank && (
            <div className={styles.actions}>
              <DecisionButtons detail={detail} decisions={decisions} onAsk={setAsked} />
            </div>
          )
        }
      >
        {nextSentence(detail.nextStep, language)}
      </NextStep>
      <CaseOwner detail={detail} />
      <CaseStages detail={detail} />
      <TimeUsed detail={detail} />
      <div className={styles.columns}>
        <div>
          <Section title={t('page.profile')}>
            <CaseFacts detail={detail} />
          </Section>
          <CaseConditions detail={detail} />
        </div>
        <div>
          <NeedChange detail={detail} />
          <DeclineReasons detail={detail} />
          <AfterRefusal detail={detail} />
          <CaseMoney detail={detail} isBank={isBank} />
          <Supplements detail={detail} />
          <CaseHistory detail={detail} />
        </div>
      </div>
      <CaseDialogs
        asked={asked === undefined ? undefined : { what: asked, item: detail }}
        decisions={decisions}
        onClose={() => setAsked(undefined)}
      />
    </>
  );
}

function DeclineReasons({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  if (detail.declineReasons.length === 0) return null;
  return (
    <Section title={t('page.declined')}>
      <ul className={styles.list}>
        {detail.declineReasons.map(({ family, code, text }) => (
          <li key={code ?? family}>
            <strong>
              {code === null
                ? t('page.reasonFamily', { family: DECLINE_FAMILY_LABELS[family][language] })
                : DECLINE_REASONS[code][language]}
            </strong>
            {text !== null && text !== '' && <p>{text}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function supplementState({ answeredAt, waivedAt, ...asked }: SupplementView, t: CaseWords): string {
  if (answeredAt !== null) return t('page.supplementAnswered', { at: dateTimeText(answeredAt) });
  if (waivedAt !== null) return t('page.supplementWaived', { at: dateTimeText(waivedAt) });
  return t('page.supplementOpen', {
    name: asked.askedByName,
    at: dateTimeText(asked.askedAt),
    due: dateTimeText(asked.dueAt),
  });
}

function Supplements({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(caseMessages);
  if (detail.supplements.length === 0) return null;
  return (
    <Section title={t('page.supplements')}>
      <ul className={styles.list}>
        {detail.supplements.map((supplement) => (
          <li key={supplement.id}>
            <strong>{supplement.items.join('；')}</strong>
            <p className={styles.quiet}>{supplementState(supplement, t)}</p>
            {supplement.answer !== null && <p>{supplement.answer}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
