import { useState } from 'react';
import { REQUEST_STATES, type RequestState } from '@yinqi/domain/lifecycle';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { FilterChips, type FilterChip } from '../../ui/filter-chips.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { financingRequestMessages } from './messages.js';
import type { RegisterSearch } from './register-search.js';
import styles from './requests.module.css';
import { stateName } from './words.js';

type Props = {
  readonly search: RegisterSearch;
  readonly onSearch: (search: RegisterSearch) => void;
};

const without = (search: RegisterSearch, name: keyof RegisterSearch): RegisterSearch =>
  Object.fromEntries(Object.entries(search).filter(([key]) => key !== name));

/** The filters, and those in use as chips that can be taken away. */
export function RegisterFilters({ search, onSearch }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const [q, setQ] = useState(search.q ?? '');
  const [from, setFrom] = useState(search.from === undefined ? undefined : BigInt(search.from));
  const remove = (name: keyof RegisterSearch) => () => {
    if (name === 'q') setQ('');
    if (name === 'from') setFrom(undefined);
    onSearch(without(search, name));
  };
  const chosen = REQUEST_STATES.filter((state) => search.status?.includes(state));
  const chips = [
    chosen.length > 0 && {
      id: 'status',
      label: chosen.map((state) => stateName(state, language)).join(' / '),
      onRemove: remove('status'),
    },
    search.region !== undefined && {
      id: 'region',
      label: `${t('register.region')} ${search.region}`,
      onRemove: remove('region'),
    },
    search.bank !== undefined && { id: 'bank', label: t('register.bankSome'), onRemove: remove('bank') },
    search.q !== undefined && { id: 'q', label: `“${search.q}”`, onRemove: remove('q') },
    search.from !== undefined && {
      id: 'from',
      label: `≥ ${amountText(search.from, language)}`,
      onRemove: remove('from'),
    },
  ].filter((chip): chip is FilterChip => chip !== false);
  return (
    <>
      <form
        role="search"
        className={styles.filters}
        onSubmit={(event) => {
          event.preventDefault();
          onSearch({
            ...without(without(search, 'q'), 'from'),
            ...(q.trim() !== '' && { q: q.trim() }),
            ...(from !== undefined && { from: String(from) }),
          });
        }}
      >
        <TextField label={t('register.search')} type="search" maxLength={100} value={q} onChange={setQ} />
        <Select<RequestState | 'all'>
          label={t('register.status')}
          options={[
            { value: 'all', label: t('register.statusAll') },
            ...REQUEST_STATES.map((value) => ({ value, label: stateName(value, language) })),
          ]}
          value={chosen.length === 1 ? (chosen[0] ?? 'all') : 'all'}
          onChange={(state) =>
            onSearch(
              state === 'all' ? without(search, 'status') : { ...without(search, 'status'), status: [state] },
            )
          }
        />
        <MoneyField label={t('register.amountFrom')} value={from} onChange={setFrom} isInListUnit />
        <Button type="submit">{t('register.apply')}</Button>
      </form>
      <FilterChips chips={chips} onClear={() => onSearch({ sort: search.sort })} />
    </>
  );
}
