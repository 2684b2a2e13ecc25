import { useQueryClient } from '@tanstack/react-query';
import { pushProposal, retractProposal } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { usePermission } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { showToast } from '../../ui/toast-store.js';
import styles from './dealings.module.css';
import { dealingMessages } from './messages.js';
import { forgetDealings } from './use-dealings.js';
import { useRefusalWording } from './use-refusal-wording.js';
import { nameIn } from './words.js';

/** What the bureau can do with its own proposal: send it under a paper consent it recorded, or take it back. */
export function BureauProposal({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useRefusalWording();
  const mayPropose = usePermission('engagements.propose');
  const onError = (error: Error) => showToast({ message: wording(error), tone: 'failed' });
  const done = (message: string) => () => {
    void forgetDealings(client);
    showToast({ message });
  };
  const bank = nameIn(language, detail.bank);
  const push = useCommand(pushProposal, { onSuccess: done(t('propose.pushed', { bank })), onError });
  const retract = useCommand(retractProposal, { onSuccess: done(t('propose.retracted')), onError });
  const target = { params: { id: detail.id }, version: detail.version };
  return (
    <div className={styles.asked}>
      <p>{t('propose.waiting')}</p>
      {mayPropose && (
        <div className={styles.acts}>
          <Button isPending={push.isPending} onPress={() => push.send(target)}>
            {t('propose.push')}
          </Button>
          <Button isPending={retract.isPending} onPress={() => retract.send({ ...target, body: {} })}>
            {t('propose.retract')}
          </Button>
        </div>
      )}
    </div>
  );
}
