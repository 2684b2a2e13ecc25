import type { FacilityView } from '@yinqi/contracts/facilities';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { nameIn } from '../../lib/name-in.js';
import { BankPicker } from '../../ui/bank-picker.js';
import { Button } from '../../ui/button.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import styles from './allocation.module.css';
import { allocationMessages } from './messages.js';
import type { BankShare } from './new-allocation-draft.js';

type Props = {
  /** Tools that have an amount: a share is part of one. */
  readonly facilities: readonly FacilityView[];
  readonly shares: readonly BankShare[];
  readonly onChange: (shares: readonly BankShare[]) => void;
};

/** How much of a tool single banks may use; banks without a share take from the whole. */
export function BankShares({ facilities, shares, onChange }: Props) {
  const t = useMessages(allocationMessages);
  const [first] = facilities;
  const replace = (share: BankShare) => onChange(shares.map((one) => (one.key === share.key ? share : one)));
  const add = () => {
    const key = 1 + Math.max(0, ...shares.map((share) => share.key));
    onChange([
      ...shares,
      { key, facilityId: first?.id ?? '', bankId: null, bankName: undefined, fen: undefined },
    ]);
  };
  return (
    <fieldset className={styles.shares}>
      <legend>{t('new.banks')}</legend>
      <p className={styles.note}>{t(first === undefined ? 'new.banks.first' : 'new.banks.note')}</p>
      {shares.map((share) => (
        <ShareRow
          key={share.key}
          facilities={facilities}
          share={share}
          onChange={replace}
          onRemove={() => onChange(shares.filter(({ key }) => key !== share.key))}
        />
      ))}
      <Button isDisabled={first === undefined} onPress={add}>
        {t('new.bank.add')}
      </Button>
    </fieldset>
  );
}

type RowProps = Pick<Props, 'facilities'> & {
  readonly share: BankShare;
  readonly onChange: (share: BankShare) => void;
  readonly onRemove: () => void;
};

function ShareRow({ facilities, share, onChange, onRemove }: RowProps) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  return (
    <div className={styles.share}>
      <Select
        label={t('new.bank.tool')}
        value={share.facilityId}
        options={facilities.map((facility) => ({ value: facility.id, label: nameIn(facility, language) }))}
        onChange={(facilityId) => onChange({ ...share, facilityId })}
      />
      <BankPicker
        label={t('new.bank.bank')}
        value={share.bankId}
        valueName={share.bankName}
        onChange={(bankId, bankName) => onChange({ ...share, bankId, bankName })}
      />
      <MoneyField
        label={t('new.bank.amount')}
        value={share.fen}
        isInListUnit
        onChange={(fen) => onChange({ ...share, fen })}
      />
      <Button variant="quiet" onPress={onRemove}>
        {t('new.bank.remove')}
      </Button>
    </div>
  );
}
