import { useState, type ReactNode } from 'react';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { RadioGroup } from '../../../ui/choice-groups.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextArea } from '../../../ui/text-field.js';
import { refusalMessages } from '../messages.js';
import styles from './refusal.module.css';

const MIN_LENGTH = 10;
const MAX_LENGTH = 2000;

type Outcome = { readonly value: string; readonly label: string };
type Props<Value extends string> = {
  readonly title: string;
  readonly text: ReactNode;
  readonly label: string;
  readonly hint?: string;
  readonly outcomes?: readonly (Outcome & { readonly value: Value })[];
  readonly isPending: boolean;
  readonly onClose: () => void;
  readonly onSend: (statement: string, outcome: Value | undefined) => void;
};

/** Something said in writing that another side will read: grounds, a decision, a recommendation. */
export function StatementDialog<Value extends string = never>({
  title,
  text,
  label,
  hint,
  outcomes,
  isPending,
  onClose,
  onSend,
}: Props<Value>) {
  const t = useMessages(refusalMessages);
  const [statement, setStatement] = useState('');
  const [outcome, setOutcome] = useState<Value | undefined>(outcomes?.[0]?.value);
  const [isTooShort, setTooShort] = useState(false);
  const send = () => {
    const isShort = statement.trim().length < MIN_LENGTH;
    setTooShort(isShort);
    if (!isShort) onSend(statement.trim(), outcome);
  };
  return (
    <Dialog
      isOpen
      isDismissable={false}
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" size="touch" isPending={isPending} onPress={send}>
            {t('way.submit')}
          </Button>
          <Button size="touch" onPress={onClose}>
            {t('way.keep')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{text}</p>
        {outcomes !== undefined && (
          <RadioGroup
            label={t('review.outcome')}
            options={outcomes}
            value={outcome ?? ''}
            onChange={setOutcome}
          />
        )}
        <TextArea
          label={label}
          hint={hint}
          rows={4}
          maxLength={MAX_LENGTH}
          value={statement}
          onChange={setStatement}
          error={isTooShort ? t('way.tooShort') : undefined}
        />
      </div>
    </Dialog>
  );
}
