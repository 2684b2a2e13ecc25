import { lazy, Suspense, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { withdrawEngagement } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { usePermission } from '../../app/session.js';
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

/** A bank the bureau proposed: nothing reaches it before the signatory consents. */
export function Proposal({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useErrorWording();
  const maySign = usePermission('consents.give');
  const mayRefuse = usePermission('engagements.request');
  const [isAsked, setAsked] = useState(false);
  const refuse = useCommand(withdrawEngagement, {
    onSuccess: () => {
      void forgetDealings(client);
      showToast({ message: t('proposal.refused') });
    },
    onError: (error) => showToast({ message: wording(error), tone: 'failed' }),
  });
  const reason = detail.events.find(({ action }) => action === 'propose')?.note ?? null;
  return (
    <div className={styles.asked}>
      <p>{reason === null ? t('proposal.byPlain') : t('proposal.by', { reason })}</p>
      {!maySign && <p className={styles.quiet}>{t('proposal.signatory')}</p>}
      <div className={styles.acts}>
        {maySign && (
          <Button variant="primary" size="touch" onPress={() => setAsked(true)}>
            {t('proposal.consent')}
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
            banks={[{ id: detail.product.id, name: nameIn(language, detail.bank) }]}
            target={{ kind: 'proposal', id: detail.id, version: detail.version }}
            onClose={() => setAsked(false)}
          />
        </Suspense>
      )}
    </div>
  );
}
