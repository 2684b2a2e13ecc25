import { useState } from 'react';
import { approveCredit, recordContract, withdrawOffer } from '@yinqi/contracts/engagement-money';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Checkbox } from '../../ui/choice-groups.js';
import { DateField } from '../../ui/date-field.js';
import { MoneyField } from '../../ui/money-field.js';
import { TextArea, TextField } from '../../ui/text-field.js';
import { BalancesDialog } from './balances-dialog.js';
import { CancelRestDialog } from './cancel-rest-dialog.js';
import type { MoneyAct } from './case-money.js';
import { DisburseDialog } from './disburse-dialog.js';
import { isDay, useFieldFault } from './form-faults.js';
import { caseMessages } from './messages.js';
import { FormFrame, RateField, targetOf, useRecorded, type FormProps } from './money-form.js';
import { NotTakenDialog } from './not-taken-dialog.js';
import { OfferDialog } from './offer-dialog.js';
import { rateBpOf, rateFault, rateInput } from './offer-draft.js';
import { RescindDialog } from './rescind-dialog.js';
import { currencyOf, nameIn } from './words.js';

type Props = FormProps & { readonly act: MoneyAct };

/** The form of one act on the money of a case. */
export function MoneyDialog({ act, ...props }: Props) {
  switch (act) {
    case 'offer':
      return <OfferDialog {...props} />;
    case 'withdrawOffer':
      return <WithdrawDialog {...props} />;
    case 'approve':
      return <ApproveDialog {...props} />;
    case 'contract':
      return <ContractDialog {...props} />;
    case 'disburse':
      return <DisburseDialog {...props} />;
    case 'notTaken':
      return <NotTakenDialog {...props} />;
    case 'rescind':
      return <RescindDialog {...props} />;
    case 'cancelRest':
      return <CancelRestDialog {...props} />;
    case 'balances':
      return <BalancesDialog {...props} />;
  }
}

function WithdrawDialog({ detail, onClose }: FormProps) {
  const t = useMessages(caseMessages);
  const withdraw = useCommand(withdrawOffer, useRecorded(t('done.withdrawOffer'), onClose));
  const offer = detail.offers.find(({ status }) => status === 'sent');
  return (
    <FormFrame
      title={t('confirm.withdrawTitle')}
      text={t('confirm.withdrawText')}
      submit={t('act.withdrawOffer')}
      isPending={withdraw.isPending}
      error={withdraw.error}
      isDanger
      onClose={onClose}
      onSubmit={() => {
        if (offer !== undefined) {
          withdraw.send({ params: { id: detail.id, offerId: offer.id }, version: detail.version });
        }
      }}
    />
  );
}

function ApproveDialog({ detail, onClose }: FormProps) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const chosen = detail.offers.find(({ status }) => status === 'chosen');
  const maxFen = chosen?.chosenFen ?? chosen?.amountFen ?? '0';
  const [amount, setAmount] = useState<bigint | undefined>(BigInt(maxFen));
  const [rate, setRate] = useState(chosen === undefined ? '' : rateInput(chosen.annualRateBp));
  const [until, setUntil] = useState('');
  const [isRevolving, setRevolving] = useState(false);
  const [conditions, setConditions] = useState('');
  const [isChecked, setChecked] = useState(false);
  const approve = useCommand(approveCredit, useRecorded(t('done.approve'), onClose));
  const fault = useFieldFault(approve.error);
  const rateBp = rateBpOf(rate);
  const isAmountMissing = amount === undefined || amount === 0n;
  const send = () => {
    setChecked(true);
    if (isAmountMissing || rateBp === undefined || !isDay(until)) return;
    approve.send({
      ...targetOf(detail),
      body: {
        amountFen: String(amount),
        annualRateBp: rateBp,
        revolving: isRevolving,
        validUntil: until,
        conditions: conditions.trim() === '' ? null : conditions.trim(),
      },
    });
  };
  const own = (isWrong: boolean, words: string) => (isChecked && isWrong ? words : undefined);
  return (
    <FormFrame
      title={t('credit.title')}
      text={t('credit.text', { amount: amountText(maxFen, language, currencyOf(detail)) })}
      submit={t('credit.submit')}
      isPending={approve.isPending}
      error={approve.error}
      onClose={onClose}
      onSubmit={send}
    >
      <MoneyField
        label={t('credit.amount')}
        currency={currencyOf(detail)}
        value={amount}
        onChange={setAmount}
        error={fault('amountFen', own(isAmountMissing, t('fault.missing')))}
      />
      <RateField
        value={rate}
        onChange={setRate}
        error={fault('annualRateBp', own(rateBp === undefined, t(rateFault(rate))))}
      />
      <DateField
        label={t('credit.until')}
        value={until}
        onChange={setUntil}
        error={fault('validUntil', own(!isDay(until), t('fault.date')))}
      />
      <Checkbox label={t('credit.revolving')} isChecked={isRevolving} onChange={setRevolving} />
      <TextArea
        label={t('credit.conditions')}
        isOptional
        rows={2}
        maxLength={2000}
        value={conditions}
        onChange={setConditions}
      />
    </FormFrame>
  );
}

function ContractDialog({ detail, onClose }: FormProps) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const [number, setNumber] = useState('');
  const [signedOn, setSignedOn] = useState('');
  const [isChecked, setChecked] = useState(false);
  const record = useCommand(recordContract, useRecorded(t('done.contract'), onClose));
  const fault = useFieldFault(record.error);
  const send = () => {
    setChecked(true);
    if (number.trim() === '' || !isDay(signedOn)) return;
    record.send({ ...targetOf(detail), body: { contractNumber: number.trim(), signedOn } });
  };
  return (
    <FormFrame
      title={t('contract.title')}
      text={nameIn(language, detail.product)}
      submit={t('contract.submit')}
      isPending={record.isPending}
      error={record.error}
      onClose={onClose}
      onSubmit={send}
    >
      <TextField
        label={t('contract.number')}
        maxLength={60}
        value={number}
        onChange={setNumber}
        error={fault('contractNumber', isChecked && number.trim() === '' ? t('fault.missing') : undefined)}
      />
      <DateField
        label={t('contract.signedOn')}
        value={signedOn}
        onChange={setSignedOn}
        error={fault('signedOn', isChecked && !isDay(signedOn) ? t('fault.date') : undefined)}
      />
    </FormFrame>
  );
}
