import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { settleQuotaException, type QuotaException } from '@yinqi/contracts/quota-view';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { quotaMessages } from './quota-messages.js';
import { forgetQuota } from './use-quota.js';

type Props = { readonly exception: QuotaException; readonly onClose: () => void };

/** What was found out about a loan, and what was done. */
export function SettleDialog({ exception, onClose }: Props) {
  const t = useMessages(quotaMessages);
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = note.trim() === '';
  const settle = useCommand(settleQuotaException, {
    onSuccess: async () => {
      showToast({ message: t('exceptions.settle.done') });
      onClose();
      await forgetQuota(client);
    },
  });
  const submit = (): void => {
    setTried(true);
    if (!isMissing) settle.send({ params: { id: exception.id }, body: { note: note.trim() } });
  };
  return (
    <Dialog
      title={t('exceptions.settle.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={settle.isPending} onPress={submit}>
            {t('exceptions.settle.submit')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {settle.error !== null && <ErrorState error={settle.error} />}
      <TextField
        label={t('exceptions.settle.note')}
        hint={t('exceptions.settle.hint')}
        width="full"
        maxLength={200}
        value={note}
        error={isTried && isMissing ? t('exceptions.settle.missing') : undefined}
        onChange={setNote}
      />
    </Dialog>
  );
}
