import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { recordNotTaken } from '@yinqi/contracts/engagement-money';
import {
  isNotTakenStated,
  NOT_TAKEN_LABELS,
  NOT_TAKEN_REASONS,
  type NotTakenReason,
} from '@yinqi/domain/lifecycle';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { caseMessages } from './messages.js';
import { FormFrame, targetOf, type FormProps } from './money-form.js';
import { forgetDealings } from './use-dealings.js';
import { keepCase } from './use-queue.js';

/** 批而未用: said by the bank's officer or the enterprise's signatory, with why. */
export function NotTakenDialog({ detail, onClose }: FormProps) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const [reason, setReason] = useState<NotTakenReason | ''>('');
  const [text, setText] = useState('');
  const [isChecked, setChecked] = useState(false);
  const record = useCommand(recordNotTaken, {
    onSuccess: (answered) => {
      keepCase(client, answered);
      void forgetDealings(client);
      showToast({ message: t('done.notTaken') });
      onClose();
    },
  });
  const isStated = reason !== '' && isNotTakenStated(reason, text);
  const send = () => {
    setChecked(true);
    if (!isStated) return;
    const said = text.trim();
    record.send({ ...targetOf(detail), body: { reason, ...(said !== '' && { text: said }) } });
  };
  return (
    <FormFrame
      title={t('notTaken.title')}
      text={t('notTaken.text')}
      submit={t('notTaken.submit')}
      isPending={record.isPending}
      error={record.error}
      isDanger
      onClose={onClose}
      onSubmit={send}
    >
      <Select
        label={t('notTaken.reason')}
        prompt={t('notTaken.prompt')}
        options={NOT_TAKEN_REASONS.map((code) => ({ value: code, label: NOT_TAKEN_LABELS[code][language] }))}
        value={reason}
        onChange={setReason}
        error={isChecked && reason === '' ? t('fault.missing') : undefined}
      />
      <TextField
        label={t('notTaken.words')}
        isOptional={reason !== 'OTHER'}
        width="full"
        maxLength={200}
        value={text}
        onChange={setText}
        error={isChecked && reason !== '' && !isStated ? t('fault.missing') : undefined}
      />
    </FormFrame>
  );
}
