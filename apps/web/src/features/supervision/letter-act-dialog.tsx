import { useState } from 'react';
import type { LetterAction } from '@yinqi/domain/supervision';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/text-field.js';
import { supervisionMessages } from './messages.js';

/** Acts that are thought over: a signature, and everything that needs words. */
export type AskedAction = Exclude<LetterAction, 'edit' | 'acknowledge'>;

type Props = {
  readonly action: AskedAction;
  readonly office: string;
  readonly isPending: boolean;
  readonly onClose: () => void;
  readonly onSend: (text: string | undefined) => void;
};

export function LetterActDialog({ action, office, isPending, onClose, onSend }: Props) {
  const t = useMessages(supervisionMessages);
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const what = action === 'sign' ? undefined : t(`ask.${action}`);
  const send = (): void => {
    if (what === undefined) return onSend(undefined);
    setMissing(text.trim() === '');
    if (text.trim() !== '') onSend(text.trim());
  };
  return (
    <Dialog
      title={action === 'sign' ? t('sign.title') : t(`act.${action}`)}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button
            variant={action === 'discard' || action === 'withdraw' ? 'danger' : 'primary'}
            isPending={isPending}
            onPress={send}
          >
            {t(`act.${action}`)}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {what === undefined ? (
        <p>{t('sign.text', { office })}</p>
      ) : (
        <TextArea
          label={what}
          rows={5}
          maxLength={2000}
          value={text}
          error={isMissing && text.trim() === '' ? t('ask.missing', { what }) : undefined}
          onChange={setText}
        />
      )}
    </Dialog>
  );
}
