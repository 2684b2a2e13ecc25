import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import styles from './case.module.css';
import { caseMessages } from './messages.js';
import { keepCase } from './use-queue.js';
import { useRefusalWording } from './use-refusal-wording.js';

export type FormProps = { readonly detail: EngagementDetail; readonly onClose: () => void };

/** What follows when a record was written: the page shows it, the dialog closes. */
export function useRecorded(message: string, onClose: () => void) {
  const client = useQueryClient();
  return {
    onSuccess: (detail: EngagementDetail) => {
      keepCase(client, detail);
      showToast({ message });
      onClose();
    },
  };
}

type FrameProps = {
  readonly title: string;
  readonly text: string;
  readonly submit: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly isDanger?: boolean;
  readonly children?: ReactNode;
};

/** Title, what the act means, its fields and its one button. */
export function FormFrame({
  title,
  text,
  submit,
  isPending,
  error,
  onSubmit,
  onClose,
  isDanger,
  children,
}: FrameProps) {
  const t = useMessages(caseMessages);
  const wording = useRefusalWording();
  return (
    <Dialog
      isOpen
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant={isDanger === true ? 'danger' : 'primary'} isPending={isPending} onPress={onSubmit}>
            {submit}
          </Button>
          <Button onPress={onClose}>{t(isDanger === true ? 'confirm.keep' : 'form.cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{text}</p>
        {children}
        {error !== null && (
          <p role="alert" className={styles.error}>
            {wording(error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}

export const targetOf = ({ id, version }: EngagementDetail) => ({ params: { id }, version });

type RateProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
};

export function RateField(props: RateProps) {
  const t = useMessages(caseMessages);
  return <TextField {...props} label={t('offer.rate')} unit="%" width="short" inputMode="decimal" />;
}
