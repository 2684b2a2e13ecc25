import { useState, type ReactNode } from 'react';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { ErrorState } from '../../../ui/error-state.js';
import { TextField } from '../../../ui/text-field.js';
import { statementMessages } from './messages.js';

type Props = {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly missing: string;
  readonly submitText: string;
  readonly sending: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSubmit: (text: string) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** One line of grounds, without which nothing is sent. */
export function NoteDialog({
  title,
  label,
  hint,
  missing,
  submitText,
  sending,
  onSubmit,
  onClose,
  children,
}: Props) {
  const t = useMessages(statementMessages);
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = text.trim() === '';
  const submit = (): void => {
    setTried(true);
    if (!isMissing) onSubmit(text.trim());
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={sending.isPending} onPress={submit}>
            {submitText}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{children}</p>
      {sending.error !== null && <ErrorState error={sending.error} />}
      <TextField
        label={label}
        hint={hint}
        width="full"
        maxLength={200}
        value={text}
        error={isTried && isMissing ? missing : undefined}
        onChange={setText}
      />
    </Dialog>
  );
}
