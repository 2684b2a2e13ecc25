import { lazy, Suspense, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { consentToProposal, withdrawEngagement } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { consentSentence, DEFAULT_CONSENT_DAYS } from '@yinqi/domain/disclosure';
import { usePermission } from '../../app/session.js';
import { dateText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './dealings.module.css';
import { dealingMessages } from './messages.js';
import { forgetDealings } from './use-dealings.js';
import { nameIn } from './words.js';

const ConsentDialog = lazy(() =>
  import('./consent-dialog.js').then((module) => ({ default: module.ConsentDialog })),
);

const DAY_MS = 86_400_000;

type Props = {
  readonly detail: EngagementDetail;
  /** The bank whose silence this proposal follows: what it might have seen is what the next one is offered to see. */
  readonly silent?: EngagementDetail | undefined;
};

/** A bank that was proposed: nothing reaches it before the signatory consents. */
export function Proposal({ detail, silent }: Props) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useErrorWording();
  const maySign = usePermission('consents.give');
  const mayRefuse = usePermission('engagements.request');
  const [isAsked, setAsked] = useState(false);
  const bank = nameIn(language, detail.bank);
  const refuse = useCommand(withdrawEngagement, {
    onSuccess: () => {
      void forgetDealings(client);
      showToast({ message: t('proposal.refused') });
    },
    onError: (error) => showToast({ message: wording(error), tone: 'failed' }),
  });
  const groups = detail.origin === 'platform' ? (silent?.consent?.fieldGroups ?? []) : [];
  const isOneTap = maySign && groups.length > 0;
  return (
    <div className={styles.asked}>
      <p>{useReason({ detail, silent })}</p>
      {isOneTap && <OneTap detail={detail} groups={groups} />}
      {!maySign && <p className={styles.quiet}>{t('proposal.signatory')}</p>}
      <div className={styles.acts}>
        {maySign && (
          <Button variant={isOneTap ? 'secondary' : 'primary'} size="touch" onPress={() => setAsked(true)}>
            {t(isOneTap ? 'proposal.other' : 'proposal.consent')}
          </Button>
        )}
        {mayRefuse && (
          <Button
            size="touch"
            isPending={refuse.isPending}
            onPress={() => refuse.send({ params: { id: detail.id }, version: detail.version, body: {} })}
          >
            {t('proposal.refuse')}
          </Button>
        )}
      </div>
      {isAsked && (
        <Suspense fallback={null}>
          <ConsentDialog
            banks={[{ id: detail.product.id, name: bank }]}
            target={{ kind: 'proposal', id: detail.id, version: detail.version }}
            onClose={() => setAsked(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** Who proposes this bank, and why. */
function useReason({ detail, silent }: Props): string {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  if (detail.origin === 'platform') {
    const next = nameIn(language, detail.bank);
    return silent
      ? t('proposal.next', { bank: nameIn(language, silent.bank), next })
      : t('proposal.nextPlain', { next });
  }
  const reason = detail.events.find(({ action }) => action === 'propose')?.note ?? null;
  return reason === null ? t('proposal.byPlain') : t('proposal.by', { reason });
}

type OneTapProps = {
  readonly detail: EngagementDetail;
  readonly groups: NonNullable<EngagementDetail['consent']>['fieldGroups'];
};

/** The sentence agreed to, and one press that agrees: the same parts the bank before might have seen. */
function OneTap({ detail, groups }: OneTapProps) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useErrorWording();
  const [until] = useState(() =>
    dateText(new Date(Date.now() + DEFAULT_CONSENT_DAYS * DAY_MS).toISOString()),
  );
  const bank = nameIn(language, detail.bank);
  const consent = useCommand(consentToProposal, {
    onSuccess: () => {
      void forgetDealings(client);
      showToast({ message: t('proposal.sent', { bank }) });
    },
    onError: (error) => showToast({ message: wording(error), tone: 'failed' }),
  });
  return (
    <>
      <p className={styles.quiet}>
        {consentSentence({ groups, purpose: 'financing_assessment' }, bank, until, language)}
      </p>
      <div className={styles.acts}>
        <Button
          variant="primary"
          size="touch"
          isPending={consent.isPending}
          onPress={() =>
            consent.send({
              params: { id: detail.id },
              version: detail.version,
              body: { fieldGroups: [...groups], validUntil: until },
            })
          }
        >
          {t('proposal.oneTap', { bank })}
        </Button>
      </div>
    </>
  );
}
