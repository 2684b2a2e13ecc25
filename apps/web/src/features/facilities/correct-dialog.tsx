import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { proposeAllotment } from '@yinqi/contracts/allotments';
import type { PoolEntry } from '@yinqi/contracts/quota-view';
import { dateText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { TextField } from '../../ui/text-field.js';
import { allotmentMessages } from './allotment-messages.js';
import { forgetQuota } from './use-quota.js';

type Props = { readonly entry: PoolEntry; readonly onClose: () => void };

/** Takes back one posting as a whole, with a second person. */
export function CorrectDialog({ entry, onClose }: Props) {
  const t = useMessages(allotmentMessages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const [documentNumber, setDocumentNumber] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = reason.trim().length < 2;
  const send = useCommand(proposeAllotment, {
    onSuccess: async ({ id }) => {
      await forgetQuota(client);
      await navigate({ to: '/allotments/$allotmentId', params: { allotmentId: id } });
    },
  });
  const submit = (): void => {
    setTried(true);
    if (isMissing) return;
    send.send({
      body: {
        kind: 'correct',
        poolId: entry.pool.id,
        version: entry.version,
        reason: reason.trim(),
        documentNumber: documentNumber.trim() === '' ? null : documentNumber.trim(),
        effectiveOn: dateText(new Date().toISOString()),
      },
    });
  };
  return (
    <Dialog
      title={t('correct.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={send.isPending} onPress={submit}>
            {t('correct.submit')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{t('correct.text')}</p>
      {send.error !== null && <ErrorState error={send.error} title={t('act.failed')} />}
      <TextField
        label={t('act.reason')}
        maxLength={200}
        value={reason}
        error={isTried && isMissing ? t('fault.reason') : undefined}
        onChange={setReason}
      />
      <TextField
        label={t('act.document')}
        isOptional
        maxLength={200}
        value={documentNumber}
        onChange={setDocumentNumber}
      />
    </Dialog>
  );
}
