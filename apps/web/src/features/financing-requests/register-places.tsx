import { useMessages } from '../../lib/i18n/use-messages.js';
import { BankPicker } from '../../ui/bank-picker.js';
import { RegionPicker } from '../../ui/region-picker.js';
import { financingRequestMessages } from './messages.js';
import type { RegisterSearch } from './register-search.js';
import styles from './requests.module.css';

type Props = {
  readonly search: RegisterSearch;
  readonly onPick: (picked: Pick<RegisterSearch, 'region' | 'bank'>) => void;
};

/** Where the enterprise sits and which bank it went to; fetched when asked for, with what a picker needs. */
export function RegisterPlaces({ search, onPick }: Props) {
  const t = useMessages(financingRequestMessages);
  return (
    <div className={styles.filters}>
      <RegionPicker
        key={`region ${search.region}`}
        label={t('register.region')}
        hint={t('register.regionHint')}
        value={search.region ?? null}
        valueName={undefined}
        onChange={(region) => region !== null && onPick({ region })}
      />
      <BankPicker
        key={`bank ${search.bank}`}
        label={t('register.bank')}
        hint={t('register.bankHint')}
        value={search.bank ?? null}
        valueName={undefined}
        onChange={(bank) => bank !== null && onPick({ bank })}
      />
    </div>
  );
}
