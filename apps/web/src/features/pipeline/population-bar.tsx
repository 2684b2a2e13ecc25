import { dateText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { FilterChips, type FilterChip } from '../../ui/filter-chips.js';
import { Select } from '../../ui/select.js';
import { pipelineMessages } from './messages.js';
import { PERIODS, periodOf, spanOf, type Period } from './periods.js';
import styles from './pipeline.module.css';
import type { RowsSearch } from './population-search.js';
import { periodText, type Population } from './words.js';

type Props<Search extends RowsSearch> = {
  readonly search: Search;
  /** Names of what the address names by id; undefined while they are on their way. */
  readonly population: Population | undefined;
  readonly asOf: string | undefined;
  readonly onSearch: (search: Search) => void;
  /** What the period bounds: registration, first push, or each for its figures. */
  readonly label?: string;
};

/** Which records the figures are about: the period to choose, everything else as chips to take away. */
export function PopulationBar<Search extends RowsSearch>({
  search,
  population,
  asOf,
  onSearch,
  label,
}: Props<Search>) {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  // The server's day, not the device's: a wrong clock must not show another month.
  const today = asOf === undefined ? undefined : dateText(asOf);
  const period = today === undefined ? undefined : periodOf(search, today);
  const isCustom = period === undefined && (search.from !== undefined || search.to !== undefined);
  const without = (...names: readonly (keyof RowsSearch)[]) => ({
    ...search,
    ...Object.fromEntries(names.map((name) => [name, undefined])),
  });
  const chip = (id: string, label: string, ...names: readonly (keyof RowsSearch)[]): FilterChip => ({
    id,
    label,
    onRemove: () => onSearch(without(...names)),
  });
  const chips: FilterChip[] = [];
  if (isCustom) {
    chips.push(
      chip('period', periodText({ from: search.from ?? null, to: search.to ?? null }, t), 'from', 'to'),
    );
  }
  if (search.unitId !== undefined && population !== undefined) {
    const { nameEn, name } = population.unit;
    chips.push(
      chip(
        'unit',
        t('filter.unit', { name: language === 'en' ? (nameEn ?? name) : name }),
        'unitId',
        'direct',
      ),
    );
  }
  if (search.direct === true) chips.push(chip('direct', t('filter.direct'), 'direct'));
  if (population?.bank != null) {
    const { nameEn, name } = population.bank;
    chips.push(
      chip('bank', t('filter.bank', { name: language === 'en' ? (nameEn ?? name) : name }), 'bankId'),
    );
  }
  if (population?.industry != null) {
    chips.push(chip('industry', t('filter.industry', { name: population.industry[language] }), 'industry'));
  }
  if (search.late === true) chips.push(chip('late', t('filter.lateOnly'), 'late'));
  return (
    <div className={styles.bar}>
      <Select<Period>
        label={label ?? t('filter.period')}
        width="short"
        options={PERIODS.map((value) => ({ value, label: t(`filter.${value}`) }))}
        value={period ?? ''}
        {...(isCustom && { prompt: '—' })}
        onChange={(chosen) => {
          if (today !== undefined) onSearch({ ...without('to'), ...{ from: spanOf(chosen, today).from } });
        }}
      />
      <FilterChips
        chips={chips}
        onClear={() => onSearch(without('from', 'to', 'unitId', 'direct', 'bankId', 'industry', 'late'))}
      />
    </div>
  );
}
