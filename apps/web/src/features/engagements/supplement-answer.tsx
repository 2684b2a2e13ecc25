import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { answerSupplement } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail, SupplementView } from '@yinqi/contracts/engagements';
import { usePermission } from '../../app/session.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { TextArea } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './dealings.module.css';
import { dealingMessages } from './messages.js';
import { forgetDealings } from './use-dealings.js';
import { nameIn } from './words.js';

type Props = { readonly detail: EngagementDetail; readonly supplement: SupplementView };

/** What a bank asks for, answered where it is read. */
export function SupplementAnswer({ detail, supplement }: Props) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useErrorWording();
  const mayAct = usePermission('engagements.request');
  const [answer, setAnswer] = useState('');
  const [isMissing, setMissing] = useState(false);
  const bank = nameIn(language, detail.bank);
  const send = useCommand(answerSupplement, {
    onSuccess: () => {
      void forgetDealings(client);
      showToast({ message: t('supplement.done', { bank }) });
    },
  });
  const submit = () => {
    setMissing(answer.trim() === '');
    if (answer.trim() === '') return;
    send.send({
      params: { id: detail.id, supplementId: supplement.id },
      version: detail.version,
      body: { answer: answer.trim() },
    });
  };
  return (
    <div className={styles.asked}>
      <strong>{t('supplement.title', { bank, count: supplement.items.length })}</strong>
      <ul>
        {supplement.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('supplement.due', { due: dateTimeText(supplement.dueAt) })}</p>
      {mayAct && (
        <>
          <TextArea
            label={t('supplement.answer')}
            hint={t('supplement.answerHint')}
            rows={3}
            maxLength={4000}
            value={answer}
            onChange={setAnswer}
            error={
              isMissing ? t('supplement.missing') : send.error === null ? undefined : wording(send.error)
            }
          />
          <Button variant="primary" size="touch" isPending={send.isPending} onPress={submit}>
            {t('supplement.send')}
          </Button>
        </>
      )}
    </div>
  );
}
