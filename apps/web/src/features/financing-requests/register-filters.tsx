import { lazy, Suspense, useState } from 'react';
import { REQUEST_STATES, type RequestState } from '@yinqi/domain/lifecycle';
import { useBanks, useRegions } from '../../lib/code-tables.js';
import { amountText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { FilterChips, type FilterChip } from '../../ui/filter-chips.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { Skeleton } from '../../ui/skeleton.js';
import { TextField } from '../../ui/text-field.js';
import { financingRequestMessages } from './messages.js';
import type { RegisterSearch } from './register-search.js';
import styles from './requests.module.css';
import { stateName } from './words.js';

const RegisterPlaces = lazy(() =>
  import('./register-places.js').then((module) => ({ default: module.RegisterPlaces })),
);

type Props = {
  readonly search: RegisterSearch;
  readonly onSearch: (search: RegisterSearch) => void;
};

const without = (search: RegisterSearch, name: keyof RegisterSearch): RegisterSearch =>
  Object.fromEntries(Object.entries(search).filter(([key]) => key !== name));

/** The address holds codes and ids only; a code searched for finds itself. */
function useNames({ region, bank }: RegisterSearch, language: Language) {
  const regions = useRegions(region ?? '', region !== undefined).data?.items;
  const named = useBanks('', bank !== undefined).data?.find(({ id }) => id === bank);
  return {
    region: regions?.find(({ code }) => code === region)?.name,
    bank: language === 'en' ? (named?.nameEn ?? named?.name) : named?.name,
  };
}

/** What is filtered by, each with the way to take it away. */
function useChips(
  search: RegisterSearch,
  chosen: readonly RequestState[],
  onForget: (name: keyof RegisterSearch) => void,
): FilterChip[] {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const names = useNames(search, language);
  const remove = (name: keyof RegisterSearch) => () => onForget(name);
  return [
    chosen.length > 0 && {
      id: 'status',
      label: chosen.map((state) => stateName(state, language)).join(' / '),
      onRemove: remove('status'),
    },
    search.region !== undefined && {
      id: 'region',
      label: names.region ?? `${t('register.region')} ${search.region}`,
      onRemove: remove('region'),
    },
    search.bank !== undefined && {
      id: 'bank',
      label: names.bank ?? t('register.bankSome'),
      onRemove: remove('bank'),
    },
    search.q !== undefined && { id: 'q', label: `“${search.q}”`, onRemove: remove('q') },
    search.from !== undefined && {
      id: 'from',
      label: `≥ ${amountText(search.from, language)}`,
      onRemove: remove('from'),
    },
  ].filter((chip): chip is FilterChip => chip !== false);
}

/** The filters, and those in use as chips that can be taken away. */
export function RegisterFilters({ search, onSearch }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const [q, setQ] = useState(search.q ?? '');
  const [from, setFrom] = useState(search.from === undefined ? undefined : BigInt(search.from));
  const [isMore, setMore] = useState(false);
  const forget = (name: keyof RegisterSearch) => {
    if (name === 'q') setQ('');
    if (name === 'from') setFrom(undefined);
    onSearch(without(search, name));
  };
  const chosen = REQUEST_STATES.filter((state) => search.status?.includes(state));
  const chips = useChips(search, chosen, forget);
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
        <Button variant="quiet" aria-expanded={isMore} onPress={() => setMore(!isMore)}>
          {t('register.more')}
        </Button>
      </form>
      {isMore && (
        <Suspense fallback={<Skeleton rows={1} />}>
          <RegisterPlaces search={search} onPick={(picked) => onSearch({ ...search, ...picked })} />
        </Suspense>
      )}
      <FilterChips chips={chips} onClear={() => onSearch({ sort: search.sort })} />
    </>
  );
}
