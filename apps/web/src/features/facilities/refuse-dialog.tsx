import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { decideAllotment, type AllotmentView } from '@yinqi/contracts/allotments';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { allotmentMessages } from './allotment-messages.js';
import { forgetQuota } from './use-quota.js';

type Props = { readonly allotment: AllotmentView; readonly onClose: () => void };

/** Sends a proposal back to whoever made it, with the reason. */
export function RefuseDialog({ allotment, onClose }: Props) {
  const t = useMessages(allotmentMessages);
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = note.trim() === '';
  const refuse = useCommand(decideAllotment, {
    onSuccess: async () => {
      showToast({ message: t('view.refused') });
      onClose();
      await forgetQuota(client);
    },
  });
  const submit = (): void => {
    setTried(true);
    if (isMissing) return;
    refuse.send({
      params: { id: allotment.id },
      version: allotment.version,
      body: { act: 'refuse', note: note.trim() },
    });
  };
  return (
    <Dialog
      title={t('view.refuse.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={refuse.isPending} onPress={submit}>
            {t('view.refuse.submit')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {refuse.error !== null && <ErrorState error={refuse.error} title={t('view.notDone')} />}
      <TextField
        label={t('view.refuse.note')}
        width="full"
        maxLength={200}
        value={note}
        error={isTried && isMissing ? t('view.refuse.missing') : undefined}
        onChange={setNote}
      />
    </Dialog>
  );
}
