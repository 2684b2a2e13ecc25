import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { decideFacilityTerms, type FacilityTermsView } from '@yinqi/contracts/facility-terms';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { ErrorState } from '../../../ui/error-state.js';
import { TextField } from '../../../ui/text-field.js';
import { showToast } from '../../../ui/toast-store.js';
import { forgetQuota } from '../use-quota.js';
import { termsMessages } from './messages.js';

type Props = { readonly terms: FacilityTermsView; readonly onClose: () => void };

/** Sends terms back to whoever proposed them, with the reason. */
export function RefuseTermsDialog({ terms, onClose }: Props) {
  const t = useMessages(termsMessages);
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = note.trim() === '';
  const refuse = useCommand(decideFacilityTerms, {
    onSuccess: async () => {
      showToast({ message: t('view.refused') });
      onClose();
      await forgetQuota(client);
    },
  });
  const submit = (): void => {
    setTried(true);
    if (isMissing) return;
    const { id, version } = terms;
    refuse.send({ params: { id }, version, body: { act: 'refuse', note: note.trim() } });
  };
  return (
    <Dialog
      title={t('refuse.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={refuse.isPending} onPress={submit}>
            {t('refuse.submit')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {refuse.error !== null && <ErrorState error={refuse.error} title={t('view.notDone')} />}
      <TextField
        label={t('refuse.note')}
        width="full"
        maxLength={200}
        value={note}
        error={isTried && isMissing ? t('refuse.missing') : undefined}
        onChange={setNote}
      />
    </Dialog>
  );
}
