import { useState } from 'react';
import { recordBalances } from '@yinqi/contracts/engagement-money';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { DateField } from '../../ui/date-field.js';
import { MoneyField } from '../../ui/money-field.js';
import { todayText } from './days.js';
import { isDay, useFieldFault } from './form-faults.js';
import { caseMessages } from './messages.js';
import { FormFrame, targetOf, useRecorded, type FormProps } from './money-form.js';

/** What is still owed on each note on one day; notes left blank are not reported. */
export function BalancesDialog({ detail, onClose }: FormProps) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const [asOf, setAsOf] = useState(todayText);
  const [owed, setOwed] = useState<ReadonlyMap<string, bigint>>(new Map());
  const [isChecked, setChecked] = useState(false);
  const record = useCommand(recordBalances, useRecorded(t('done.balances'), onClose));
  const fault = useFieldFault(record.error);
  const reported = detail.disbursements.filter(({ id }) => owed.has(id));
  const send = () => {
    setChecked(true);
    if (!isDay(asOf) || reported.length === 0) return;
    record.send({
      ...targetOf(detail),
      body: {
        asOf,
        balances: reported.map(({ id }) => ({ disbursementId: id, outstandingFen: String(owed.get(id)) })),
      },
    });
  };
  const set = (id: string, value: bigint | undefined) =>
    setOwed((before) => {
      const after = new Map(before);
      if (value === undefined) after.delete(id);
      else after.set(id, value);
      return after;
    });
  return (
    <FormFrame
      title={t('balances.title')}
      text={t('balances.text')}
      submit={t('balances.submit')}
      isPending={record.isPending}
      error={record.error}
      onClose={onClose}
      onSubmit={send}
    >
      <DateField
        label={t('balances.asOf')}
        value={asOf}
        onChange={setAsOf}
        error={fault('asOf', isChecked && !isDay(asOf) ? t('fault.date') : undefined)}
      />
      {detail.disbursements.map(({ id, noteNumber, amountFen, currency }) => (
        <MoneyField
          key={id}
          label={t('balances.note', { note: noteNumber })}
          hint={t('balances.lent', { amount: amountText(amountFen, language, currency) })}
          currency={currency}
          isOptional
          value={owed.get(id)}
          onChange={(value) => set(id, value)}
          error={
            fault(`balances/${reported.findIndex((one) => one.id === id)}/outstandingFen`) ??
            (isChecked && reported.length === 0 ? t('balances.none') : undefined)
          }
        />
      ))}
    </FormFrame>
  );
}
