import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { REPAYMENT_LABELS, REPAYMENTS } from '@yinqi/domain/lifecycle';
import { COLLATERAL_WORDS, COLLATERALS } from '@yinqi/domain/matching';
import type { Currency } from '@yinqi/domain/money';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { CheckboxGroup } from '../../ui/choice-groups.js';
import { DateField } from '../../ui/date-field.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { TextArea, TextField } from '../../ui/text-field.js';
import styles from './case.module.css';
import { isDay, useFieldFault, wholeNumber } from './form-faults.js';
import { caseMessages } from './messages.js';
import { rateBpOf, rateFault, termsOf, type OfferDraft } from './offer-draft.js';
import { useProductHints } from './use-product-hints.js';
import { currencyOf } from './words.js';

type Props = {
  readonly detail: EngagementDetail;
  readonly draft: OfferDraft;
  readonly onChange: (draft: OfferDraft) => void;
  readonly isChecked: boolean;
  readonly error: Error | null;
};

/** The fields of an offer, each with what the form or the server found wrong beside it. */
export function OfferFields({ detail, draft, onChange, isChecked, error }: Props) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const fault = useFieldFault(error);
  const currency = currencyOf(detail);
  const hints = useProductHints(detail, isChecked ? termsOf(draft) : undefined);
  const set = (part: Partial<OfferDraft>) => onChange({ ...draft, ...part });
  const own = (isWrong: boolean, words: string) => (isChecked && isWrong ? words : undefined);
  const isAmountMissing = draft.amount === undefined || draft.amount === 0n;
  return (
    <div className={styles.form}>
      <MoneyField
        label={t('offer.amount')}
        hint={hints.amount}
        currency={currency}
        value={draft.amount}
        onChange={(amount) => set({ amount })}
        error={fault('amountFen', own(isAmountMissing, t('fault.missing')) ?? hints.fault('amountFen'))}
      />
      <TermFields draft={draft} set={set} own={own} fault={fault} hints={hints} />
      <CostFields draft={draft} set={set} fault={fault} currency={currency} hints={hints} />
      <CheckboxGroup
        label={t('offer.collateral')}
        isOptional
        isInline
        options={COLLATERALS.map((kind) => ({ value: kind, label: COLLATERAL_WORDS[kind][language] }))}
        value={draft.collateral}
        onChange={(collateral) => set({ collateral: [...collateral] })}
      />
      <TextArea
        label={t('offer.conditions')}
        isOptional
        rows={2}
        maxLength={2000}
        value={draft.conditions}
        onChange={(conditions) => set({ conditions })}
      />
    </div>
  );
}

type PartProps = {
  readonly draft: OfferDraft;
  readonly set: (part: Partial<OfferDraft>) => void;
  readonly fault: ReturnType<typeof useFieldFault>;
  readonly hints: ReturnType<typeof useProductHints>;
};
type TermProps = PartProps & { readonly own: (isWrong: boolean, words: string) => string | undefined };

function TermFields({ draft, set, own, fault, hints }: TermProps) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  return (
    <div className={styles.pair}>
      <TextField
        label={t('offer.rate')}
        hint={hints.rate}
        unit="%"
        width="short"
        inputMode="decimal"
        value={draft.rate}
        onChange={(rate) => set({ rate })}
        error={fault(
          'annualRateBp',
          own(rateBpOf(draft.rate) === undefined, t(rateFault(draft.rate))) ?? hints.fault('annualRateBp'),
        )}
      />
      <TextField
        label={t('offer.term')}
        hint={hints.term}
        unit={t('offer.termUnit')}
        width="short"
        inputMode="numeric"
        value={draft.term}
        onChange={(term) => set({ term })}
        error={fault(
          'termMonths',
          own(wholeNumber(draft.term, 1, 480) === undefined, t('fault.number', { from: 1, to: 480 })) ??
            hints.fault('termMonths'),
        )}
      />
      <Select
        label={t('offer.repayment')}
        options={REPAYMENTS.map((kind) => ({ value: kind, label: REPAYMENT_LABELS[kind][language] }))}
        value={draft.repayment}
        onChange={(repayment) => set({ repayment })}
        hint={hints.repayment}
      />
      <TextField
        label={t('offer.days')}
        hint={t('offer.daysHint')}
        unit={t('offer.daysUnit')}
        width="short"
        inputMode="numeric"
        value={draft.days}
        onChange={(days) => set({ days })}
        error={fault(
          'disbursementDays',
          own(wholeNumber(draft.days, 1, 365) === undefined, t('fault.number', { from: 1, to: 365 })),
        )}
      />
      <DateField
        label={t('offer.until')}
        value={draft.until}
        onChange={(until) => set({ until })}
        error={fault('validUntil', own(!isDay(draft.until), t('fault.date')))}
      />
    </div>
  );
}

/** What the loan costs besides interest, and what of it the enterprise cannot use. */
function CostFields({ draft, set, fault, hints, currency }: PartProps & { readonly currency: Currency }) {
  const t = useMessages(caseMessages);
  return (
    <div className={styles.pair}>
      <MoneyField
        label={t('offer.guaranteeFee')}
        currency={currency}
        isOptional
        value={draft.guaranteeFee}
        onChange={(guaranteeFee) => set({ guaranteeFee })}
        error={fault('guaranteeFeeFen')}
      />
      <MoneyField
        label={t('offer.appraisalFee')}
        currency={currency}
        isOptional
        value={draft.appraisalFee}
        onChange={(appraisalFee) => set({ appraisalFee })}
        error={fault('appraisalFeeFen')}
      />
      <MoneyField
        label={t('offer.deposit')}
        hint={t('offer.depositHint')}
        currency={currency}
        isOptional
        value={draft.deposit}
        onChange={(deposit) => set({ deposit })}
        error={fault('depositFen', hints.fault('depositFen'))}
      />
    </div>
  );
}
