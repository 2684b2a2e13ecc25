import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { listEngagements } from '@yinqi/contracts/engagements';
import type { OutcomeRow } from '@yinqi/contracts/outcomes';
import { amountText } from '../../../lib/format.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { reading } from '../../../lib/query.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Select } from '../../../ui/select.js';
import { caseName } from '../words.js';
import { outcomeMessages } from './messages.js';
import styles from './outcomes.module.css';
import { useDecision } from './use-decision.js';

const MAX_CASES = 200;

type Props = { readonly batchId: string; readonly row: OutcomeRow; readonly onClose: () => void };

/** The case a note really belongs to, named by hand: one that is signed and not fully paid out. */
export function ChooseCaseDialog({ batchId, row, onClose }: Props) {
  const t = useMessages(outcomeMessages);
  const { language } = useLanguage();
  const { data } = useQuery(
    reading(listEngagements, {
      query: { stage: 'disburse', status: ['contracted', 'partially_disbursed'], limit: MAX_CASES },
    }),
  );
  const decision = useDecision({ batchId, row }, onClose);
  const [chosen, setChosen] = useState('');
  const [isChecked, setChecked] = useState(false);
  const cases = data?.items ?? [];
  const send = () => {
    setChecked(true);
    if (chosen !== '') decision.confirm(chosen);
  };
  return (
    <Dialog
      isOpen
      title={t('choose.title', { note: row.loan?.noteNumber ?? '' })}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={decision.isPending} onPress={send}>
            {t('choose.submit')}
          </Button>
          <Button onPress={onClose}>{t('choose.cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('choose.text')}</p>
        {data !== undefined && cases.length === 0 && <p className={styles.quiet}>{t('choose.none')}</p>}
        <Select
          label={t('choose.case')}
          width="full"
          prompt={t('choose.prompt')}
          options={cases.map((item) => ({
            value: item.id,
            label: t('choose.option', {
              name: caseName(item),
              number: item.requestNumber,
              approved: amountText(item.approvedFen ?? '0', language, item.currency ?? 'CNY'),
              disbursed: amountText(item.disbursedFen, language, item.currency ?? 'CNY'),
            }),
          }))}
          value={chosen}
          onChange={setChosen}
          error={isChecked && chosen === '' ? t('choose.missing') : undefined}
        />
      </div>
    </Dialog>
  );
}
