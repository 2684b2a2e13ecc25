import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listConsents, withdrawConsent, type ConsentItem } from '@yinqi/contracts/disclosure';
import { usePermission } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { AccessLog } from './access-log.js';
import { ConsentRow } from './consent-row.js';
import styles from './disclosure.module.css';
import { disclosureMessages } from './messages.js';
import { bankNameOf, useConsents } from './use-consents.js';

/** Who may see what until when, who has looked, and the way to end it. */
export function ConsentsPage() {
  const t = useMessages(disclosureMessages);
  const mayWithdraw = usePermission('consents.give');
  const [asked, setAsked] = useState<ConsentItem>();
  const { data, error, refetch } = useConsents();
  const live = data?.items.filter((consent) => consent.state === 'live') ?? [];
  const past = data?.items.filter((consent) => consent.state !== 'live') ?? [];
  return (
    <>
      <PageHeader title={t('consents.title')} meta={t('consents.intro')} />
      {data === undefined && error === null && <Skeleton />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('consents.failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <section className={styles.group}>
          <h2>{t('consents.live')}</h2>
          {live.length === 0 ? (
            <EmptyState title={t('consents.none')}>{t('consents.noneText')}</EmptyState>
          ) : (
            <ul className={styles.rows}>
              {live.map((consent) => (
                <ConsentRow
                  key={consent.id}
                  consent={consent}
                  action={
                    mayWithdraw && (
                      <Button size="touch" onPress={() => setAsked(consent)}>
                        {t('consents.withdraw')}
                      </Button>
                    )
                  }
                />
              ))}
            </ul>
          )}
        </section>
      )}
      {past.length > 0 && (
        <section className={styles.group}>
          <h2>{t('consents.past')}</h2>
          <ul className={styles.rows}>
            {past.map((consent) => (
              <ConsentRow key={consent.id} consent={consent} />
            ))}
          </ul>
        </section>
      )}
      <AccessLog />
      {asked !== undefined && <WithdrawDialog consent={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

type WithdrawProps = { readonly consent: ConsentItem; readonly onClose: () => void };

function WithdrawDialog({ consent, onClose }: WithdrawProps) {
  const t = useMessages(disclosureMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const { language } = useLanguage();
  const bank = bankNameOf(consent, language);
  const withdraw = useCommand(withdrawConsent, {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [listConsents.id] });
      showToast({ message: t('consents.withdrawDone', { bank }) });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      title={t('consents.withdrawTitle', { bank })}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="danger"
            size="touch"
            isPending={withdraw.isPending}
            onPress={() => withdraw.send({ params: { id: consent.id } })}
          >
            {t('consents.withdraw')}
          </Button>
          <Button size="touch" onPress={onClose}>
            {t('consents.keep')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p>{t('consents.withdrawText', { bank })}</p>
        {withdraw.error !== null && (
          <p role="alert" className={styles.error}>
            {wording(withdraw.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
