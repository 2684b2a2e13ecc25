import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listConsents, withdrawConsent } from '@yinqi/contracts/disclosure';
import { withdrawEngagement } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { usePermission } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choice-groups.js';
import { Dialog } from '../../ui/dialog.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './dealings.module.css';
import { dealingMessages } from './messages.js';
import { forgetDealings } from './use-dealings.js';
import { nameIn } from './words.js';

/** 撤回推送: the bank stops, and unless the enterprise wants otherwise its consent ends with it. */
export function WithdrawPush({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(dealingMessages);
  const mayAct = usePermission('engagements.request');
  const [isAsked, setAsked] = useState(false);
  const isOffered =
    detail.status !== 'proposed' && detail.options.some(({ action }) => action === 'withdraw');
  if (!mayAct || !isOffered) return null;
  return (
    <div>
      <Button variant="quiet" size="touch" onPress={() => setAsked(true)}>
        {t('banks.withdraw')}
      </Button>
      {isAsked && <WithdrawDialog detail={detail} onClose={() => setAsked(false)} />}
    </div>
  );
}

/** Two commands one after the other: a consent that could not be withdrawn is said, never passed over. */
function useWithdraw(detail: EngagementDetail, withConsent: boolean, onDone: () => void) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useErrorWording();
  const onError = (error: Error) => showToast({ message: wording(error), tone: 'failed' });
  const consent = useCommand(withdrawConsent);
  const withdraw = useCommand(withdrawEngagement, {
    onError,
    onSuccess: async () => {
      let isWhole = true;
      if (withConsent && detail.consent !== null) {
        isWhole = await consent.sendAndWait({ params: { id: detail.consent.id } }).then(
          () => true,
          () => false,
        );
      }
      void forgetDealings(client);
      void client.invalidateQueries({ queryKey: [listConsents.id] });
      showToast(
        isWhole
          ? { message: t('banks.withdrawDone', { bank: nameIn(language, detail.bank) }) }
          : { message: t('banks.withdrawConsentFailed'), tone: 'failed' },
      );
      onDone();
    },
  });
  return {
    isPending: withdraw.isPending || consent.isPending,
    send: () => withdraw.send({ params: { id: detail.id }, version: detail.version, body: {} }),
  };
}

type DialogProps = { readonly detail: EngagementDetail; readonly onClose: () => void };

function WithdrawDialog({ detail, onClose }: DialogProps) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const maySign = usePermission('consents.give');
  const hasConsent = maySign && detail.consent?.state === 'live';
  const [isTicked, setTicked] = useState(true);
  const withdraw = useWithdraw(detail, hasConsent && isTicked, onClose);
  const bank = nameIn(language, detail.bank);
  return (
    <Dialog
      isOpen
      title={t('banks.withdrawTitle', { bank })}
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" size="touch" isPending={withdraw.isPending} onPress={withdraw.send}>
            {t('banks.withdraw')}
          </Button>
          <Button size="touch" onPress={onClose}>
            {t('banks.keep')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('banks.withdrawText', { bank })}</p>
        {hasConsent && (
          <Checkbox
            label={t('banks.withdrawConsent')}
            hint={t('banks.withdrawConsentHint')}
            isChecked={isTicked}
            onChange={setTicked}
          />
        )}
      </div>
    </Dialog>
  );
}
