import { useState } from 'react';
import { recordDisbursement } from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { milestoneStates } from '@yinqi/domain/lifecycle';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { hasCode } from '../../lib/problem.js';
import { useCommand } from '../../lib/use-command.js';
import { Checkbox } from '../../ui/choice-groups.js';
import { DateField } from '../../ui/date-field.js';
import { MoneyField } from '../../ui/money-field.js';
import { TextField } from '../../ui/text-field.js';
import { monthsLater, todayText } from './days.js';
import { isDay, useFieldFault } from './form-faults.js';
import { caseMessages } from './messages.js';
import { FormFrame, RateField, targetOf, useRecorded, type FormProps } from './money-form.js';
import { rateBpOf, rateFault, rateInput } from './offer-draft.js';
import { currencyOf } from './words.js';

type Draft = {
  readonly note: string;
  readonly amount: bigint | undefined;
  readonly rate: string;
  readonly on: string;
  readonly matures: string;
};

const restOf = (detail: EngagementDetail): bigint =>
  BigInt(detail.approvedFen ?? '0') - BigInt(detail.disbursedFen);

/** The term agreed on, from the day the money is paid; empty while either is unknown. */
function maturityOf(detail: EngagementDetail, on: string): string {
  const months = detail.offers.find(({ status }) => status === 'chosen')?.termMonths ?? detail.termMonths;
  return months === null || !isDay(on) ? '' : monthsLater(on, months);
}

/** What is recorded; undefined while a field is missing or unreadable. */
function noteOf({ note, amount, rate, on, matures }: Draft) {
  const rateBp = rateBpOf(rate);
  if (note.trim() === '' || amount === undefined || amount === 0n || rateBp === undefined) return undefined;
  if (!isDay(on) || !isDay(matures)) return undefined;
  return {
    noteNumber: note.trim(),
    amountFen: String(amount),
    annualRateBp: rateBp,
    disbursedOn: on,
    maturesOn: matures,
  };
}

/** One 借据 at a time; one above the approval is asked about before it is recorded. */
export function DisburseDialog({ detail, onClose }: FormProps) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const rest = restOf(detail);
  const isLate = milestoneStates('report_disbursement').includes(detail.status);
  const [today] = useState(todayText);
  const [draft, setDraft] = useState<Draft>({
    note: '',
    amount: rest > 0n ? rest : undefined,
    rate: rateInput(detail.credit?.annualRateBp ?? 0),
    on: today,
    matures: maturityOf(detail, today),
  });
  const [isAbove, setAbove] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const record = useCommand(recordDisbursement, useRecorded(t('done.disburse'), onClose));
  const money = (fen: bigint) => amountText(fen, language, currencyOf(detail));
  const send = () => {
    setChecked(true);
    const note = noteOf(draft);
    if (note !== undefined) record.send({ ...targetOf(detail), body: { ...note, aboveApproval: isAbove } });
  };
  return (
    <FormFrame
      title={t(isLate ? 'disburse.late' : 'disburse.title')}
      text={isLate ? t('disburse.lateText') : t('disburse.text', { rest: money(rest) })}
      submit={t('disburse.submit')}
      isPending={record.isPending}
      error={record.error}
      onClose={onClose}
      onSubmit={send}
    >
      <NoteFields
        detail={detail}
        draft={draft}
        onChange={setDraft}
        isChecked={isChecked}
        error={record.error}
      />
      {hasCode(record.error, 'disbursement.exceeds_approval') && draft.amount !== undefined && (
        <>
          <p role="status">{t('disburse.above', { excess: money(draft.amount - rest) })}</p>
          <Checkbox label={t('disburse.aboveConfirm')} isChecked={isAbove} onChange={setAbove} />
        </>
      )}
    </FormFrame>
  );
}

type FieldsProps = {
  readonly detail: EngagementDetail;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly isChecked: boolean;
  readonly error: Error | null;
};

function NoteFields({ detail, draft, onChange, isChecked, error }: FieldsProps) {
  const t = useMessages(caseMessages);
  const fault = useFieldFault(error);
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const own = (isWrong: boolean, words: string) => (isChecked && isWrong ? words : undefined);
  const isAmountMissing = draft.amount === undefined || draft.amount === 0n;
  return (
    <>
      <TextField
        label={t('disburse.note')}
        maxLength={60}
        value={draft.note}
        onChange={(note) => set({ note })}
        error={fault('noteNumber', own(draft.note.trim() === '', t('fault.missing')))}
      />
      <MoneyField
        label={t('disburse.amount')}
        currency={currencyOf(detail)}
        value={draft.amount}
        onChange={(amount) => set({ amount })}
        error={fault('amountFen', own(isAmountMissing, t('fault.missing')))}
      />
      <RateField
        value={draft.rate}
        onChange={(rate) => set({ rate })}
        error={fault('annualRateBp', own(rateBpOf(draft.rate) === undefined, t(rateFault(draft.rate))))}
      />
      <DateField
        label={t('disburse.on')}
        value={draft.on}
        onChange={(on) =>
          set({
            on,
            ...(draft.matures === maturityOf(detail, draft.on) && { matures: maturityOf(detail, on) }),
          })
        }
        error={fault('disbursedOn', own(!isDay(draft.on), t('fault.date')))}
      />
      <DateField
        label={t('disburse.matures')}
        value={draft.matures}
        onChange={(matures) => set({ matures })}
        error={fault('maturesOn', own(!isDay(draft.matures), t('fault.date')))}
      />
    </>
  );
}
