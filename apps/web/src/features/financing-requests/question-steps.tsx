import type { RequestContentField } from '@yinqi/contracts/financing-requests';
import { COLLATERALS, PURPOSES } from '@yinqi/domain/matching';
import { CURRENCIES, CURRENCY_NAMES_ZH } from '@yinqi/domain/money';
import { useSide } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Checkbox, CheckboxGroup, RadioGroup } from '../../ui/choice-groups.js';
import { DateField } from '../../ui/date-field.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { TextArea, TextField } from '../../ui/text-field.js';
import { fieldId } from './form-faults.js';
import { withAnswer, withCollateral, type FormState } from './form-state.js';
import { financingRequestMessages } from './messages.js';
import { collateralName, purposeName } from './words.js';

type Props = {
  readonly form: FormState;
  readonly onChange: (patch: Partial<FormState>) => void;
  /** Worded; undefined while the field is well or has not been asked about. */
  readonly errorOf: (field: RequestContentField) => string | undefined;
};

export function NeedStep({ form, onChange, errorOf }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  return (
    <>
      <Select
        id={fieldId('purpose')}
        label={t('field.purpose')}
        hint={t('field.purpose.hint')}
        error={errorOf('purpose')}
        prompt={t('field.purpose.prompt')}
        options={PURPOSES.map((value) => ({
          value,
          label: purposeName({ purpose: value, purposeText: null }, language) ?? value,
        }))}
        value={form.purpose ?? ''}
        onChange={(purpose) => onChange({ purpose })}
      />
      <MoneyField
        id={fieldId('amountFen')}
        label={t('field.amountFen')}
        hint={t('field.amountFen.hint')}
        error={errorOf('amountFen')}
        currency={form.currency}
        value={form.amountFen === null ? undefined : BigInt(form.amountFen)}
        onChange={(fen, currency) =>
          onChange({ amountFen: fen === undefined ? null : String(fen), currency })
        }
      />
      <Select
        id={fieldId('currency')}
        width="short"
        label={t('field.currency')}
        options={CURRENCIES.map((value) => ({
          value,
          label: language === 'en' ? value : value === 'CNY' ? '人民币' : CURRENCY_NAMES_ZH[value],
        }))}
        value={form.currency}
        onChange={(currency) => onChange({ currency })}
      />
      <TextField
        id={fieldId('termMonths')}
        width="short"
        label={t('field.termMonths')}
        error={errorOf('termMonths')}
        unit={t('field.termMonths.unit')}
        inputMode="numeric"
        maxLength={3}
        value={form.termMonths}
        onChange={(termMonths) => onChange({ termMonths })}
      />
      <DateField
        id={fieldId('neededBy')}
        label={t('field.neededBy')}
        hint={t('field.neededBy.hint')}
        error={errorOf('neededBy')}
        value={form.neededBy}
        onChange={(neededBy) => onChange({ neededBy })}
      />
    </>
  );
}

const ANSWERS = ['yes', 'no', 'unsure'] as const;
const answerOf = (value: boolean | null): (typeof ANSWERS)[number] =>
  value === null ? 'unsure' : value ? 'yes' : 'no';
const saidBy = (answer: (typeof ANSWERS)[number]): boolean | null =>
  answer === 'unsure' ? null : answer === 'yes';
const SECURITY_FIELDS = ['parentGuarantee', 'exportCreditInsured'] as const;

export function TermsStep({ form, onChange, errorOf }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  return (
    <>
      <CheckboxGroup
        id={fieldId('collateral')}
        label={t('field.collateral')}
        hint={t('field.collateral.hint')}
        isOptional
        isInline
        options={COLLATERALS.map((value) => ({ value, label: collateralName(value, language) }))}
        value={form.collateral}
        onChange={(collateral) => onChange(withCollateral(form, [...collateral]))}
      />
      {SECURITY_FIELDS.map((field) => (
        <RadioGroup
          key={field}
          id={fieldId(field)}
          label={t(`field.${field}`)}
          hint={t(`field.${field}.hint`)}
          isInline
          options={ANSWERS.map((value) => ({ value, label: t(`answer.${value}`) }))}
          value={answerOf(form[field])}
          onChange={(answer) => onChange(withAnswer(form, field, saidBy(answer)))}
        />
      ))}
      <TextField
        id={fieldId('rateCeilingBp')}
        label={t('field.rateCeilingBp')}
        hint={t('field.rateCeilingBp.hint')}
        error={errorOf('rateCeilingBp')}
        isOptional
        unit="%"
        inputMode="decimal"
        maxLength={12}
        value={form.rateCeilingBp}
        onChange={(rateCeilingBp) => onChange({ rateCeilingBp })}
      />
      <RadioGroup
        id={fieldId('firstLoan')}
        label={t('field.firstLoan')}
        hint={t('field.firstLoan.hint')}
        isInline
        options={ANSWERS.map((value) => ({ value, label: t(`answer.${value}`) }))}
        value={answerOf(form.firstLoan)}
        onChange={(answer) => onChange({ firstLoan: saidBy(answer) })}
      />
    </>
  );
}

export function ContactStep({ form, onChange, errorOf }: Props) {
  const t = useMessages(financingRequestMessages);
  const isOwn = useSide() === 'enterprise';
  return (
    <>
      <TextField
        id={fieldId('contactName')}
        label={t('field.contactName')}
        error={errorOf('contactName')}
        autoComplete="name"
        maxLength={60}
        value={form.contactName ?? ''}
        onChange={(contactName) => onChange({ contactName })}
      />
      <TextField
        id={fieldId('contactPhone')}
        label={t('field.contactPhone')}
        hint={t('field.contactPhone.hint')}
        error={errorOf('contactPhone')}
        type="tel"
        autoComplete="tel"
        maxLength={30}
        value={form.contactPhone ?? ''}
        onChange={(contactPhone) => onChange({ contactPhone })}
      />
      <TextArea
        id={fieldId('remarks')}
        label={t('field.remarks')}
        hint={t('field.remarks.hint')}
        isOptional
        maxLength={2000}
        rows={4}
        value={form.remarks ?? ''}
        onChange={(remarks) => onChange({ remarks })}
      />
      <Checkbox
        label={t('field.willingToShare')}
        hint={t(isOwn ? 'field.willingToShare.hint' : 'field.willingToShare.bureau')}
        isDisabled={!isOwn && !form.willingToShare}
        isChecked={form.willingToShare}
        onChange={(willingToShare) => onChange({ willingToShare })}
      />
    </>
  );
}
