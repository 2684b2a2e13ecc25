import { useState } from 'react';
import { recordDisbursement } from '@yinqi/contracts/engagement-money';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { hasCode } from '../../lib/problem.js';
import { useCommand } from '../../lib/use-command.js';
import { Checkbox } from '../../ui/choice-groups.js';
import { DateField } from '../../ui/date-field.js';
import { MoneyField } from '../../ui/money-field.js';
import { TextField } from '../../ui/text-field.js';
import { isDay, useFieldFault } from './form-faults.js';
import { caseMessages } from './messages.js';
import { FormFrame, targetOf, useRecorded, type FormProps } from './money-form.js';
import { rateBpOf, rateInput } from './offer-draft.js';

/** One 借据 at a time; one above the approval is asked about before it is recorded. */
export function DisburseDialog({ detail, onClose }: FormProps) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const restFen = BigInt(detail.approvedFen ?? '0') - BigInt(detail.disbursedFen);
  const [note, setNote] = useState('');
  const [amount, setAmount] = useState<bigint | undefined>(restFen > 0n ? restFen : undefined);
  const [rate, setRate] = useState(rateInput(detail.credit?.annualRateBp ?? 0));
  const [disbursedOn, setDisbursedOn] = useState('');
  const [maturesOn, setMaturesOn] = useState('');
  const [isAbove, setAbove] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const record = useCommand(recordDisbursement, useRecorded(t('done.disburse'), onClose));
  const fault = useFieldFault(record.error);
  const rateBp = rateBpOf(rate);
  const isAmountMissing = amount === undefined || amount === 0n;
  const send = () => {
    setChecked(true);
    if (note.trim() === '' || isAmountMissing || rateBp === undefined) return;
    if (!isDay(disbursedOn) || !isDay(maturesOn)) return;
    record.send({
      ...targetOf(detail),
      body: {
        noteNumber: note.trim(),
        amountFen: String(amount),
        annualRateBp: rateBp,
        disbursedOn,
        maturesOn,
        aboveApproval: isAbove,
      },
    });
  };
  const own = (isWrong: boolean, words: string) => (isChecked && isWrong ? words : undefined);
  return (
    <FormFrame
      title={t('disburse.title')}
      text={t('disburse.text', { rest: amountText(restFen, language) })}
      submit={t('disburse.submit')}
      isPending={record.isPending}
      error={record.error}
      onClose={onClose}
      onSubmit={send}
    >
      <TextField
        label={t('disburse.note')}
        maxLength={60}
        value={note}
        onChange={setNote}
        error={fault('noteNumber', own(note.trim() === '', t('fault.missing')))}
      />
      <MoneyField
        label={t('disburse.amount')}
        value={amount}
        onChange={setAmount}
        error={fault('amountFen', own(isAmountMissing, t('fault.missing')))}
      />
      <TextField
        label={t('offer.rate')}
        unit="%"
        width="short"
        inputMode="decimal"
        value={rate}
        onChange={setRate}
        error={fault('annualRateBp', own(rateBp === undefined, t('fault.rate')))}
      />
      <DateField
        label={t('disburse.on')}
        value={disbursedOn}
        onChange={setDisbursedOn}
        error={fault('disbursedOn', own(!isDay(disbursedOn), t('fault.date')))}
      />
      <DateField
        label={t('disburse.matures')}
        value={maturesOn}
        onChange={setMaturesOn}
        error={fault('maturesOn', own(!isDay(maturesOn), t('fault.date')))}
      />
      {hasCode(record.error, 'disbursement.exceeds_approval') && amount !== undefined && (
        <>
          <p role="status">{t('disburse.above', { excess: amountText(amount - restFen, language) })}</p>
          <Checkbox label={t('disburse.aboveConfirm')} isChecked={isAbove} onChange={setAbove} />
        </>
      )}
    </FormFrame>
  );
}
