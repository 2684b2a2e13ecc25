import { openingBody } from '@yinqi/contracts/facility-terms';
import { AUTHORITIES, BASES } from '@yinqi/domain/quota';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { MoneyField } from '../../../ui/money-field.js';
import { Select } from '../../../ui/select.js';
import { TextField } from '../../../ui/text-field.js';
import { facilityMessages } from '../messages.js';
import { termsMessages } from './messages.js';
import type { OpeningDraft, TermsFaultKey } from './terms-draft.js';
import { useFaultText } from './terms-form.js';

type Props = {
  readonly opening: OpeningDraft;
  readonly faults: readonly TermsFaultKey[];
  readonly onChange: (opening: OpeningDraft) => void;
};

const MECHANISMS = openingBody.shape.mechanism.options;

/** What a tool is for good: it is not asked again when its terms change. */
export function KindFields({ opening, faults, onChange }: Props) {
  const t = useMessages(termsMessages);
  const tTool = useMessages(facilityMessages);
  const wrong = useFaultText(faults);
  return (
    <>
      <TextField
        label={t('form.code')}
        hint={t('form.code.hint')}
        maxLength={40}
        spellCheck={false}
        value={opening.code}
        error={wrong('code', 'code.taken')}
        onChange={(code) => onChange({ ...opening, code })}
      />
      <Select
        label={tTool('fact.mechanism')}
        options={MECHANISMS.map((one) => ({ value: one, label: tTool(`mechanism.${one}`) }))}
        value={opening.mechanism}
        onChange={(mechanism) => onChange({ ...opening, mechanism })}
      />
      <Select
        label={tTool('fact.authority')}
        hint={t(`form.authority.${opening.authority}`)}
        options={AUTHORITIES.map((one) => ({ value: one, label: tTool(`authority.${one}`) }))}
        value={opening.authority}
        onChange={(authority) => onChange({ ...opening, authority })}
      />
      <Select
        label={t('form.basis')}
        options={BASES.map((one) => ({ value: one, label: t(`form.basis.${one}`) }))}
        value={opening.basis}
        onChange={(basis) => onChange({ ...opening, basis })}
      />
    </>
  );
}

/** What guards the quota from its first day. */
export function GuardFields({ opening, faults, onChange }: Props) {
  const t = useMessages(termsMessages);
  const wrong = useFaultText(faults);
  return (
    <>
      <MoneyField
        label={t('form.customer')}
        hint={t('form.customer.hint')}
        isOptional
        isInListUnit
        value={opening.customerFen}
        error={wrong('singleCustomerLimitFen.zero', 'singleCustomerLimitFen.above_total')}
        onChange={(customerFen) => onChange({ ...opening, customerFen })}
      />
      <MoneyField
        label={t('form.from')}
        hint={t('form.from.hint')}
        isInListUnit
        value={opening.fromFen}
        error={wrong('fromFen')}
        onChange={(fromFen) => onChange({ ...opening, fromFen })}
      />
    </>
  );
}
