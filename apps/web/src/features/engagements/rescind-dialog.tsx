import { useState } from 'react';
import { rescindCredit } from '@yinqi/contracts/engagement-money';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { TextField } from '../../ui/text-field.js';
import { caseMessages } from './messages.js';
import { FormFrame, targetOf, useRecorded, type FormProps } from './money-form.js';

const LEAST = 4;

/** 撤销授信: the approver names the condition that was not met; there is no way back. */
export function RescindDialog({ detail, onClose }: FormProps) {
  const t = useMessages(caseMessages);
  const [condition, setCondition] = useState('');
  const [isChecked, setChecked] = useState(false);
  const rescind = useCommand(rescindCredit, useRecorded(t('done.rescind'), onClose));
  const isStated = condition.trim().length >= LEAST;
  const send = () => {
    setChecked(true);
    if (isStated) rescind.send({ ...targetOf(detail), body: { condition: condition.trim() } });
  };
  return (
    <FormFrame
      title={t('rescind.title')}
      text={t('rescind.text')}
      submit={t('rescind.submit')}
      isPending={rescind.isPending}
      error={rescind.error}
      isDanger
      onClose={onClose}
      onSubmit={send}
    >
      <TextField
        label={t('rescind.condition')}
        width="full"
        maxLength={200}
        value={condition}
        onChange={setCondition}
        error={isChecked && !isStated ? t('fault.missing') : undefined}
      />
    </FormFrame>
  );
}
