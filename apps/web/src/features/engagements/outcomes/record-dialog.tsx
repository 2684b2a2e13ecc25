import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { recordOutcomes, type OutcomeBatch } from '@yinqi/contracts/outcomes';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { showToast } from '../../../ui/toast-store.js';
import { useErrorWording } from '../../../ui/use-error-wording.js';
import { forgetQueue } from '../use-queue.js';
import { outcomeMessages } from './messages.js';
import styles from './outcomes.module.css';
import { forgetOutcomes } from './use-outcomes.js';

type Props = { readonly batch: OutcomeBatch; readonly onClose: () => void };

const openOf = ({ counts, balances }: OutcomeBatch): number => counts.sure + balances;

/** Checked once, then recorded a hundred at a time until nothing is left that can be. */
export function RecordDialog({ batch, onClose }: Props) {
  const t = useMessages(outcomeMessages);
  const client = useQueryClient();
  const wording = useErrorWording();
  const record = useCommand(recordOutcomes);
  const [before] = useState(batch);
  const [left, setLeft] = useState<number>();
  const [error, setError] = useState<Error>();
  const run = async () => {
    setError(undefined);
    setLeft(openOf(batch));
    try {
      let now = await record.sendAndWait({ params: { id: batch.id } });
      for (let last = openOf(batch); openOf(now) > 0 && openOf(now) < last;) {
        last = openOf(now);
        setLeft(last);
        now = await record.sendAndWait({ params: { id: batch.id } });
      }
      showToast({ message: t('record.done', { count: now.counts.recorded - before.counts.recorded }) });
      const aside = now.counts.doubtful - before.counts.doubtful;
      if (aside > 0) showToast({ message: t('record.aside', { count: aside }), tone: 'failed' });
      onClose();
    } catch (cause) {
      // What was recorded stays recorded; sending again goes on where it stood.
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
    setLeft(undefined);
    await Promise.all([forgetOutcomes(client), forgetQueue(client)]);
  };
  const isRunning = left !== undefined;
  return (
    <Dialog
      isOpen
      title={t('record.title')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={isRunning} onPress={() => void run()}>
            {t('record.submit')}
          </Button>
          <Button onPress={onClose}>{t('record.cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('record.text', { sure: batch.counts.sure, balances: batch.balances })}</p>
        <p role="status">{isRunning && t('record.pending', { count: left })}</p>
        {error !== undefined && (
          <p role="alert" className={styles.error}>
            {wording(error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
